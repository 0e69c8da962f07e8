import { NumberInput, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { KNOWN_OR_NOT, type YesNoUnknown } from '#domain/reference/actors';
import { DETERMINATION_KINDS, type DeterminationKind } from '#domain/states/determination-status';
import { api } from '../api/client.js';
import { refreshAfterChange } from '../api/refresh.js';
import type { Page } from '../api/types.js';
import { teamQuery } from '../certificates/certificates.api.js';
import { FoundSelect, type Found } from '../certificates/found-select.js';
import { clientQuery } from '../clients/clients.api.js';
import { DateField } from '../components/date-field.js';
import { FormDrawer } from '../components/form-drawer.js';
import { toast } from '../components/toast.js';
import { readDay } from '../i18n/day-input.js';
import { useLanguage } from '../i18n/use-language.js';
import { productChoice } from '../products/product-choice.js';
import { loadProducts, productQuery } from '../products/products.api.js';
import { NotForSale } from './determination-cells.js';
import { createDetermination, editDetermination, groundsQuery } from './determinations.api.js';
import classes from './determinations.module.css';
import type { Determination, Ground } from './determinations.types.js';

interface Values {
  productId: string | null;
  kind: DeterminationKind | null;
  ground: string | null;
  conditions: Record<string, YesNoUnknown>;
  purpose: string;
  quantity: number | string;
  unit: string;
  place: string;
  applicantName: string;
  authority: string;
  number: string;
  validUntil: string;
  promisedExportOn: string;
  displayUntil: string;
  applicationId: string | null;
  checkId: string | null;
  contactId: string | null;
  responsibleId: string | null;
  note: string;
}

interface DeterminationFormProps {
  opened: boolean;
  onClose: () => void;
  /** The one to edit; a new one when left out. */
  determination?: Determination | undefined;
  onSaved?: (saved: Determination) => void;
}

const TEXTS = ['unit', 'place', 'applicantName', 'authority', 'number', 'note'] as const;
const DAYS = ['validUntil', 'promisedExportOn', 'displayUntil'] as const;

/** An exemption or determination: on which ground, for what, how many, and until when. */
export function DeterminationForm({ opened, onClose, determination: from, onSaved }: DeterminationFormProps) {
  const { t } = useTranslation(['determinations', 'domain']);
  const queryClient = useQueryClient();
  const grounds = useQuery({ ...groundsQuery, enabled: opened });
  const groundOf = (key: string | null) => grounds.data?.items.find((one) => one.key === key) ?? null;
  return (
    <FormDrawer<Values, Determination>
      opened={opened}
      onClose={onClose}
      title={from ? t('determinations:edit') : t('determinations:create')}
      draftKey={from ? `determination-${from.id}` : 'determination-new'}
      initial={{
        productId: from?.productId ?? null,
        kind: from?.kind ?? null,
        ground: from?.ground ?? null,
        conditions: from?.conditions ?? {},
        purpose: from?.purpose ?? '',
        quantity: from?.quantity ?? 1,
        unit: from?.unit ?? '',
        place: from?.place ?? '',
        applicantName: from?.applicantName ?? '',
        authority: from?.authority ?? '',
        number: from?.number ?? '',
        validUntil: from?.validUntil ?? '',
        promisedExportOn: from?.promisedExportOn ?? '',
        displayUntil: from?.displayUntil ?? '',
        applicationId: from?.applicationId ?? null,
        checkId: from?.checkId ?? null,
        contactId: from?.contactId ?? null,
        responsibleId: from?.responsibleId ?? null,
        note: from?.note ?? '',
      }}
      labels={{
        productId: t('determinations:field.product'),
        kind: t('determinations:field.kind'),
        ground: t('determinations:field.ground'),
        conditions: t('determinations:field.conditions'),
        purpose: t('determinations:field.purpose'),
        quantity: t('determinations:field.quantity'),
        unit: t('determinations:field.unit'),
        place: t('determinations:field.place'),
        applicantName: t('determinations:field.applicantName'),
        authority: t('determinations:field.authority'),
        number: t('determinations:field.number'),
        validUntil: t('determinations:field.validUntil'),
        promisedExportOn: t('determinations:field.promisedExportOn'),
        displayUntil: t('determinations:field.displayUntil'),
        applicationId: t('determinations:field.applicationId'),
        checkId: t('determinations:field.checkId'),
        contactId: t('determinations:field.contactId'),
        responsibleId: t('determinations:field.responsibleId'),
        note: t('determinations:field.note'),
      }}
      check={(values) => ({
        ...(!values.productId && { productId: t('determinations:missing.product') }),
        ...(!values.kind && { kind: t('determinations:missing.kind') }),
        ...(values.kind && values.kind !== 'out-of-catalogue' && !values.ground && { ground: t('determinations:missing.ground') }), // prettier-ignore
        ...(!values.purpose.trim() && { purpose: t('determinations:missing.purpose') }),
        ...(!(Number.isInteger(Number(values.quantity)) && Number(values.quantity) >= 1) && { quantity: t('determinations:missing.quantity') }), // prettier-ignore
        ...Object.fromEntries(
          DAYS.filter((name) => values[name].trim() && !readDay(values[name])).map((name) => [name, t('determinations:missing.day')]), // prettier-ignore
        ),
      })}
      {...(from && { version: from.version })}
      save={(values, context) => {
        const ground = groundOf(values.ground);
        const body = {
          purpose: values.purpose.trim(),
          quantity: Number(values.quantity),
          ...Object.fromEntries(TEXTS.map((name) => [name, values[name].trim() || null])),
          validUntil: readDay(values.validUntil),
          promisedExportOn: ground?.asksPromisedExport ? readDay(values.promisedExportOn) : null,
          displayUntil: ground?.asksDisplay ? readDay(values.displayUntil) : null,
          // Answers to another ground that was looked at before are no answers to this one.
          ...(ground && {
            conditions: Object.fromEntries(
              ground.conditions.flatMap(({ key }) => (values.conditions[key] ? [[key, values.conditions[key]]] : [])),
            ),
          }),
          applicationId: values.applicationId,
          checkId: values.checkId,
          contactId: values.contactId,
          responsibleId: values.responsibleId,
        };
        if (from) return editDetermination(from.id, body, context);
        const { productId, kind } = values;
        const key = kind === 'out-of-catalogue' ? null : values.ground;
        return createDetermination({ ...body, productId, kind, ground: key }, context);
      }}
      onSaved={(saved) => {
        toast(t('determinations:saved'));
        void refreshAfterChange(queryClient);
        onSaved?.(saved);
      }}
      saveLabel={from ? t('determinations:save') : t('determinations:create')}
    >
      {(field, form) => {
        const { values } = form;
        const ground = groundOf(values.ground);
        const offered = (grounds.data?.items ?? []).filter(({ kind }) => kind === values.kind);
        return (
          <>
            {!from && (
              <>
                <FoundSelect
                  {...field('productId')}
                  value={values.productId}
                  onChange={(id) => {
                    form.setValues({ productId: id, applicationId: null, checkId: null, contactId: null });
                  }}
                  queryKey={['products']}
                  find={async (q, signal) =>
                    (await loadProducts({ q: q || undefined, limit: 20 }, signal)).items.map(productChoice)
                  }
                  data-autofocus
                  openOnFocus={false}
                />
                <Select
                  {...field('kind')}
                  data={DETERMINATION_KINDS.map((kind) => ({
                    value: kind,
                    label: t(`domain:determinationKind.${kind}`),
                  }))}
                  onChange={(kind) => form.setValues({ kind: kind as DeterminationKind | null, ground: null })}
                />
                {values.kind && values.kind !== 'out-of-catalogue' && (
                  <GroundSelect grounds={offered} props={field('ground')} />
                )}
              </>
            )}
            {values.kind === 'exempt' && <NotForSale />}
            {ground && ground.conditions.length > 0 && (
              <AskConditions
                ground={ground}
                answers={values.conditions}
                onChange={(conditions) => form.setFieldValue('conditions', conditions)}
              />
            )}
            <Textarea
              {...field('purpose')}
              description={t('determinations:help.purpose')}
              autosize
              minRows={2}
              maxLength={2000}
            />
            <NumberInput {...field('quantity')} min={1} allowDecimal={false} allowNegative={false} hideControls />
            <TextInput
              {...field('unit', { optional: true })}
              description={t('determinations:help.unit')}
              maxLength={40}
            />
            <TextInput
              {...field('place', { optional: true })}
              description={t('determinations:help.place')}
              maxLength={500}
            />
            <TextInput {...field('applicantName', { optional: true })} maxLength={300} />
            <TextInput {...field('authority', { optional: true })} maxLength={300} />
            <TextInput {...field('number', { optional: true })} maxLength={100} />
            <DateField {...field('validUntil', { optional: true })} description={t('determinations:help.validUntil')} />
            {ground?.asksPromisedExport && (
              <DateField
                {...field('promisedExportOn', { optional: true })}
                description={t('determinations:help.promisedExportOn')}
              />
            )}
            {ground?.asksDisplay && (
              <DateField
                {...field('displayUntil', { optional: true })}
                description={t('determinations:help.displayUntil')}
              />
            )}
            <Links productId={values.productId} field={field} values={values} from={from} />
            <Textarea {...field('note', { optional: true })} autosize minRows={2} maxLength={4000} />
          </>
        );
      }}
    </FormDrawer>
  );
}

function GroundSelect({ grounds, props }: { grounds: readonly Ground[]; props: object }) {
  const { language } = useLanguage();
  return <Select {...props} data={grounds.map(({ key, names }) => ({ value: key, label: names[language] }))} />;
}

/** Each condition is asked, none is assumed. */
function AskConditions({
  ground,
  answers,
  onChange,
}: {
  ground: Ground;
  answers: Record<string, YesNoUnknown>;
  onChange: (answers: Record<string, YesNoUnknown>) => void;
}) {
  const { t } = useTranslation('determinations');
  const { language } = useLanguage();
  return (
    <fieldset className={classes.asked}>
      <legend>{t('field.conditions')}</legend>
      {ground.conditions.map(({ key, text }) => (
        <div key={key}>
          <p>{text[language]}</p>
          <SegmentedControl
            size="xs"
            aria-label={text[language]}
            value={answers[key] ?? 'unknown'}
            onChange={(answer) => onChange({ ...answers, [key]: answer as YesNoUnknown })}
            data={KNOWN_OR_NOT.map((answer) => ({ value: answer, label: t(`condition.${answer}`) }))}
          />
        </div>
      ))}
    </fieldset>
  );
}

interface LinkRow {
  id: string;
  number: string;
}

/** Case, check, contact and responsible person: known once the product, and so the client, is. */
function Links({
  productId,
  field,
  values,
  from,
}: {
  productId: string | null;
  field: (name: 'applicationId' | 'checkId' | 'contactId' | 'responsibleId', options: { optional: true }) => object;
  values: Values;
  from: Determination | undefined;
}) {
  const { t } = useTranslation('determinations');
  const product = useQuery({ ...productQuery(productId ?? ''), enabled: productId !== null });
  const clientId = product.data?.client.id;
  const client = useQuery({ ...clientQuery(clientId ?? ''), enabled: clientId !== undefined });
  const cases = useQuery({
    queryKey: ['applications', 'exemptions-of', clientId],
    queryFn: ({ signal }) =>
      api.get<Page<LinkRow>>('/api/applications', { clientId, kind: 'exemption', sort: '-number', limit: 50 }, signal),
    enabled: clientId !== undefined,
  });
  const checks = useQuery({
    queryKey: ['applicability-checks', 'of', productId],
    queryFn: ({ signal }) => api.get<Page<LinkRow>>('/api/applicability-checks', { productId, limit: 50 }, signal),
    enabled: productId !== null,
  });
  const team = useQuery(teamQuery);
  // what is named may no longer be among those that are offered
  const withNamed = (options: Found[], id: string | null | undefined, name: string | null | undefined): Found[] =>
    id && name && !options.some(({ value }) => value === id) ? [{ value: id, label: name }, ...options] : options;
  const rows = (items: LinkRow[] | undefined) => (items ?? []).map(({ id, number }) => ({ value: id, label: number }));
  const contacts = (client.data?.contacts ?? []).map(({ id, name, email }) => ({ value: id, label: `${name}, ${email}` })); // prettier-ignore
  return (
    <>
      {values.kind === 'exempt' && (
        <Select
          {...field('applicationId', { optional: true })}
          clearable
          searchable
          disabled={!clientId}
          description={t('help.case')}
          data={withNamed(rows(cases.data?.items), from?.applicationId, from?.applicationNumber)}
        />
      )}
      <Select
        {...field('checkId', { optional: true })}
        clearable
        searchable
        disabled={!productId}
        data={withNamed(rows(checks.data?.items), from?.checkId, from?.checkNumber)}
      />
      <Select
        {...field('contactId', { optional: true })}
        clearable
        disabled={!clientId}
        data={withNamed(contacts, from?.contactId, from?.contactName)}
      />
      <Select
        {...field('responsibleId', { optional: true })}
        clearable
        searchable
        data={withNamed(team.data ?? [], from?.responsibleId, from?.responsibleName)}
      />
    </>
  );
}
