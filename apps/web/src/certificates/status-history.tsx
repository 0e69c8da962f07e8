import { Textarea } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readerTimeZone } from '../api/clock.js';
import { refreshAfterChange } from '../api/refresh.js';
import { useSession } from '../api/session.js';
import { Section } from '../components/detail-page.js';
import { FormDrawer } from '../components/form-drawer.js';
import { MoreButton } from '../components/more-button.js';
import { ErrorState } from '../components/states.js';
import { toast } from '../components/toast.js';
import { instantParts } from '../i18n/format.js';
import { useLanguage } from '../i18n/use-language.js';
import { statusChangesQuery, takeStatusBack } from './certificate-life.api.js';
import type { StatusChange } from './certificate-life.types.js';
import classes from './certificate-life.module.css';
import type { Certificate } from './certificates.types.js';
import { groundKey } from './standing.js';

/** In which states the certificate was, from when, why and by whom; a manager takes the last change back. */
export function StatusHistory({ certificate }: { certificate: Certificate }) {
  const { t } = useTranslation('certificates');
  const { may } = useSession();
  const query = useInfiniteQuery(statusChangesQuery(certificate.id));
  const [asked, setAsked] = useState<StatusChange | null>(null);
  const changes = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Section title={t('state.title')}>
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && changes.length === 0 && <p className={classes.quiet}>{t('state.none')}</p>}
      <ol className={classes.list}>
        {changes.map((change) => (
          <ChangeLine
            key={change.id}
            change={change}
            {...(change.isLast && may('certificate.take-back') && { onTakeBack: () => setAsked(change) })}
          />
        ))}
      </ol>
      <MoreButton query={query}>{t('state.older')}</MoreButton>
      <TakeBackForm certificate={certificate} change={asked} onClose={() => setAsked(null)} />
    </Section>
  );
}

function ChangeLine({ change, onTakeBack }: { change: StatusChange; onTakeBack?: () => void }) {
  const { t } = useTranslation(['certificates', 'domain']);
  const language = useLanguage();
  const { act, holdsFrom, suspendedUntil, ground, reason, isAutomatic, by, recordedAt, takenBackAt } = change;
  const dayOf = (instant: string) => language.day(instantParts(instant, readerTimeZone()).day, {});
  return (
    <li className={classes.line}>
      <p className={classes.lineHead}>
        <b className={takenBackAt ? classes.former : undefined}>{t(`certificates:state.did.${act}`)}</b>
        <span>
          {language.clauses([
            holdsFrom
              ? t('certificates:state.from', { day: language.day(holdsFrom, {}) })
              : t('certificates:state.fromUnknown'),
            suspendedUntil && t('certificates:state.until', { day: language.day(suspendedUntil, {}) }),
          ])}
        </span>
        {onTakeBack && (
          <button type="button" className={`link ${classes.act}`} onClick={onTakeBack}>
            {t('certificates:state.takeBack')}
          </button>
        )}
      </p>
      {ground && (
        <p>
          {ground} {t(groundKey(act, ground))}
        </p>
      )}
      {reason && <p className={classes.reason}>{reason}</p>}
      <p className={classes.quiet}>
        {language.clauses([
          t('certificates:state.recorded', { day: dayOf(recordedAt) }),
          isAutomatic ? t('certificates:state.byCalendar') : by && t('certificates:state.by', { name: by }),
        ])}
      </p>
      {takenBackAt && (
        <p className={classes.takenBack}>
          {change.takenBackBy
            ? t('certificates:state.takenBack', { day: dayOf(takenBackAt), name: change.takenBackBy })
            : t('certificates:state.takenBackNobody', { day: dayOf(takenBackAt) })}
          {change.takenBackReason && `: ${change.takenBackReason}`}
        </p>
      )}
    </li>
  );
}

interface TakeBackFormProps {
  certificate: Certificate;
  change: StatusChange | null;
  onClose: () => void;
}

function TakeBackForm({ certificate, change, onClose }: TakeBackFormProps) {
  const { t } = useTranslation(['certificates', 'domain']);
  const queryClient = useQueryClient();
  return (
    <FormDrawer<{ reason: string }, Certificate>
      opened={change !== null}
      onClose={onClose}
      title={t('certificates:state.takeBackTitle', { act: change ? t(`certificates:state.did.${change.act}`) : '' })}
      draftKey={`certificate-take-back-${change?.id ?? ''}`}
      initial={{ reason: '' }}
      labels={{ reason: t('certificates:state.takeBackReason') }}
      check={({ reason }) => (reason.trim() ? {} : { reason: t('certificates:state.takeBackMissing') })}
      save={({ reason }, { idempotencyKey }) =>
        takeStatusBack(certificate.id, change!.id, reason.trim(), idempotencyKey)
      }
      onSaved={() => {
        toast(t('certificates:state.done'));
        void refreshAfterChange(queryClient);
      }}
      saveLabel={t('certificates:state.takeBack')}
    >
      {(field) => (
        <>
          <p>
            {change && t('certificates:state.takeBackFollows', { status: t(`domain:status.${change.fromStatus}`) })}{' '}
            {change?.isAutomatic && t('certificates:state.takeBackExpiry')}
          </p>
          <Textarea
            {...field('reason')}
            description={t('certificates:state.takeBackReasonHelp')}
            autosize
            minRows={3}
            maxLength={1000}
            data-autofocus
          />
        </>
      )}
    </FormDrawer>
  );
}
