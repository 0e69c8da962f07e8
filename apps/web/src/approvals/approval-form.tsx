import { Select, Textarea, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AFTER_CCC, APPROVAL_MARKETS } from '#domain/reference/approval';
import { refreshAfterChange } from '../api/refresh.js';
import { loadCertificates, teamQuery } from '../certificates/certificates.api.js';
import { FoundSelect } from '../certificates/found-select.js';
import { clientQuery } from '../clients/clients.api.js';
import { DateField } from '../components/date-field.js';
import { FormDrawer } from '../components/form-drawer.js';
import { toast } from '../components/toast.js';
import type { StoredFile } from '../documents/documents.types.js';
import { UploadBox } from '../documents/upload-box.js';
import { readDay } from '../i18n/day-input.js';
import { useLanguage } from '../i18n/use-language.js';
import { KindFacts } from './approval-cells.js';
import { approvalKindsQuery, createApproval, editApproval } from './approvals.api.js';
import classes from './approvals.module.css';
import type { Approval, ProjectBoard } from './approvals.types.js';

interface Values {
  kind: string | null;
  productId: string | null;
  title: string;
  number: string;
  authority: string;
  certificateId: string | null;
  basisOn: string;
  expectedOn: string;
  validUntil: string;
  nextAuditOn: string;
  contactId: string | null;
  responsibleId: string | null;
  note: string;
}

const TEXTS = ['title', 'number', 'authority', 'note'] as const;
const DAYS = ['basisOn', 'expectedOn', 'validUntil', 'nextAuditOn'] as const;

/** An approval beside CCC: of which kind, for what, and the days that were told or stand on its paper. */
export function ApprovalForm({
  opened,
  onClose,
  approval: from,
  project,
}: {
  opened: boolean;
  onClose: () => void;
  /** The one to edit; a new one when left out. */
  approval?: Approval | undefined;
  /** Of a new one: the project it belongs to. */
  project: ProjectBoard | null;
}) {
  const { t } = useTranslation('approvals');
  const language = useLanguage();
  const queryClient = useQueryClient();
  const kinds = useQuery({ ...approvalKindsQuery, enabled: opened });
  const [file, setFile] = useState<StoredFile | null>(null);
  const clientId = from?.clientId ?? project?.clientId ?? '';
  const client = useQuery({ ...clientQuery(clientId), enabled: opened && clientId !== '' });
  const team = useQuery({ ...teamQuery, enabled: opened });
  const named = from?.responsibleId ? [{ value: from.responsibleId, label: from.responsibleName ?? '' }] : [];
  return (
    <FormDrawer<Values, Approval>
      opened={opened}
      onClose={onClose}
      title={from ? t('approval.edit') : t('approval.create')}
      draftKey={from ? `approval-${from.id}` : `approval-new-${project?.id ?? ''}`}
      initial={{
        kind: from?.kind ?? null,
        productId: from?.productId ?? null,
        title: from?.title ?? '',
        number: from?.number ?? '',
        authority: from?.authority ?? '',
        certificateId: from?.certificateId ?? null,
        basisOn: from?.basisOn ?? '',
        expectedOn: from?.expectedOn ?? '',
        validUntil: from?.validUntil ?? '',
        nextAuditOn: from?.nextAuditOn ?? '',
        contactId: from?.contactId ?? null,
        responsibleId: from?.responsibleId ?? null,
        note: from?.note ?? '',
      }}
      labels={{
        kind: t('field.kind'),
        productId: t('field.productId'),
        title: t('field.title'),
        number: t('field.number'),
        authority: t('field.authority'),
        certificateId: t('field.certificateId'),
        basisOn: t('field.basisOn'),
        expectedOn: t('field.expectedOn'),
        validUntil: t('field.validUntil'),
        nextAuditOn: t('field.nextAuditOn'),
        contactId: t('field.contactId'),
        responsibleId: t('field.responsibleId'),
        note: t('field.note'),
      }}
      check={(values) => ({
        ...(!values.kind && { kind: t('missing.kind') }),
        ...Object.fromEntries(
          DAYS.filter((name) => values[name].trim() && !readDay(values[name])).map((name) => [name, t('missing.day')]),
        ),
      })}
      {...(from && { version: from.version })}
      save={(values, context) => {
        const body = {
          ...Object.fromEntries(TEXTS.map((name) => [name, values[name].trim() || null])),
          ...Object.fromEntries(DAYS.map((name) => [name, readDay(values[name])])),
          certificateId: values.certificateId,
          contactId: values.contactId,
          responsibleId: values.responsibleId,
          ...(file && { fileId: file.id }),
        };
        if (from) return editApproval(from.id, body, context);
        const { kind, productId } = values;
        return createApproval({ ...body, kind, productId, projectId: project?.id ?? null }, context);
      }}
      onSaved={() => {
        toast(t('saved'));
        void refreshAfterChange(queryClient);
      }}
      saveLabel={from ? t('save') : t('approval.create')}
    >
      {(field, form) => {
        const kind = kinds.data?.items.find(({ key }) => key === form.values.kind);
        const waits = kind !== undefined && kind.after.length > 0;
        return (
          <>
            {!from && (
              <>
                <Select
                  {...field('kind')}
                  searchable
                  data={APPROVAL_MARKETS.map((market) => ({
                    group: t(`market.${market}`),
                    items: (kinds.data?.items ?? [])
                      .filter((one) => one.market === market)
                      .map(({ key, names }) => ({ value: key, label: names[language.language] })),
                  }))}
                  data-autofocus
                />
                {kind && <KindFacts kind={kind} />}
                <Select
                  {...field('productId', { optional: true })}
                  clearable
                  placeholder={t('wholeProject')}
                  data={(project?.products ?? []).map(({ id, name }) => ({ value: id, label: name }))}
                />
              </>
            )}
            <TextInput {...field('title', { optional: true })} description={t('help.title')} maxLength={300} />
            <TextInput {...field('number', { optional: true })} maxLength={100} />
            <TextInput {...field('authority', { optional: true })} maxLength={300} />
            {waits && kind.after.includes(AFTER_CCC) && (
              <FoundSelect
                {...field('certificateId', { optional: true })}
                clearable
                value={form.values.certificateId}
                onChange={(id) => form.setFieldValue('certificateId', id)}
                queryKey={['certificates', 'ccc-of', clientId]}
                find={async (q, signal) =>
                  (await loadCertificates({ q: q || undefined, clientId, scheme: 'ccc', limit: 20 }, signal)).items.map(
                    ({ id, number, productName }) => ({ value: id, label: `${number} · ${productName}` }),
                  )
                }
                {...(from?.certificateId && {
                  first: { value: from.certificateId, label: from.certificateNumber ?? '' },
                })}
              />
            )}
            {waits && <DateField {...field('basisOn', { optional: true })} description={t('help.basisOn')} />}
            <DateField {...field('expectedOn', { optional: true })} description={t('help.expectedOn')} />
            <DateField {...field('validUntil', { optional: true })} description={t('help.validUntil')} />
            <DateField {...field('nextAuditOn', { optional: true })} description={t('help.nextAuditOn')} />
            <Select
              {...field('contactId', { optional: true })}
              clearable
              data={(client.data?.contacts ?? []).map(({ id, name, email }) => ({ value: id, label: `${name}, ${email}` }))} // prettier-ignore
            />
            <Select
              {...field('responsibleId', { optional: true })}
              clearable
              searchable
              data={[...named, ...(team.data ?? []).filter(({ value }) => value !== named[0]?.value)]}
            />
            <Textarea {...field('note', { optional: true })} autosize minRows={2} maxLength={4000} />
            <div>
              <p className={classes.quiet}>{t('field.file')}</p>
              {file ? <strong>{file.name}</strong> : (from?.file?.name ?? <UploadBox onStored={setFile} />)}
            </div>
          </>
        );
      }}
    </FormDrawer>
  );
}
