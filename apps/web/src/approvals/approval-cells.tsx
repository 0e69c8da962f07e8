import { IconBan, IconCalendar, IconCheck, IconClock, IconMinus, IconSend, IconX, type TablerIcon } from '@tabler/icons-react'; // prettier-ignore
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ApprovalStatus } from '#domain/states/approval-status';
import { PageTabs } from '../components/page-tabs.js';
import { Facts } from '../components/detail-page.js';
import { Sources } from '../components/sources.js';
import { useLanguage } from '../i18n/use-language.js';
import { approvalKindsQuery } from './approvals.api.js';
import classes from './approvals.module.css';
import type { ApprovalKind, ApprovalLimit, ApprovalLine } from './approvals.types.js';

const ICONS: Record<ApprovalStatus, TablerIcon> = {
  planned: IconCalendar,
  filed: IconSend,
  granted: IconCheck,
  refused: IconX,
  expired: IconClock,
  withdrawn: IconBan,
  'not-needed': IconMinus,
};

/** State of an approval: outline, icon and word. */
export function ApprovalTag({ status }: { status: ApprovalStatus }) {
  const { t } = useTranslation('domain');
  const Icon = ICONS[status];
  return (
    <span className={classes.tag} data-status={status}>
      <Icon size={12} stroke={2} aria-hidden />
      {t(`approvalStatus.${status}`)}
    </span>
  );
}

/** The kind of an approval in the reader's language; its key once the reference data has it no more. */
export function useKindName() {
  const { language } = useLanguage();
  const { data } = useQuery(approvalKindsQuery);
  return (key: string) => data?.items.find((one) => one.key === key)?.names[language] ?? key;
}

/** What it is called in lists and headings. */
export function useApprovalName() {
  const kindName = useKindName();
  return ({ kind, title }: Pick<ApprovalLine, 'kind' | 'title'>) =>
    title ? `${kindName(kind)}, ${title}` : kindName(kind);
}

export function ProjectTabs() {
  const { t } = useTranslation('approvals');
  return (
    <PageTabs
      label={t('title')}
      tabs={[
        { key: 'projects', to: '/projects', title: t('tab.projects') },
        { key: 'approvals', to: '/projects/approvals', title: t('tab.approvals') },
      ]}
    />
  );
}

/** What the reference data knows of a kind; what no source says is said to be not found. */
export function KindFacts({ kind }: { kind: ApprovalKind }) {
  const { t } = useTranslation('approvals');
  const { language } = useLanguage();
  const kindName = useKindName();
  const limit = (value: ApprovalLimit) => (
    <>
      {t(`limit.${value.unit}`, { count: value.amount })}
      {value.note && <span className={classes.note}>{value.note[language]}</span>}
    </>
  );
  const begins = kind.after.map((key) => (key === 'ccc' ? 'CCC' : kindName(key)));
  return (
    <Facts
      facts={[
        { label: t('kind.authority'), value: kind.authority?.[language] },
        {
          label: t('kind.needs'),
          value: kind.needs.length > 0 && (
            <ul className={classes.needs}>
              {kind.needs.map((need) => (
                <li key={need.en}>{need[language]}</li>
              ))}
            </ul>
          ),
        },
        {
          label: t('kind.after'),
          value: begins.length > 0 && begins.reduce((one, other) => t('kind.or', { one, other })),
        },
        { label: t('kind.filing'), value: kind.filing && limit(kind.filing) },
        { label: t('kind.processing'), value: kind.processing && limit(kind.processing) },
        { label: t('kind.validity'), value: kind.validity ? limit(kind.validity) : t('kind.unknown') },
        { label: t('kind.audits'), value: kind.audits === 'unknown' ? t('kind.unknown') : t(`kind.${kind.audits}`) },
        { label: t('kind.note'), value: kind.note?.[language] },
        { label: t('kind.source'), value: <Sources text={kind.source} /> },
      ]}
    />
  );
}
