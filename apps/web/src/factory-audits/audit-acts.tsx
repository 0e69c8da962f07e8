import { Select, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FACTORY_CLASSES, type FactoryClass } from '#domain/certificate';
import { auditNeeds, type AuditAct } from '#domain/states/audit-status';
import { refreshAfterChange } from '../api/refresh.js';
import { useSession } from '../api/session.js';
import { DateField } from '../components/date-field.js';
import { FormDrawer } from '../components/form-drawer.js';
import { toast } from '../components/toast.js';
import { readDay } from '../i18n/day-input.js';
import { recordAuditAct } from './audits.api.js';
import classes from './audits.module.css';
import type { Audit } from './audits.types.js';

interface ActValues {
  from: string;
  to: string;
  on: string;
  reason: string;
  factoryClass: string | null;
  classOn: string;
}

/** The acts that the state table allows now, and the drawer in which each is recorded. */
export function useAuditActs(audit: Audit) {
  const { t } = useTranslation('audits');
  const { may } = useSession();
  const [asked, setAsked] = useState<AuditAct | null>(null);
  const acts = may('audit.edit') ? audit.acts : [];
  return {
    acts: acts.map((act) => ({ act, name: t(`act.${act}`), start: () => setAsked(act) })),
    form: <ActForm key={asked} audit={audit} act={asked} onClose={() => setAsked(null)} />,
  };
}

/** What an act needs: its days, its reason, the day of the result, and what the body says of the factory. */
function ActForm({ audit, act, onClose }: { audit: Audit; act: AuditAct | null; onClose: () => void }) {
  const { t } = useTranslation(['audits', 'domain']);
  const queryClient = useQueryClient();
  const shown = act ?? 'confirm';
  const needs = act ? auditNeeds(audit.status, act) : [];
  const hasDays = needs.includes('days') || shown === 'postpone';
  const needsReason = needs.includes('reason');
  const hasClass = shown === 'pass';
  return (
    <FormDrawer<ActValues, Audit>
      opened={act !== null}
      onClose={onClose}
      title={t(`audits:act.${shown}`)}
      draftKey={`audit-${shown}-${audit.id}`}
      initial={{
        from: needs.includes('days') ? (audit.plannedFrom ?? '') : '',
        to: needs.includes('days') ? (audit.plannedTo ?? '') : '',
        on: '',
        reason: '',
        factoryClass: null,
        classOn: '',
      }}
      labels={{
        from: t('audits:field.from'),
        to: t('audits:field.to'),
        on: t('audits:field.resultOn'),
        reason: t('audits:field.reason'),
        factoryClass: t('audits:field.classAfter'),
        classOn: t('audits:field.classOn'),
      }}
      check={({ from, to, on, reason }) => ({
        ...(needs.includes('days') && !readDay(from) && { from: t('audits:missing.day') }),
        ...(from.trim() && !readDay(from) && { from: t('audits:missing.day') }),
        ...(to.trim() && !readDay(to) && { to: t('audits:missing.day') }),
        ...(readDay(from) && readDay(to) && readDay(to)! < readDay(from)! && { to: t('audits:missing.order') }),
        ...(needs.includes('day') && !readDay(on) && { on: t('audits:missing.day') }),
        ...(needsReason && !reason.trim() && { reason: t('audits:missing.reason') }),
      })}
      version={audit.version}
      save={({ from, to, on, reason, factoryClass, classOn }, context) =>
        recordAuditAct(
          audit.id,
          shown,
          {
            ...(hasDays && from && { from }),
            ...(hasDays && to && { to }),
            ...(needs.includes('day') && { on }),
            ...(reason.trim() && { reason: reason.trim() }),
            ...(factoryClass && {
              classAfter: { factoryClass: factoryClass as FactoryClass, ...(classOn && { on: classOn }) },
            }),
          },
          context,
        )
      }
      onSaved={() => {
        toast(t(`audits:act.done.${shown}`));
        void refreshAfterChange(queryClient);
      }}
      saveLabel={t(`audits:act.${shown}`)}
      write={(name, value) => (name === 'status' ? t(`domain:auditStatus.${value as 'planned'}`) : undefined)}
    >
      {(field, { values }) => (
        <>
          <p className={classes.follows}>{t(`audits:act.follows.${followsOf(shown, audit)}`)}</p>
          {hasDays && (
            <>
              <DateField {...field('from', { optional: shown === 'postpone' })} data-autofocus />
              <DateField {...field('to', { optional: true })} description={t('audits:help.to')} />
            </>
          )}
          {needs.includes('day') && <DateField {...field('on')} data-autofocus />}
          {(needsReason || shown === 'pass') && (
            <Textarea {...field('reason', { optional: !needsReason })} autosize minRows={3} maxLength={1000} />
          )}
          {hasClass && (
            <>
              <Select
                {...field('factoryClass', { optional: true })}
                description={t('audits:help.classAfter')}
                clearable
                data={FACTORY_CLASSES.map((letter) => ({ value: letter, label: t(`domain:factoryClass.${letter}`) }))}
              />
              {values.factoryClass && (
                <DateField {...field('classOn', { optional: true })} description={t('audits:help.classOn')} />
              )}
            </>
          )}
        </>
      )}
    </FormDrawer>
  );
}

function followsOf(act: AuditAct, { kind }: Audit) {
  if (act !== 'pass') return act;
  return kind === 'initial' ? 'passInitial' : 'passFollowUp';
}
