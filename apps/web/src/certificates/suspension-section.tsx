import { IconCheck, IconCircleDashed } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { restorationPack, suspensionClock, suspensionRule } from '#domain/certificates/life';
import { VOLUNTARY_SUSPENSION } from '#domain/states/certificate-status';
import { useToday } from '../api/clock.js';
import { useSession } from '../api/session.js';
import { Section } from '../components/detail-page.js';
import { urgencyText, useUrgency } from '../components/urgency.js';
import { useLanguage } from '../i18n/use-language.js';
import { BasedOn } from './based-on.js';
import { statusChangesQuery } from './certificate-life.api.js';
import type { StatusChange } from './certificate-life.types.js';
import classes from './certificate-life.module.css';
import type { Certificate } from './certificates.types.js';
import { PaperUpload } from './papers.js';
import { SuspensionEnds } from './standing.js';

/** How long a suspension has run and may run, what restores the certificate, and what else ends the suspension. */
export function SuspensionSection({ certificate }: { certificate: Certificate }) {
  const { t } = useTranslation('certificates');
  const language = useLanguage();
  const today = useToday();
  const query = useInfiniteQuery(statusChangesQuery(certificate.id));
  const { statusGround: ground, statusOn: on, suspendedUntil: until } = certificate;
  const { daysSoFar, endsOn, endsBy, daysLeft } = suspensionClock({ ground, on, until }, today);
  const urgency = useUrgency(endsOn ?? today);
  const suspension = query.data?.pages[0]?.items.find(({ act, takenBackAt }) => act === 'suspend' && !takenBackAt);
  const rule = suspensionRule(ground);
  return (
    <Section title={t('suspension.title')}>
      <dl className={classes.clock}>
        <div>
          <dt>{t('suspension.soFarLabel')}</dt>
          <dd className={classes.reading}>{daysSoFar === null ? '–' : t('suspension.soFar', { count: daysSoFar })}</dd>
          <dd className={classes.quiet}>
            {on ? t('suspension.since', { day: language.day(on, {}) }) : t('suspension.sinceUnknown')}
          </dd>
        </div>
        <div>
          <dt>{t('suspension.endsLabel')}</dt>
          <dd className={`${classes.reading} ${endsOn ? urgencyText(urgency.state) : ''}`}>
            {endsOn ? language.day(endsOn, {}) : '–'}
          </dd>
          <dd className={classes.quiet}>
            {endsOn === null
              ? `${t('suspension.endsUnknown')} ${t('suspension.record')}`
              : language.clauses([
                  daysLeft! > 0
                    ? t('suspension.left', { count: daysLeft! })
                    : daysLeft! < 0
                      ? t('suspension.over', { count: -daysLeft! })
                      : t('suspension.today'),
                  endsBy === 'notice' || !rule
                    ? t('suspension.byNotice')
                    : t('suspension.byRule', { months: rule.amount, day: language.day(on!, {}) }),
                ])}
          </dd>
          {endsBy === 'rule' && rule && (
            <dd>
              <BasedOn {...rule} />
            </dd>
          )}
        </div>
      </dl>
      <RestorationPack certificate={certificate} suspension={suspension} />
      <p className={classes.quiet}>{t('suspension.inspection')}</p>
      <h3 className={classes.sub}>{t('suspension.ends')}</h3>
      <SuspensionEnds />
      <p className={classes.fee}>
        {t('suspension.fee')} <BasedOn {...VOLUNTARY_SUSPENSION.length} />
      </p>
    </Section>
  );
}

interface RestorationPackProps {
  certificate: Certificate;
  /** Where its papers lie; unknown where the certificate was taken over as suspended. */
  suspension: StatusChange | undefined;
}

/** The papers that restore it, each here or missing; a missing one is added in its line. */
function RestorationPack({ certificate, suspension }: RestorationPackProps) {
  const { t } = useTranslation('certificates');
  const { may } = useSession();
  const [adding, setAdding] = useState<string | null>(null);
  const pack = restorationPack(suspension?.papers.map(({ kind }) => kind) ?? []);
  const there = pack.papers.filter(({ isThere }) => isThere).length;
  const mayAdd = suspension && may('certificate.paper');
  return (
    <>
      <h3 className={classes.sub}>
        {t('suspension.pack')}{' '}
        <span className={classes.quiet}>
          {pack.isComplete ? t('suspension.packWhole') : t('suspension.packNote', { there, all: pack.papers.length })}
        </span>
      </h3>
      <ul className={classes.pack}>
        {pack.papers.map(({ kind, isThere }) => {
          const paper = t(`suspension.paper.${kind}`);
          return (
            <li key={kind} data-is-there={isThere || undefined}>
              <p>
                {isThere ? (
                  <IconCheck size={14} stroke={2} aria-hidden />
                ) : (
                  <IconCircleDashed size={14} stroke={1.75} aria-hidden />
                )}
                <span>{paper}</span>
                <span className={classes.quiet}>{t(isThere ? 'suspension.there' : 'suspension.missing')}</span>
                {mayAdd && !isThere && (
                  <button
                    type="button"
                    className="link"
                    aria-label={t('suspension.addNamed', { paper })}
                    aria-expanded={adding === kind}
                    onClick={() => setAdding(adding === kind ? null : kind)}
                  >
                    {t('suspension.add')}
                  </button>
                )}
              </p>
              {mayAdd && adding === kind && (
                <PaperUpload
                  certificate={certificate}
                  kinds={[kind]}
                  statusChangeId={suspension.id}
                  onAdded={() => setAdding(null)}
                />
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}
