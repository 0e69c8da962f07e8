import { Autocomplete, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { BODIES, isSelfDeclaration, SCHEMES, type Scheme } from '#domain/certificate';
import { addDays, addMonths } from '#domain/day';
import { clientQuery } from '../clients/clients.api.js';
import { DateField } from '../components/date-field.js';
import { FormDrawer } from '../components/form-drawer.js';
import { readDay } from '../i18n/day-input.js';
import { useLanguage } from '../i18n/use-language.js';
import { productChoice } from '../products/product-choice.js';
import { loadProducts, productQuery } from '../products/products.api.js';
import { loadCertificates, saveCertificate, teamQuery, type CertificateValues } from './certificates.api.js';
import type { Certificate } from './certificates.types.js';
import { FoundSelect } from './found-select.js';
import { hasPrinted, PrintedFields, printedOf, ReasonFields, usePrintedLabels } from './printed-fields.js';

/** CCC certificates last five years (Order 117); bodies print the day before the anniversary. */
const YEARS_VALID = 5;

interface CertificateFormProps {
  opened: boolean;
  onClose: () => void;
  /** The certificate to edit; a new one when left out. */
  certificate?: Certificate;
  /** The declaration that the new certificate replaces. */
  replaces?: Certificate;
  onSaved: (certificate: Certificate) => void;
}

function initialValues(certificate: Certificate | undefined, replaces: Certificate | undefined): CertificateValues {
  const from = certificate ?? replaces;
  return {
    productId: from?.product.id ?? null,
    scheme: certificate?.scheme ?? 'ccc',
    number: certificate?.number ?? '',
    body: certificate?.body ?? '',
    issuedOn: certificate?.issuedOn ?? '',
    validUntil: certificate?.validUntil ?? '',
    factoryId: from?.factory?.id ?? null,
    contactId: from?.contact?.id ?? null,
    responsibleId: from?.responsible?.id ?? null,
    replacesId: certificate ? (certificate.replaces?.id ?? null) : (replaces?.id ?? null),
    ...printedOf(certificate),
    cause: 'corrected',
    holdsFrom: '',
    reason: '',
  };
}

/** Records or edits a certificate or declaration. */
export function CertificateForm({ opened, onClose, certificate, replaces, onSaved }: CertificateFormProps) {
  const { t } = useTranslation(['certificates', 'domain']);
  const language = useLanguage();
  const labels: Record<keyof CertificateValues, string> = {
    productId: t('certificates:field.product'),
    scheme: t('certificates:field.scheme'),
    number: t('certificates:field.number'),
    body: t('certificates:field.body'),
    issuedOn: t('certificates:field.issuedOn'),
    validUntil: t('certificates:field.validUntil'),
    factoryId: t('certificates:field.factory'),
    contactId: t('certificates:field.contact'),
    responsibleId: t('certificates:field.responsible'),
    replacesId: t('certificates:field.replaces'),
    ...usePrintedLabels(),
  };
  const draftKey = certificate ? `certificate-${certificate.id}` : `certificate-new-${replaces?.id ?? ''}`;
  const title = certificate ? 'form.edit' : replaces ? 'form.createReplacing' : 'form.create';
  return (
    <FormDrawer<CertificateValues, Certificate>
      opened={opened}
      onClose={onClose}
      title={t(`certificates:${title}`)}
      draftKey={draftKey}
      initial={initialValues(certificate, replaces)}
      labels={labels}
      check={(values) => missingOf(values, (key) => t(`certificates:missing.${key}`))}
      {...(certificate && { version: certificate.version })}
      save={(values, context) => saveCertificate(certificate?.id, values, context)}
      onSaved={onSaved}
      saveLabel={certificate ? t('certificates:form.save') : t('certificates:form.record')}
      write={(name, value) => {
        if (name === 'scheme') return t(`domain:scheme.${value as Scheme}`);
        if ((name === 'issuedOn' || name === 'validUntil') && typeof value === 'string' && readDay(value))
          return language.day(readDay(value)!, {});
        return name.endsWith('Id') && value ? (
          <ChosenName certificate={certificate} name={name} id={String(value)} />
        ) : undefined;
      }}
    >
      {(field, form) => {
        const { scheme, issuedOn, validUntil, productId } = form.values;
        const isDeclaration = isSelfDeclaration(scheme as Scheme);
        const issued = readDay(issuedOn);
        const suggested =
          issued && !validUntil.trim() && !isDeclaration ? addDays(addMonths(issued, YEARS_VALID * 12), -1) : null;
        return (
          <>
            <ProductSelect
              {...field('productId')}
              within={certificate ?? replaces}
              onChange={(id) =>
                form.setValues({ productId: id, factoryId: null, contactId: null, replacesId: replaces?.id ?? null })
              }
            />
            <Select
              {...field('scheme')}
              allowDeselect={false}
              data={SCHEMES.map((one) => ({ value: one, label: t(`domain:scheme.${one}`) }))}
            />
            <TextInput
              {...field('number')}
              description={t('certificates:help.number')}
              maxLength={100}
              autoComplete="off"
            />
            <Autocomplete
              {...field('body', { optional: true })}
              data={[...BODIES]}
              description={t('certificates:help.body')}
              maxLength={100}
            />
            <DateField {...field('issuedOn')} />
            <div>
              <DateField
                // its text is its own while it is typed; a day taken over from outside starts it anew
                key={validUntil === '' || readDay(validUntil) ? validUntil && 'taken' : 'typed'}
                {...field('validUntil', { optional: isDeclaration })}
                description={isDeclaration ? t('certificates:help.declarationEnds') : undefined}
              />
              {suggested && (
                <button
                  type="button"
                  className="link"
                  style={{ fontSize: 13 }}
                  onClick={() => form.setFieldValue('validUntil', suggested)}
                >
                  {t('certificates:help.fiveYears', { day: language.day(suggested, {}) })}
                </button>
              )}
            </div>
            <OfClient field={field} productId={productId} certificate={certificate ?? replaces} />
            {scheme === 'ccc' && (
              <ReplacedSelect
                {...field('replacesId', { optional: true })}
                productId={productId}
                first={certificate?.replaces ?? replaces ?? undefined}
              />
            )}
            <PrintedFields field={field} isOpen={hasPrinted(certificate)} />
            {certificate && <ReasonFields field={field} />}
          </>
        );
      }}
    </FormDrawer>
  );
}

type MissingField = 'productId' | 'number' | 'issuedOn' | 'validUntil' | 'day' | 'order';

/** What is missing or cannot be, before the api is asked. */
function missingOf(
  values: CertificateValues,
  say: (key: MissingField) => string,
): Partial<Record<keyof CertificateValues, string>> {
  const issued = readDay(values.issuedOn);
  const until = readDay(values.validUntil);
  const isDeclaration = isSelfDeclaration(values.scheme as Scheme);
  const issuedFault = !values.issuedOn.trim() ? say('issuedOn') : !issued ? say('day') : undefined;
  const untilFault = !values.validUntil.trim()
    ? isDeclaration
      ? undefined
      : say('validUntil')
    : !until
      ? say('day')
      : issued && until <= issued
        ? say('order')
        : undefined;
  return {
    ...(!values.productId && { productId: say('productId') }),
    ...(!values.number.trim() && { number: say('number') }),
    ...(issuedFault && { issuedOn: issuedFault }),
    ...(untilFault && { validUntil: untilFault }),
    ...(values.holdsFrom.trim() && !readDay(values.holdsFrom) && { holdsFrom: say('day') }),
  };
}

interface SelectProps {
  label: string;
  id: string;
  value?: string | null;
}

/** A certification unit; of an existing certificate another one of the same client. */
function ProductSelect({
  within,
  value = null,
  ...rest
}: SelectProps & { within: Certificate | undefined; onChange: (id: string | null) => void }) {
  const { t } = useTranslation('certificates');
  return (
    <FoundSelect
      {...rest}
      value={value}
      queryKey={['products', 'of', within?.client.id ?? null]}
      first={within && { value: within.product.id, label: within.product.name }}
      description={t('help.product')}
      find={async (words, signal) => {
        const page = await loadProducts({ q: words, clientId: within?.client.id, limit: 20 }, signal);
        return page.items.map(productChoice);
      }}
    />
  );
}

/** Factory, contact and responsible person: known once the product, and so the client, is. */
function OfClient({
  field,
  productId,
  certificate,
}: {
  field: (name: 'factoryId' | 'contactId' | 'responsibleId', options: { optional: true }) => SelectProps & object;
  productId: string | null;
  certificate: Certificate | undefined;
}) {
  const { t } = useTranslation('certificates');
  const product = useQuery({ ...productQuery(productId ?? ''), enabled: productId !== null });
  const clientId = product.data?.client.id;
  const client = useQuery({ ...clientQuery(clientId ?? ''), enabled: clientId !== undefined });
  const team = useQuery(teamQuery);
  // somebody who has left may still be named
  const named = certificate?.responsible
    ? [{ value: certificate.responsible.id, label: certificate.responsible.name }]
    : [];
  const people = [...named, ...(team.data ?? []).filter(({ value }) => value !== named[0]?.value)];
  return (
    <>
      <Select
        {...field('factoryId', { optional: true })}
        clearable
        disabled={!clientId}
        description={t('help.factory')}
        data={(client.data?.factories ?? []).map((factory) => ({ value: factory.id, label: factory.name }))}
      />
      <Select
        {...field('contactId', { optional: true })}
        clearable
        disabled={!clientId}
        description={t('help.contact')}
        data={(client.data?.contacts ?? []).map((contact) => ({
          value: contact.id,
          label: `${contact.name}, ${contact.email}`,
        }))}
      />
      <Select
        {...field('responsibleId', { optional: true })}
        clearable
        description={t('help.responsible')}
        searchable
        data={people}
      />
    </>
  );
}

/** The declaration that a certificate replaces: of the same client, with its conversion still open. */
function ReplacedSelect({
  productId,
  first,
  value = null,
  ...rest
}: SelectProps & {
  onChange: (id: string | null) => void;
  productId: string | null;
  first: { id: string; number: string } | undefined;
}) {
  const { t } = useTranslation('certificates');
  const product = useQuery({ ...productQuery(productId ?? ''), enabled: productId !== null });
  const clientId = product.data?.client.id;
  return (
    <FoundSelect
      {...rest}
      value={value}
      clearable
      disabled={!clientId}
      description={t('help.replaces')}
      queryKey={['certificates', 'replaceable', clientId ?? null]}
      first={first && { value: first.id, label: first.number }}
      find={async (words, signal) => {
        const page = await loadCertificates(
          { clientId, kind: 'self-declaration', conversion: 'open', q: words, limit: 20 },
          signal,
        );
        return page.items.map((line) => ({ value: line.id, label: `${line.number}, ${line.productName}` }));
      }}
    />
  );
}

/** What an id in the conflict dialog stands for. */
function ChosenName({ certificate, name, id }: { certificate: Certificate | undefined; name: string; id: string }) {
  const client = useQuery({ ...clientQuery(certificate?.client.id ?? ''), enabled: certificate !== undefined });
  const known: Record<string, string | undefined> = {
    ...(certificate?.product.id === id && { [id]: certificate.product.name }),
    ...Object.fromEntries((client.data?.factories ?? []).map((factory) => [factory.id, factory.name])),
    ...Object.fromEntries((client.data?.contacts ?? []).map((contact) => [contact.id, contact.name])),
    ...(certificate?.responsible && { [certificate.responsible.id]: certificate.responsible.name }),
    ...(certificate?.replaces && { [certificate.replaces.id]: certificate.replaces.number }),
  };
  const other = useQuery({ ...productQuery(id), enabled: name === 'productId' && !known[id] });
  return <>{known[id] ?? other.data?.name ?? '…'}</>;
}
