import { Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { certificateActs, type CertificateAct } from '#domain/certificate-status';
import { problemText } from '../api/problem.js';
import { refreshAfterChange } from '../api/refresh.js';
import { useSession } from '../api/session.js';
import { DateField } from '../components/date-field.js';
import { FormDrawer } from '../components/form-drawer.js';
import { toast } from '../components/toast.js';
import { readDay } from '../i18n/day-input.js';
import { changeStatus, type StatusChange } from './certificates.api.js';
import classes from './certificates.module.css';
import type { Certificate } from './certificates.types.js';

/** What takes an act back; what is missing here cannot be taken back, so it is asked for with its consequence. */
const UNDO: Partial<Record<CertificateAct, CertificateAct>> = {
  suspend: 'restore',
  restore: 'suspend',
  expire: 'reinstate',
  reinstate: 'expire',
};

/** Acts that need no words: they undo a mistake or follow from the calendar. */
const AT_ONCE: readonly CertificateAct[] = ['restore', 'reinstate'];
const NEEDS_REASON: readonly CertificateAct[] = ['suspend', 'revoke'];

/** The acts the person may do in the present state, from the domain's table, and how each is done. */
export function useStatusActs(certificate: Certificate) {
  const { t } = useTranslation('certificates');
  const { may } = useSession();
  const queryClient = useQueryClient();
  const [asked, setAsked] = useState<CertificateAct | null>(null);
  const done = (act: CertificateAct, before: Certificate) => {
    const undo = UNDO[act];
    const takeBack = async () => {
      try {
        await changeStatus(before.id, undo!, { reason: before.statusReason || t('act.undoReason'), on: null });
      } catch (error) {
        toast(problemText(error));
      }
      await refreshAfterChange(queryClient);
    };
    toast(t(`act.done.${act}`), undo && takeBack);
    void refreshAfterChange(queryClient);
  };
  const start = (act: CertificateAct) => {
    if (!AT_ONCE.includes(act)) return setAsked(act);
    changeStatus(certificate.id, act, { reason: null, on: null }).then(
      () => done(act, certificate),
      (error: unknown) => toast(problemText(error)),
    );
  };
  const acts = may('certificate.change-status') ? certificateActs(certificate.status) : [];
  return {
    acts: acts.map((act) => ({ act, name: t(`act.${act}`), start: () => start(act) })),
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
  const { t } = useTranslation('certificates');
  const shown = act ?? 'suspend';
  const needsReason = NEEDS_REASON.includes(shown);
  return (
    <FormDrawer<{ reason: string; on: string }, Certificate>
      opened={act !== null}
      onClose={onClose}
      title={t('act.title', { act: t(`act.${shown}`), number: certificate.number })}
      draftKey={`certificate-${shown}-${certificate.id}`}
      initial={{ reason: '', on: '' }}
      labels={{ reason: t('act.reason'), on: t('act.on') }}
      check={({ reason, on }) => ({
        ...(needsReason && !reason.trim() && { reason: t('act.reasonMissing') }),
        ...(on.trim() && !readDay(on) && { on: t('act.onWrong') }),
      })}
      save={(values, { idempotencyKey }) =>
        changeStatus(certificate.id, shown, values satisfies StatusChange, idempotencyKey)
      }
      onSaved={() => onDone(shown)}
      saveLabel={t(`act.${shown}`)}
    >
      {(field) => (
        <>
          <p className={classes.consequence}>
            {t(`act.follows.${shown as Exclude<CertificateAct, 'restore' | 'reinstate'>}`)}
          </p>
          <Textarea
            {...field('reason', { optional: !needsReason })}
            description={t('act.reasonHelp')}
            autosize
            minRows={3}
            maxLength={1000}
            data-autofocus
          />
          <DateField {...field('on', { optional: true })} description={t('act.onHelp')} />
        </>
      )}
    </FormDrawer>
  );
}
