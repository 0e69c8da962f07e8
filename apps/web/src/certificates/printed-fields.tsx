import { Autocomplete, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BODIES } from '#domain/certificate';
import { CAUSES_BY_HAND } from '#domain/certificates/versions';
import { DateField } from '../components/date-field.js';
import type { FieldProps } from '../components/form-drawer.js';
import type { CertificateValues } from './certificates.api.js';
import type { Certificate } from './certificates.types.js';

/** What a certificate prints beside number, body and days; in the order of the form. */
const TEXTS = [
  'standard',
  'implementationRule',
  'holderName',
  'holderNameZh',
  'manufacturerName',
  'manufacturerNameZh',
] as const;
type Printed = 'handledBy' | 'models' | (typeof TEXTS)[number];
type Reason = 'cause' | 'holdsFrom' | 'reason';

const LENGTHS: Readonly<Record<(typeof TEXTS)[number], number>> = {
  standard: 200,
  implementationRule: 100,
  holderName: 300,
  holderNameZh: 300,
  manufacturerName: 300,
  manufacturerNameZh: 300,
};

/** The values of the form; empty = not recorded. */
export function printedOf(certificate: Certificate | undefined): Pick<CertificateValues, Printed> {
  const text = (field: Exclude<Printed, 'models'>) => certificate?.[field] ?? '';
  return {
    handledBy: text('handledBy'),
    standard: text('standard'),
    implementationRule: text('implementationRule'),
    holderName: text('holderName'),
    holderNameZh: text('holderNameZh'),
    manufacturerName: text('manufacturerName'),
    manufacturerNameZh: text('manufacturerNameZh'),
    models: certificate?.models?.join('\n') ?? '',
  };
}

/** Whether something of it is recorded: then it is shown, else it is asked for by a click. */
export function hasPrinted(certificate: Certificate | undefined): boolean {
  return Object.values(printedOf(certificate)).some((value) => value !== '');
}

export function usePrintedLabels(): Record<Printed | Reason, string> {
  const { t } = useTranslation('certificates');
  return {
    handledBy: t('field.handledBy'),
    standard: t('field.standard'),
    implementationRule: t('field.implementationRule'),
    holderName: t('field.holderName'),
    holderNameZh: t('field.holderNameZh'),
    manufacturerName: t('field.manufacturerName'),
    manufacturerNameZh: t('field.manufacturerNameZh'),
    models: t('field.models'),
    cause: t('field.cause'),
    holdsFrom: t('field.holdsFrom'),
    reason: t('field.changeReason'),
  };
}

/** What the certificate prints, where it differs from the register or is worth keeping. */
export function PrintedFields({ field, isOpen }: { field: FieldProps<CertificateValues>; isOpen: boolean }) {
  const { t } = useTranslation('certificates');
  const [isShown, setShown] = useState(isOpen);
  if (!isShown)
    return (
      <button
        type="button"
        className="link"
        style={{ fontSize: 13, justifySelf: 'start' }}
        onClick={() => setShown(true)}
      >
        {t('form.printedShow')}
      </button>
    );
  const help = {
    standard: t('help.standard'),
    implementationRule: t('help.implementationRule'),
    holderName: t('help.printed'),
    manufacturerName: t('help.printed'),
  } as const;
  return (
    <>
      <Autocomplete
        {...field('handledBy', { optional: true })}
        data={[...BODIES]}
        description={t('help.handledBy')}
        maxLength={100}
      />
      {TEXTS.map((name) => (
        <TextInput
          key={name}
          {...field(name, { optional: true })}
          {...(name in help && { description: help[name as keyof typeof help] })}
          {...(name.endsWith('Zh') && { lang: 'zh-Hans' })}
          maxLength={LENGTHS[name]}
          autoComplete="off"
        />
      ))}
      <Textarea
        {...field('models', { optional: true })}
        description={t('help.models')}
        autosize
        minRows={2}
        maxRows={10}
      />
    </>
  );
}

/** Of an edit: why the certificate says something new. */
export function ReasonFields({ field }: { field: FieldProps<CertificateValues> }) {
  const { t } = useTranslation('certificates');
  return (
    <>
      <Select
        {...field('cause')}
        allowDeselect={false}
        description={t('help.cause')}
        data={CAUSES_BY_HAND.map((cause) => ({ value: cause, label: t(`version.cause.${cause}`) }))}
      />
      <DateField {...field('holdsFrom', { optional: true })} description={t('help.holdsFrom')} />
      <Textarea
        {...field('reason', { optional: true })}
        description={t('help.changeReason')}
        autosize
        minRows={2}
        maxLength={1000}
      />
    </>
  );
}
