import {
  IconBan,
  IconCalendarCheck,
  IconCalendarQuestion,
  IconCheck,
  IconClipboardList,
  IconX,
  type TablerIcon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Day } from '#domain/day';
import type { AuditStatus } from '#domain/states/audit-status';
import { useLanguage } from '../i18n/use-language.js';
import classes from './audits.module.css';
import type { AuditLine } from './audits.types.js';

export const auditHref = (audit: { id: string }) => `/audits/${audit.id}`;

const ICONS: Record<AuditStatus, TablerIcon> = {
  planned: IconCalendarQuestion,
  confirmed: IconCalendarCheck,
  held: IconClipboardList,
  passed: IconCheck,
  failed: IconX,
  cancelled: IconBan,
};

/** State of an audit: outline, icon and word. */
export function AuditTag({ status }: { status: AuditStatus }) {
  const { t } = useTranslation('domain');
  const Icon = ICONS[status];
  return (
    <span className={`${classes.tag} ${classes[status] ?? ''}`}>
      <Icon size={12} stroke={2} aria-hidden />
      {t(`auditStatus.${status}`)}
    </span>
  );
}

/** What kind of inspection, in one line: follow-up, unannounced, remote. */
export function useKindLine() {
  const { t } = useTranslation(['audits', 'domain']);
  const language = useLanguage();
  return ({ kind, isUnannounced, isRemote }: Pick<AuditLine, 'kind' | 'isUnannounced' | 'isRemote'>) =>
    language.clauses([
      t(`domain:auditKind.${kind}`),
      isUnannounced && t('audits:unannounced'),
      isRemote && t('audits:remote'),
    ]);
}

/** The days it was held, else those planned; words where there are none. */
export function useAuditDays() {
  const { t } = useTranslation('audits');
  const language = useLanguage();
  const period = (from: Day, to: Day | null) => {
    if (!to || to === from) return language.day(from, { weekday: true });
    // the year once: last in Latin script, first in Chinese
    const isSameYear = from.slice(0, 4) === to.slice(0, 4);
    const isYearFirst = language.language === 'zh';
    return t('period', {
      from: language.day(from, { withoutYear: isSameYear && !isYearFirst }),
      to: language.day(to, { withoutYear: isSameYear && isYearFirst }),
    });
  };
  return ({
    heldFrom,
    heldTo,
    plannedFrom,
    plannedTo,
  }: Pick<AuditLine, 'heldFrom' | 'heldTo' | 'plannedFrom' | 'plannedTo'>) => {
    if (heldFrom) return period(heldFrom, heldTo);
    return plannedFrom ? period(plannedFrom, plannedTo) : t('noDays');
  };
}

/** Open findings in words, major ones first; a dash where there is none. */
export function OpenFindings({ audit: { findingsOpen, majorOpen } }: { audit: AuditLine }) {
  const { t } = useTranslation('audits');
  if (findingsOpen === 0) return <span className={classes.quiet}>–</span>;
  return (
    <span>
      {t('openFindings', { count: findingsOpen })}
      {majorOpen > 0 && <span className={classes.major}>{t('ofThemMajor', { count: majorOpen })}</span>}
    </span>
  );
}
