import { IconCircleCheck, IconLoader2, IconPencil, IconProgress, type TablerIcon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CampaignState, MemberStep } from '#domain/campaigns/step';
import { problemText, Problem } from '../api/problem.js';
import { useLanguage } from '../i18n/use-language.js';
import classes from './campaigns.module.css';
import type { CampaignFailure, CampaignLine, CampaignRange, FunnelCounts } from './campaigns.types.js';

const ICONS: Record<CampaignState, TablerIcon> = {
  draft: IconPencil,
  creating: IconLoader2,
  running: IconProgress,
  closed: IconCircleCheck,
};

/** State of a campaign: outline, icon and word. */
export function CampaignTag({ state }: { state: CampaignState }) {
  const { t } = useTranslation('campaigns');
  const Icon = ICONS[state];
  return (
    <span className={classes.tag} data-state={state}>
      <Icon size={12} stroke={2} aria-hidden />
      {t(`state.${state}`)}
    </span>
  );
}

/** In the order of the work, what is done first: so it stands in every bar and list of steps. */
export const FUNNEL_ORDER = [
  ['finished', 'finished'],
  ['certified', 'certified'],
  ['filed', 'filed'],
  ['documents-in', 'documentsIn'],
  ['told', 'told'],
  ['open', 'open'],
  ['planned', 'planned'],
  ['failed', 'failed'],
  ['excused', 'excused'],
] as const satisfies readonly (readonly [MemberStep, keyof FunnelCounts])[];

/** How a step is called: without a declaration to cancel, a finished member is simply done. */
export function useStepName() {
  const { t } = useTranslation('campaigns');
  return (step: MemberStep, cancelsDeclaration: boolean) =>
    step === 'finished' && !cancelsDeclaration ? t('step.done') : t(`step.${step}`);
}

/** The members by step as one bar; the same is said in words. */
export function FunnelBar({
  counts,
  cancelsDeclaration = true,
}: {
  counts: FunnelCounts;
  cancelsDeclaration?: boolean;
}) {
  const language = useLanguage();
  const stepName = useStepName();
  const parts = FUNNEL_ORDER.filter(([, key]) => counts[key] > 0);
  const words = language.items(
    parts.map(([step, key]) => `${stepName(step, cancelsDeclaration)} ${language.number(counts[key])}`),
  );
  return (
    <span className={classes.bar} role="img" aria-label={words} title={words}>
      {parts.map(([step, key]) => (
        <i key={step} data-step={step} style={{ flexGrow: counts[key] }} />
      ))}
    </span>
  );
}

/** The finishing day as a range, or that nobody can say. */
export function useForecastWords() {
  const { t } = useTranslation('campaigns');
  const language = useLanguage();
  return ({ basis, earlyOn, likelyOn, lateOn }: CampaignRange): string => {
    const day = (on: string) => language.day(on, {});
    if (basis === 'unknown' || earlyOn === null) return t('forecast.unknown');
    if (basis === 'done') return t('forecast.done', { day: day(likelyOn ?? earlyOn) });
    if (lateOn === null) return t('forecast.from', { day: day(earlyOn) });
    return t('forecast.range', { from: day(earlyOn), to: day(lateOn) });
  };
}

/** How the range lies to the deadline, in a word. */
export function ForecastVerdict({ forecast }: { forecast: CampaignRange }) {
  const { t } = useTranslation('campaigns');
  if (forecast.basis === 'done') return null;
  return (
    <span className={classes.verdict} data-verdict={forecast.verdict}>
      {t(`verdict.${forecast.verdict}`)}
    </span>
  );
}

/** How far a campaign of the list is; a draft has nobody yet. */
export function ListProgress({ campaign }: { campaign: CampaignLine }) {
  const { t } = useTranslation('campaigns');
  const language = useLanguage();
  if (campaign.state === 'draft') return <span className={classes.quiet}>{t('list.notStarted')}</span>;
  if (campaign.state === 'creating')
    return (
      <span className={classes.quiet}>
        {t('making.done', {
          done: language.number(campaign.membersDone),
          total: language.number(campaign.membersTotal),
        })}
      </span>
    );
  const { counts } = campaign;
  if (counts === null) return null;
  const members = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const done = counts.finished + counts.excused;
  return (
    <span className={classes.listProgress}>
      <FunnelBar counts={counts} />
      <span className={classes.quiet}>
        {t('list.doneOf', { done: language.number(done), total: language.number(members) })}
      </span>
    </span>
  );
}

/** The forecast of a running campaign of the list. */
export function ListForecast({ campaign }: { campaign: CampaignLine }) {
  const words = useForecastWords();
  const { forecast } = campaign;
  if (forecast === null) return <span className={classes.quiet}>–</span>;
  return (
    <span className={classes.stack}>
      <span>{words(forecast)}</span>
      <ForecastVerdict forecast={forecast} />
    </span>
  );
}

/** What stopped something, in words. */
export function failureText({ code, facts }: CampaignFailure): string {
  return problemText(new Problem(409, code, code, null, facts));
}
