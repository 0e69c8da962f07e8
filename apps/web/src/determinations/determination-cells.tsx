import { IconBan, IconCheck, IconClock, IconHelp, IconPencil, IconShip, IconX, type TablerIcon } from '@tabler/icons-react'; // prettier-ignore
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { conditionState } from '#domain/determinations/conditions';
import type { YesNoUnknown } from '#domain/reference/actors';
import type { DeterminationStatus } from '#domain/states/determination-status';
import { Sources } from '../components/sources.js';
import { useLanguage } from '../i18n/use-language.js';
import { groundsQuery } from './determinations.api.js';
import classes from './determinations.module.css';
import type { DeterminationLine, Ground } from './determinations.types.js';

const ICONS: Record<DeterminationStatus, TablerIcon> = {
  drafted: IconPencil,
  applied: IconClock,
  granted: IconCheck,
  refused: IconX,
  used: IconShip,
  discharged: IconCheck,
  lapsed: IconBan,
  withdrawn: IconBan,
};

/** State of a determination: outline, icon and word. */
export function DeterminationTag({ status }: { status: DeterminationStatus }) {
  const { t } = useTranslation('domain');
  const Icon = ICONS[status];
  return (
    <span className={classes.tag} data-status={status}>
      <Icon size={12} stroke={2} aria-hidden />
      {t(`determinationStatus.${status}`)}
    </span>
  );
}

/** The ground of a determination, while the reference data has it. */
export function useGround(key: string | null): Ground | null {
  const { data } = useQuery(groundsQuery);
  return data?.items.find((one) => one.key === key) ?? null;
}

/** What it says and on which ground, in the reader's language. */
export function useGroundText() {
  const { t } = useTranslation('domain');
  const { language } = useLanguage();
  const { data } = useQuery(groundsQuery);
  return ({ kind, ground }: Pick<DeterminationLine, 'kind' | 'ground'>) => ({
    kind: t(`determinationKind.${kind}`),
    ground: data?.items.find(({ key }) => key === ground)?.names[language] ?? null,
  });
}

/** A number of the goods with their unit. */
export function useQuantityText() {
  const language = useLanguage();
  return (quantity: number, unit: string | null) => [language.number(quantity), unit].filter(Boolean).join(' ');
}

const ANSWER_ICONS: Record<YesNoUnknown, TablerIcon> = { yes: IconCheck, no: IconX, unknown: IconHelp };

/** The conditions of a ground with what was answered, and what follows from it. */
export function Conditions({ ground, answers }: { ground: Ground; answers: Record<string, YesNoUnknown> }) {
  const { t } = useTranslation('determinations');
  const { language } = useLanguage();
  if (ground.conditions.length === 0) return <p className={classes.quiet}>{t('condition.none')}</p>;
  const state = conditionState({ conditions: ground.conditions.map((one) => ({ ...one, applicants: null })) }, answers);
  return (
    <>
      <ul className={classes.conditions}>
        {ground.conditions.map(({ key, text }) => {
          const answer = answers[key] ?? 'unknown';
          const Icon = ANSWER_ICONS[answer];
          return (
            <li key={key}>
              <Icon size={14} stroke={2} data-answer={answer} role="img" aria-label={t(`condition.${answer}`)} />
              <span>{text[language]}</span>
            </li>
          );
        })}
      </ul>
      <p className={classes.verdict} data-state={state}>
        {t(`condition.${state}`)}
      </p>
    </>
  );
}

/** Goods under an exemption must not be sold, and where that stands. */
export function NotForSale() {
  const { t } = useTranslation('determinations');
  const { data } = useQuery(groundsQuery);
  if (!data?.notForSale) return null;
  return (
    <div className={classes.notForSale} role="note">
      <p>
        <strong>{t('notForSale.title')}.</strong> {t('notForSale.text')}{' '}
        <span className={classes.quiet}>
          {t('notForSale.source')}: <Sources text={data.notForSale.source} />
        </span>
      </p>
    </div>
  );
}
