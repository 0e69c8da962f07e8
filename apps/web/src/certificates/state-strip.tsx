import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { statusOn, type DatedChange } from '#domain/certificates/life';
import { daysBetween, type Day } from '#domain/day';
import type { CertificateStatus } from '#domain/states/certificate-status';
import { useToday } from '../api/clock.js';
import { instantParts } from '../i18n/format.js';
import { useLanguage } from '../i18n/use-language.js';
import { lifeOf } from './certificate-facts.js';
import { statusChangesQuery, versionsQuery } from './certificate-life.api.js';
import type { StatusChange, Version } from './certificate-life.types.js';
import classes from './certificate-life.module.css';
import type { Certificate } from './certificates.types.js';

interface Segment {
  from: Day;
  to: Day;
  /** null = unknown */
  status: CertificateStatus | null;
}

/** Days of a certificate are days in China. */
const CHINA = 'Asia/Shanghai';

const datedChange = (change: StatusChange): DatedChange => ({
  ...change,
  recordedOn: instantParts(change.recordedAt, CHINA).day,
  isTakenBack: change.takenBackAt !== null,
});

/** The states of a certificate from one day to another, each with its first day. */
function segmentsOf(changes: readonly DatedChange[], from: Day, to: Day): Segment[] {
  const turns = changes
    .filter(({ isTakenBack }) => !isTakenBack)
    .flatMap(({ holdsFrom, recordedOn }) => holdsFrom ?? recordedOn)
    .filter((day) => day > from && day < to);
  const starts = [...new Set([from, ...turns])].sort();
  const segments: Segment[] = [];
  for (const [at, start] of starts.entries()) {
    const status = statusOn(changes, start);
    const end = starts[at + 1] ?? to;
    const last = segments.at(-1);
    if (last?.status === status) last.to = end;
    else segments.push({ from: start, to: end, status });
  }
  return segments;
}

/**
 * Under the life line, on the same scale: in which state the certificate was until today, and from which day each version
 * holds. Only where there is more to tell than "valid since its issue".
 */
export function StateStrip({ certificate }: { certificate: Certificate }) {
  const { t } = useTranslation(['certificates', 'domain']);
  const language = useLanguage();
  const today = useToday();
  const changes = useInfiniteQuery(statusChangesQuery(certificate.id)).data?.pages.flatMap(({ items }) => items) ?? [];
  const versions = useInfiniteQuery(versionsQuery(certificate.id)).data?.pages.flatMap(({ items }) => items) ?? [];
  const { issuedOn, endsOn } = lifeOf(certificate);
  if (!issuedOn || !endsOn || issuedOn >= endsOn || issuedOn >= today) return null;
  const until = today < endsOn ? today : endsOn;
  const segments = segmentsOf([...changes].reverse().map(datedChange), issuedOn, until);
  const ticks = versions.filter(
    ({ holdsFrom, number }) => number > 1 && holdsFrom !== null && holdsFrom > issuedOn && holdsFrom <= endsOn,
  ) as (Version & { holdsFrom: Day })[];
  if (segments.length < 2 && segments[0]?.status === 'valid' && ticks.length === 0) return null;
  const share = (from: Day, to: Day) =>
    `${((daysBetween(from, to) / daysBetween(issuedOn, endsOn)) * 100).toFixed(2)}%`;
  const wordOf = (status: CertificateStatus | null) =>
    status === null ? t('certificates:state.unknown') : t(`domain:status.${status}`);
  const words = segments.map(({ from, status }) =>
    t('certificates:state.segment', { status: wordOf(status), day: language.day(from, {}) }),
  );
  return (
    <figure
      className={classes.strip}
      role="img"
      aria-label={t('certificates:state.lineLabel', { states: language.items(words) })}
    >
      <div className={classes.track} aria-hidden="true">
        {segments.map(({ from, to, status }) => (
          <i
            key={from}
            className={classes[status ?? 'unknown']}
            style={{ left: share(issuedOn, from), width: share(from, to) }}
            title={t('certificates:state.segment', { status: wordOf(status), day: language.day(from, {}) })}
          />
        ))}
        {ticks.map(({ id, number, holdsFrom }) => (
          <u
            key={id}
            style={{ left: share(issuedOn, holdsFrom) }}
            title={language.clauses([t('certificates:state.version', { number }), language.day(holdsFrom, {})])}
          />
        ))}
      </div>
      <figcaption className={classes.legend} aria-hidden="true">
        {segments.map(({ from, status }) => (
          <span key={from}>
            <i className={classes[status ?? 'unknown']} />
            {t('certificates:state.segment', { status: wordOf(status), day: language.day(from, {}) })}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}
