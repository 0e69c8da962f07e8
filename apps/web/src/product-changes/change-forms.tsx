import { Select, Textarea, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { CODE_OF } from '#domain/product-changes/change-need';
import { refreshAfterChange } from '../api/refresh.js';
import { loadCertificates, teamQuery } from '../certificates/certificates.api.js';
import { FoundSelect } from '../certificates/found-select.js';
import { DateField } from '../components/date-field.js';
import { FormDrawer } from '../components/form-drawer.js';
import { toast } from '../components/toast.js';
import { readDay } from '../i18n/day-input.js';
import { acceptCertificate, actOnChange, addCertificate, editChange, judgeCertificate, type ChangeValues } from './product-changes.api.js'; // prettier-ignore
import type { ProductChange, TouchedCertificate } from './product-changes.types.js';

/** What is asked of a person about a change; each is one drawer. */
export type ChangeForm =
  | { form: 'edit' | 'withdraw' | 'reopen' | 'add' }
  | { form: 'accept' | 'leave-out' | 'take-in' | 'take-back'; row: TouchedCertificate };

interface ChangeFormsProps {
  change: ProductChange;
  open: ChangeForm | null;
  onClose: () => void;
}

const CODES = ['01', '02', '03', '04', '05', '98', '99'];

/** The drawer that is open, if any. */
export function ChangeForms({ change, open, onClose }: ChangeFormsProps) {
  if (!open) return null;
  if (open.form === 'edit') return <EditForm change={change} onClose={onClose} />;
  if (open.form === 'add') return <AddForm change={change} onClose={onClose} />;
  if (open.form === 'accept') return <AcceptForm change={change} row={open.row} onClose={onClose} />;
  return <ReasonForm change={change} open={open} onClose={onClose} />;
}

/** Everything that shows the change is asked for anew. */
function useSaved() {
  const queryClient = useQueryClient();
  return () => void refreshAfterChange(queryClient);
}

function EditForm({ change, onClose }: { change: ProductChange; onClose: () => void }) {
  const { t } = useTranslation('productChanges');
  const team = useQuery(teamQuery);
  const saved = useSaved();
  const { id, version, title, description, plannedOn, responsibleId } = change;
  return (
    <FormDrawer<ChangeValues, ProductChange>
      opened
      onClose={onClose}
      title={t('page.edit')}
      draftKey={`product-change-${id}`}
      initial={{ title, description: description ?? '', plannedOn: plannedOn ?? '', responsibleId }}
      labels={{
        title: t('field.title'),
        description: t('field.description'),
        plannedOn: t('field.plannedOn'),
        responsibleId: t('field.responsibleId'),
      }}
      check={(values) => ({
        ...(!values.title.trim() && { title: t('missing.title') }),
        ...(values.plannedOn && !readDay(values.plannedOn) && { plannedOn: t('missing.day') }),
      })}
      version={version}
      save={(values, { version: read }) => editChange(id, read!, values)}
      onSaved={saved}
      saveLabel={t('page.save')}
    >
      {(field) => (
        <>
          <TextInput {...field('title')} maxLength={300} />
          <DateField {...field('plannedOn', { optional: true })} description={t('help.plannedOn')} />
          <Select {...field('responsibleId', { optional: true })} data={team.data ?? []} clearable searchable />
          <Textarea {...field('description', { optional: true })} autosize minRows={3} maxLength={10_000} />
        </>
      )}
    </FormDrawer>
  );
}

function AddForm({ change, onClose }: { change: ProductChange; onClose: () => void }) {
  const { t } = useTranslation('productChanges');
  const saved = useSaved();
  return (
    <FormDrawer<{ certificateId: string | null; code: string; reason: string }, ProductChange>
      opened
      onClose={onClose}
      title={t('page.add')}
      draftKey={null}
      initial={{ certificateId: null, code: CODE_OF[change.kind], reason: '' }}
      labels={{ certificateId: t('field.certificate'), code: t('field.code'), reason: t('field.reason') }}
      check={({ certificateId, reason }) => ({
        ...(!certificateId && { certificateId: t('missing.certificate') }),
        ...(!reason.trim() && { reason: t('missing.reason') }),
      })}
      save={({ certificateId, code, reason }) =>
        addCertificate(change.id, { certificateId: certificateId!, code, reason })
      }
      onSaved={saved}
      saveLabel={t('page.add')}
    >
      {(field, form) => (
        <>
          <FoundSelect
            {...field('certificateId')}
            value={form.values.certificateId}
            description={t('page.addHint')}
            queryKey={['certificates', 'for-change', change.client.id]}
            find={async (words, signal) => {
              const page = await loadCertificates(
                { q: words, clientId: change.client.id, status: 'valid,suspended', limit: 20 },
                signal,
              );
              return page.items.map(({ id, number, productName }) => ({
                value: id,
                label: `${number}, ${productName}`,
              }));
            }}
          />
          <Select {...field('code')} data={CODES} allowDeselect={false} />
          <Textarea {...field('reason')} autosize minRows={2} maxLength={1000} />
        </>
      )}
    </FormDrawer>
  );
}

function AcceptForm({ change, row, onClose }: { change: ProductChange; row: TouchedCertificate; onClose: () => void }) {
  const { t } = useTranslation('productChanges');
  const saved = useSaved();
  return (
    <FormDrawer<{ on: string; reason: string }, ProductChange>
      opened
      onClose={onClose}
      title={`${t('page.accept')}: ${row.certificate.number}`}
      draftKey={null}
      initial={{ on: '', reason: '' }}
      labels={{ on: t('field.on'), reason: t('field.reason') }}
      check={({ on }) => (readDay(on) ? {} : { on: t('missing.day') })}
      save={({ on, reason }) => acceptCertificate(change.id, row, { on: readDay(on)!, reason: reason.trim() || null })}
      onSaved={saved}
      saveLabel={t('page.accept')}
    >
      {(field) => (
        <>
          <DateField {...field('on')} />
          <Textarea {...field('reason', { optional: true })} autosize minRows={2} maxLength={1000} />
        </>
      )}
    </FormDrawer>
  );
}

const TITLES = {
  withdraw: 'page.withdraw',
  reopen: 'page.reopen',
  'leave-out': 'page.leaveOut',
  'take-in': 'page.takeIn',
  'take-back': 'page.takeBack',
} as const;

function ReasonForm({ change, open, onClose }: { change: ProductChange; open: ChangeForm; onClose: () => void }) {
  const { t } = useTranslation('productChanges');
  const saved = useSaved();
  const form = open.form as keyof typeof TITLES;
  const title = t(TITLES[form]);
  return (
    <FormDrawer<{ reason: string }, ProductChange>
      opened
      onClose={onClose}
      title={'row' in open ? `${title}: ${open.row.certificate.number}` : title}
      draftKey={null}
      initial={{ reason: '' }}
      labels={{ reason: t('field.reason') }}
      check={({ reason }) => (reason.trim() ? {} : { reason: t('missing.reason') })}
      save={({ reason }) =>
        'row' in open
          ? judgeCertificate(change.id, open.row, { act: form as 'leave-out', reason })
          : actOnChange(change.id, { version: change.version, act: form as 'withdraw', reason })
      }
      onSaved={() => {
        saved();
        toast(title);
      }}
      saveLabel={title}
    >
      {(field) => <Textarea {...field('reason')} autosize minRows={3} maxLength={1000} />}
    </FormDrawer>
  );
}
