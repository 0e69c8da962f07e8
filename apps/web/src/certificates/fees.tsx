import { Group, Textarea, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { daysBetween } from '#domain/day';
import { useToday } from '../api/clock.js';
import { problemText } from '../api/problem.js';
import { refreshAfterChange } from '../api/refresh.js';
import { useSession } from '../api/session.js';
import { ConfirmDialog } from '../components/confirm-dialog.js';
import { DateField } from '../components/date-field.js';
import { Section } from '../components/detail-page.js';
import { FormDrawer } from '../components/form-drawer.js';
import type { Column } from '../components/list-table.js';
import { SectionList } from '../components/section-list.js';
import { ErrorState } from '../components/states.js';
import { toast } from '../components/toast.js';
import { RelativeDays } from '../components/urgency.js';
import { readDay } from '../i18n/day-input.js';
import { useLanguage } from '../i18n/use-language.js';
import { BasedOn } from './based-on.js';
import { feesQuery, numberOf, payFee, removeFee, saveFee, type FeeValues } from './register.api.js';
import classes from './register.module.css';
import type { Fee, FeeList as KnownFees } from './register.types.js';

/** What a certificate owes its body each year. */
export function FeeSection({ certificateId }: { certificateId: string }) {
  const { t } = useTranslation('papers');
  const { may } = useSession();
  const queryClient = useQueryClient();
  const today = useToday();
  const fees = useQuery(feesQuery(certificateId));
  const [form, setForm] = useState<{ fee?: Fee } | null>(null);
  const [leaving, setLeaving] = useState<Fee | null>(null);
  const mayEdit = may('certificate.fee');
  const pay = async (fee: Fee) => {
    try {
      const paid = await payFee(fee, today);
      toast(t('fee.paid'), () => payFee(paid, null).then(() => refreshAfterChange(queryClient)));
    } catch (error) {
      toast(problemText(error));
    }
    await refreshAfterChange(queryClient);
  };
  return (
    <Section
      title={t('fee.title')}
      note={t('fee.note')}
      acts={
        mayEdit && (
          <button type="button" className="link" onClick={() => setForm({})}>
            {t('fee.add')}
          </button>
        )
      }
    >
      {fees.isError && <ErrorState error={fees.error} onRetry={() => void fees.refetch()} />}
      {fees.data && (
        <FeeList
          fees={fees.data.items}
          {...(mayEdit && { onPay: (fee) => void pay(fee), onEdit: (fee) => setForm({ fee }) })}
        />
      )}
      {mayEdit && <KnownAmount known={fees.data?.known ?? null} />}
      <FeeForm
        key={form?.fee?.id ?? 'new'}
        opened={form !== null}
        onClose={() => setForm(null)}
        certificateId={certificateId}
        {...(form?.fee && { fee: form.fee })}
        known={fees.data?.known ?? null}
        onRemove={(fee) => {
          setForm(null);
          setLeaving(fee);
        }}
      />
      {leaving && (
        <ConfirmDialog
          opened
          onClose={() => setLeaving(null)}
          title={t('fee.removeTitle', { year: leaving.year })}
          act={t('fee.remove')}
          onConfirm={async () => {
            await removeFee(leaving.id);
            await refreshAfterChange(queryClient);
          }}
        >
          {t('fee.removeFollows')}
        </ConfirmDialog>
      )}
    </Section>
  );
}

interface FeeListProps {
  fees: readonly Fee[];
  onPay?: (fee: Fee) => void;
  onEdit?: (fee: Fee) => void;
}

/** Fees, the last year first; what is open with the days that are left. */
export function FeeList({ fees, onPay, onEdit }: FeeListProps) {
  const { t } = useTranslation('papers');
  const language = useLanguage();
  const today = useToday();
  const amount = (fee: Fee) =>
    fee.amount === null ? (
      <span className={classes.gone}>{t('fee.unknown')}</span>
    ) : (
      `${language.number(fee.amount, 2, Number.isInteger(fee.amount) ? 0 : 2)} ${fee.currency}`
    );
  const state = ({ dueOn, paidOn }: Fee) =>
    paidOn ? (
      <span className={classes.gone}>{t('fee.paidDay', { day: language.day(paidOn, {}) })}</span>
    ) : (
      <RelativeDays days={daysBetween(today, dueOn)} />
    );
  const acts = (fee: Fee) => (
    <>
      {onPay && fee.paidOn === null && (
        <button
          type="button"
          className="link"
          aria-label={t('fee.payNamed', { year: fee.year })}
          onClick={() => onPay(fee)}
        >
          {t('fee.pay')}
        </button>
      )}
      {onEdit && (
        <button
          type="button"
          className="link"
          aria-label={t('fee.editNamed', { year: fee.year })}
          onClick={() => onEdit(fee)}
        >
          {t('fee.edit')}
        </button>
      )}
    </>
  );
  const columns: Column<Fee>[] = [
    { key: 'year', title: t('fee.year'), cell: ({ year }) => String(year), width: '72px' },
    { key: 'amount', title: t('fee.amount'), cell: amount, width: '130px' },
    { key: 'due', title: t('fee.dueOn'), cell: ({ dueOn }) => language.day(dueOn, {}), width: '130px' },
    { key: 'state', title: '', cell: state },
    ...(onEdit
      ? [
          {
            key: 'acts',
            title: '',
            cell: (fee: Fee) => <span className={classes.rowActs}>{acts(fee)}</span>,
            width: '190px',
            align: 'right' as const,
          },
        ]
      : []),
  ];
  return (
    <SectionList
      caption={t('fee.title')}
      rows={fees}
      columns={columns}
      rowId={({ id }) => id}
      rowName={({ year }) => String(year)}
      phoneRow={(fee) => (
        <>
          <p>
            {fee.year} {amount(fee)}
          </p>
          <p className={classes.phoneLine}>
            <span>
              {t('fee.dueOn')} {language.day(fee.dueOn, {})}
            </span>
            <span>{state(fee)}</span>
            <span className={classes.phoneActs}>{acts(fee)}</span>
          </p>
        </>
      )}
      empty={t('fee.none')}
    />
  );
}

/** What is known of the amount in general: said, never filled in. */
function KnownAmount({ known }: { known: KnownFees['known'] }) {
  const { t } = useTranslation('papers');
  const language = useLanguage();
  if (!known) return null;
  const { minimum, maximum, currency, note, source, certainty } = known;
  return (
    <p className={classes.hint}>
      {t('fee.known', { minimum: language.number(minimum), maximum: language.number(maximum), currency })}{' '}
      {note?.[language.language]} <BasedOn basis="practice" certainty={certainty} source={source} />
    </p>
  );
}

interface FeeFormProps {
  opened: boolean;
  onClose: () => void;
  certificateId: string;
  /** The fee to edit; a new one when left out. */
  fee?: Fee;
  known: KnownFees['known'];
  onRemove: (fee: Fee) => void;
}

function FeeForm({ opened, onClose, certificateId, fee, known, onRemove }: FeeFormProps) {
  const { t } = useTranslation('papers');
  const queryClient = useQueryClient();
  const today = useToday();
  return (
    <FormDrawer<FeeValues, Fee>
      opened={opened}
      onClose={onClose}
      title={fee ? t('fee.editTitle', { year: fee.year }) : t('fee.add')}
      draftKey={`fee-${fee?.id ?? `new-${certificateId}`}`}
      initial={{
        year: String(fee?.year ?? Number(today.slice(0, 4)) + 1),
        amount: fee?.amount == null ? '' : String(fee.amount),
        currency: fee?.currency ?? 'CNY',
        dueOn: fee?.dueOn ?? '',
        paidOn: fee?.paidOn ?? '',
        note: fee?.note ?? '',
      }}
      labels={{
        year: t('fee.year'),
        amount: t('fee.amount'),
        currency: t('fee.currency'),
        dueOn: t('fee.dueOn'),
        paidOn: t('fee.paidOn'),
        note: t('fee.noteField'),
      }}
      check={({ year, amount, dueOn, paidOn }) => ({
        ...(!/^\d{4}$/.test(year.trim()) && { year: t('fee.missing.year') }),
        ...(!/^(\d+([.,]\d{1,2})?)?$/.test(amount.trim()) && { amount: t('fee.missing.amount') }),
        ...(!readDay(dueOn) && { dueOn: t('fee.missing.dueOn') }),
        ...(paidOn.trim() && !readDay(paidOn) && { paidOn: t('fee.missing.paidOn') }),
      })}
      {...(fee && { version: fee.version })}
      save={(values, context) => saveFee(certificateId, fee?.id, values, context)}
      onSaved={() => {
        toast(t('fee.saved'));
        void refreshAfterChange(queryClient);
      }}
      saveLabel={t('fee.save')}
    >
      {(field, { values }) => (
        <>
          <TextInput {...field('year')} inputMode="numeric" maxLength={4} data-autofocus />
          <div>
            <Group gap={12} align="flex-start" grow>
              <TextInput {...field('amount', { optional: true })} inputMode="decimal" maxLength={12} />
              <TextInput
                {...field('currency')}
                description={t('fee.currencyHelp')}
                maxLength={3}
                disabled={numberOf(values.amount) === null}
              />
            </Group>
            <KnownAmount known={known} />
          </div>
          <DateField {...field('dueOn')} description={t('fee.dueHelp')} />
          <DateField {...field('paidOn', { optional: true })} />
          <Textarea {...field('note', { optional: true })} autosize minRows={2} maxLength={1000} />
          {fee && (
            <p>
              <button type="button" className="link" onClick={() => onRemove(fee)}>
                {t('fee.remove')}
              </button>
            </p>
          )}
        </>
      )}
    </FormDrawer>
  );
}
