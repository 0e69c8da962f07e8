import { Autocomplete, Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { BODIES } from '#domain/certificate';
import { AUDIT_KINDS } from '#domain/states/audit-status';
import { FoundSelect, type Found } from '../certificates/found-select.js';
import { teamQuery } from '../certificates/certificates.api.js';
import { clientQuery, factoryQuery, loadFactories } from '../clients/clients.api.js';
import { DateField } from '../components/date-field.js';
import { FormDrawer, type FieldProps } from '../components/form-drawer.js';
import { readDay } from '../i18n/day-input.js';
import { useLanguage } from '../i18n/use-language.js';
import { loadCases, saveAudit, type AuditValues } from './audits.api.js';
import type { Audit } from './audits.types.js';

interface AuditFormProps {
  opened: boolean;
  onClose: () => void;
  onSaved: (audit: Audit) => void;
  /** The audit to edit; a new one when left out. */
  audit?: Audit;
  /** The factory a new one is planned for, where the form opens with it. */
  factory?: { id: string; name: string };
}

function initialValues(audit: Audit | undefined, factory: AuditFormProps['factory']): AuditValues {
  return {
    factoryId: audit?.factoryId ?? factory?.id ?? null,
    kind: audit?.kind ?? 'follow-up',
    applicationId: audit?.application?.id ?? null,
    clientId: audit?.client?.id ?? null,
    plannedFrom: audit?.plannedFrom ?? '',
    plannedTo: audit?.plannedTo ?? '',
    isUnannounced: audit?.isUnannounced ?? false,
    isRemote: audit?.isRemote ?? false,
    body: audit?.body ?? '',
    personDays: audit?.personDays ? String(audit.personDays) : '',
    inspectors: audit?.inspectors.map(({ name }) => name).join('\n') ?? '',
    language: audit?.language ?? '',
    contactId: audit?.contact?.id ?? null,
    responsibleId: audit?.responsible?.id ?? null,
    note: audit?.note ?? '',
  };
}

/** Plans an inspection, or puts right what is known of it. */
export function AuditForm({ opened, onClose, onSaved, audit, factory }: AuditFormProps) {
  const { t } = useTranslation(['audits', 'domain']);
  const language = useLanguage();
  const labels: Record<keyof AuditValues, string> = {
    factoryId: t('audits:field.factory'),
    kind: t('audits:field.kind'),
    applicationId: t('audits:field.case'),
    clientId: t('audits:field.answers'),
    plannedFrom: t('audits:field.from'),
    plannedTo: t('audits:field.to'),
    isUnannounced: t('audits:field.unannounced'),
    isRemote: t('audits:field.remote'),
    body: t('audits:field.body'),
    personDays: t('audits:field.personDays'),
    inspectors: t('audits:field.inspectors'),
    language: t('audits:field.language'),
    contactId: t('audits:field.contact'),
    responsibleId: t('audits:field.responsible'),
    note: t('audits:field.note'),
  };
  const hasDays = !audit || audit.status === 'planned';
  return (
    <FormDrawer<AuditValues, Audit>
      opened={opened}
      onClose={onClose}
      title={audit ? t('audits:form.edit') : t('audits:form.create')}
      draftKey={audit ? `audit-${audit.id}` : `audit-new-${factory?.id ?? ''}`}
      initial={initialValues(audit, factory)}
      labels={labels}
      check={(values) => faultsOf(values, (key) => t(`audits:missing.${key}`))}
      {...(audit && { version: audit.version })}
      save={(values, context) => saveAudit(audit?.id, values, context)}
      onSaved={onSaved}
      saveLabel={audit ? t('audits:form.save') : t('audits:form.create')}
      write={(name, value) => {
        if (name === 'status' && value) return t(`domain:auditStatus.${value as 'planned'}`);
        return typeof value === 'string' && readDay(value) === value ? language.day(value, {}) : undefined;
      }}
    >
      {(field, form) => (
        <>
          {!audit && (
            <>
              <FoundSelect
                {...field('factoryId')}
                value={form.values.factoryId}
                onChange={(id) =>
                  form.setValues({ factoryId: id, clientId: null, contactId: null, applicationId: null })
                }
                queryKey={['factories']}
                first={factory && { value: factory.id, label: factory.name }}
                find={findFactories}
              />
              <Select
                {...field('kind')}
                allowDeselect={false}
                data={AUDIT_KINDS.map((kind) => ({ value: kind, label: t(`domain:auditKind.${kind}`) }))}
                description={t(`audits:help.kind.${form.values.kind as 'initial'}`)}
                inputWrapperOrder={['label', 'input', 'description', 'error']}
              />
              {form.values.kind === 'initial' && (
                <FoundSelect
                  {...field('applicationId')}
                  value={form.values.applicationId}
                  onChange={(id) => form.setFieldValue('applicationId', id)}
                  queryKey={['applications']}
                  find={findCases}
                />
              )}
              <AnsweringClient field={field} factoryId={form.values.factoryId} kind={form.values.kind} />
            </>
          )}
          {hasDays && (
            <>
              <DateField {...field('plannedFrom', { optional: true })} description={t('audits:help.days')} />
              <DateField {...field('plannedTo', { optional: true })} description={t('audits:help.to')} />
            </>
          )}
          <Checkbox {...field('isUnannounced', { type: 'checkbox' })} description={t('audits:help.unannounced')} />
          <Checkbox {...field('isRemote', { type: 'checkbox' })} />
          <Autocomplete {...field('body', { optional: true })} data={[...BODIES]} maxLength={100} />
          <TextInput
            {...field('personDays', { optional: true })}
            description={t('audits:help.personDays')}
            inputMode="decimal"
            maxLength={6}
          />
          <Textarea
            {...field('inspectors', { optional: true })}
            description={t('audits:help.inspectors')}
            autosize
            minRows={2}
            maxLength={2000}
          />
          <TextInput
            {...field('language', { optional: true })}
            description={t('audits:help.language')}
            maxLength={40}
          />
          <People field={field} clientId={audit?.client?.id ?? form.values.clientId} />
          <Textarea
            {...field('note', { optional: true })}
            description={t('audits:help.note')}
            autosize
            minRows={2}
            maxLength={4000}
          />
        </>
      )}
    </FormDrawer>
  );
}

type Missing = 'factory' | 'case' | 'day' | 'order' | 'first' | 'personDays';

/** What is missing or cannot be, before the api is asked. */
function faultsOf(values: AuditValues, say: (key: Missing) => string): Partial<Record<keyof AuditValues, string>> {
  const [from, to] = [readDay(values.plannedFrom), readDay(values.plannedTo)];
  const fromFault = values.plannedFrom.trim() && !from ? say('day') : !from && to ? say('first') : undefined;
  const toFault = values.plannedTo.trim() && !to ? say('day') : from && to && to < from ? say('order') : undefined;
  const personDays = Number(values.personDays.replace(',', '.'));
  const isAmount = !values.personDays.trim() || (personDays >= 0.5 && personDays <= 999);
  return {
    ...(!values.factoryId && { factoryId: say('factory') }),
    ...(values.kind === 'initial' && !values.applicationId && { applicationId: say('case') }),
    ...(fromFault && { plannedFrom: fromFault }),
    ...(toFault && { plannedTo: toFault }),
    ...(!isAmount && { personDays: say('personDays') }),
  };
}

type Field = FieldProps<AuditValues>;

/** Who answers the findings: asked only where several companies produce in the factory and no case says it. */
function AnsweringClient({ field, factoryId, kind }: { field: Field; factoryId: string | null; kind: string }) {
  const { t } = useTranslation('audits');
  const factory = useQuery({ ...factoryQuery(factoryId ?? ''), enabled: factoryId !== null });
  const clients = factory.data?.clients ?? [];
  if (kind === 'initial' || clients.length < 2) return null;
  return (
    <Select
      {...field('clientId')}
      description={t('help.answers')}
      data={clients.map(({ id, legalName }) => ({ value: id, label: legalName }))}
    />
  );
}

/** Who is told of the days at the client, and who of the team looks after it. */
function People({ field, clientId }: { field: Field; clientId: string | null }) {
  const client = useQuery({ ...clientQuery(clientId ?? ''), enabled: clientId !== null });
  const team = useQuery(teamQuery);
  return (
    <>
      {clientId && (
        <Select
          {...field('contactId', { optional: true })}
          clearable
          data={(client.data?.contacts ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <Select {...field('responsibleId', { optional: true })} clearable searchable data={team.data ?? []} />
    </>
  );
}

async function findFactories(words: string, signal: AbortSignal): Promise<Found[]> {
  const page = await loadFactories({ q: words, limit: 20 }, signal);
  return page.items.map(({ id, name }) => ({ value: id, label: name }));
}

async function findCases(words: string, signal: AbortSignal): Promise<Found[]> {
  const page = await loadCases({ q: words, limit: 20 }, signal);
  return page.items.map(({ id, number, productName }) => ({ value: id, label: `${number} ${productName}` }));
}
