import { Select, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { certificateActs, groundsOf, type CertificateAct } from '#domain/states/certificate-status';
import { problemText } from '../api/problem.js';
import { useToday } from '../api/clock.js';
import { refreshAfterChange } from '../api/refresh.js';
import { useSession } from '../api/session.js';
import { DateField } from '../components/date-field.js';
import { FormDrawer } from '../components/form-drawer.js';
import { toast } from '../components/toast.js';
import { readDay } from '../i18n/day-input.js';
import { changeStatus, type StatusChange } from './certificates.api.js';
import { stateAfter } from './certificate-facts.js';
import classes from './certificates.module.css';
import type { Certificate } from './certificates.types.js';
import { groundKey, StandingFacts } from './standing.js';

/** What takes an act back; what is missing here cannot be taken back, so it is asked for with its consequence. */
const UNDO: Partial<Record<CertificateAct, CertificateAct>> = {
  suspend: 'restore',
  restore: 'suspend',
  expire: 'reinstate',
  reinstate: 'expire',
};

/** Acts that need no words: they undo a mistake. */
const AT_ONCE: readonly CertificateAct[] = ['reinstate'];
const NEEDS_REASON: readonly CertificateAct[] = ['suspend', 'revoke'];

/** The acts the person may do in the present state, from the domain's table, and how each is done. */
export function useStatusActs(certificate: Certificate) {
  const { t } = useTranslation(['certificates', 'domain']);
  const { may } = useSession();
  const today = useToday();
  const queryClient = useQueryClient();
  const [asked, setAsked] = useState<CertificateAct | null>(null);
  const done = (act: CertificateAct, before: Certificate) => {
    const undo = UNDO[act];
    const takeBack = async () => {
      try {
        await changeStatus(before.id, undo!, {
          reason: before.statusReason || t('certificates:act.undoReason'),
          on: before.statusOn,
          ground: before.statusGround,
          until: before.suspendedUntil,
        });
      } catch (error) {
        toast(problemText(error));
      }
      await refreshAfterChange(queryClient);
    };
    toast(t(`certificates:act.done.${act}`), undo && takeBack);
    void refreshAfterChange(queryClient);
  };
  const start = (act: CertificateAct) => {
    if (!AT_ONCE.includes(act)) return setAsked(act);
    changeStatus(certificate.id, act, { reason: null, on: null, ground: null, until: null }).then(
      () => done(act, certificate),
      (error: unknown) => toast(problemText(error)),
    );
  };
  const { validUntil } = certificate;
  const hasRunOut = validUntil !== null && validUntil < today;
  const acts = (may('certificate.change-status') ? certificateActs(certificate.status) : []).filter(
    (act) => act !== 'expire' || hasRunOut,
  );
  return {
    acts: acts.map((act) => ({ act, name: t(`certificates:act.${act}`), start: () => start(act) })),
    form: (
      <StatusForm
        key={asked}
        certificate={certificate}
        act={asked}
        onClose={() => setAsked(null)}
        onDone={(act) => done(act, certificate)}
      />
    ),
  };
}

interface StatusFormProps {
  certificate: Certificate;
  act: CertificateAct | null;
  onClose: () => void;
  onDone: (act: CertificateAct) => void;
}

/** Why the state changes and since when; what cannot be taken back says so. */
function StatusForm({ certificate, act, onClose, onDone }: StatusFormProps) {
  const { t } = useTranslation(['certificates', 'domain']);
  const today = useToday();
  const shown = act ?? 'suspend';
  const grounds = certificate.scheme === 'ccc' ? groundsOf(shown) : [];
  const needsReason = NEEDS_REASON.includes(shown);
  return (
    <FormDrawer<{ ground: string | null; reason: string; on: string; until: string }, Certificate>
      opened={act !== null}
      onClose={onClose}
      title={t('certificates:act.title', { act: t(`certificates:act.${shown}`), number: certificate.number })}
      draftKey={`certificate-${shown}-${certificate.id}`}
      initial={{ ground: null, reason: '', on: '', until: '' }}
      labels={{
        ground: t('certificates:act.ground'),
        reason: t('certificates:act.reason'),
        on: t('certificates:act.on'),
        until: t('certificates:act.until'),
      }}
      check={({ reason, on, until }) => ({
        ...(needsReason && !reason.trim() && { reason: t('certificates:act.reasonMissing') }),
        ...(on.trim() && !readDay(on) && { on: t('certificates:act.onWrong') }),
        ...(until.trim() && !readDay(until) && { until: t('certificates:act.onWrong') }),
        ...(until.trim() &&
          readDay(until) &&
          readDay(until)! < (readDay(on) ?? today) && { until: t('certificates:act.untilBefore') }),
      })}
      save={(values, { idempotencyKey }) =>
        changeStatus(certificate.id, shown, values satisfies StatusChange, idempotencyKey)
      }
      onSaved={() => onDone(shown)}
      saveLabel={t(`certificates:act.${shown}`)}
    >
      {(field, { values }) => (
        <>
          <p className={classes.consequence}>
            {t(`certificates:act.follows.${shown as Exclude<CertificateAct, 'reinstate'>}`)}
          </p>
          {grounds.length > 0 && (
            <Select
              {...field('ground', { optional: true })}
              description={values.ground ? t(groundKey(shown, values.ground)) : t('certificates:act.groundHelp')}
              clearable
              data={grounds.map(({ code }) => code)}
              renderOption={({ option }) => `${option.value} ${t(groundKey(shown, option.value))}`}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
            />
          )}
          <Textarea
            {...field('reason', { optional: !needsReason })}
            description={t('certificates:act.reasonHelp')}
            autosize
            minRows={3}
            maxLength={1000}
            data-autofocus
          />
          <DateField {...field('on', { optional: true })} description={t('certificates:act.onHelp')} />
          {shown === 'suspend' && (
            <DateField {...field('until', { optional: true })} description={t('certificates:act.untilHelp')} />
          )}
          <StandingFacts
            certificate={certificate}
            status={stateAfter(shown)}
            ground={values.ground}
            since={values.on.trim() ? readDay(values.on) : today}
          />
        </>
      )}
    </FormDrawer>
  );
}
