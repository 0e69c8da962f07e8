import { Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldProps } from '../components/form-drawer.js';
import type { CertificationInput, Unit } from './applications.types.js';
import { textOrNull } from './field-values.js';

const NAMES = ['holderName', 'holderNameZh', 'manufacturerName', 'manufacturerNameZh'] as const;
const PRINTED = ['models', ...NAMES] as const;
type Printed = (typeof PRINTED)[number];

type UnitInput = CertificationInput['units'][number];
type Values = Record<string, string>;

const fieldOf = (name: Printed, unit: number) => `${name}${unit}`;

/** Fields of the form by what the api calls them: `units[0].models` is `models0`. */
export const PRINTED_FIELDS = PRINTED.join('|');

/** What the certificate of a unit prints now; empty = not recorded. */
export function printedValues({ certificate }: Unit, unit: number): Values {
  const now = (name: Printed) => (name === 'models' ? certificate?.models?.join('\n') : certificate?.[name]) ?? '';
  return Object.fromEntries(PRINTED.map((name) => [fieldOf(name, unit), now(name)]));
}

/** Only what was typed otherwise than it stands: the rest of the certificate stays. */
export function printedChanges(values: Values, of: Unit, unit: number): Partial<UnitInput> {
  const before = printedValues(of, unit);
  const changed = PRINTED.filter((name) => values[fieldOf(name, unit)]!.trim() !== before[fieldOf(name, unit)]);
  const said = (name: Printed) => values[fieldOf(name, unit)]!;
  return Object.fromEntries(
    changed.map((name) => [name, name === 'models' ? modelsOf(said(name)) : textOrNull(said(name))]),
  );
}

/** One a line, each once; null where there is none. */
function modelsOf(lines: string): string[] | null {
  const models = lines.split('\n').flatMap((line) => line.trim() || []);
  return models.length > 0 ? [...new Set(models)] : null;
}

export function usePrintedLabels() {
  const { t } = useTranslation('cases');
  return (unit: number, of: (label: string) => string): Values =>
    Object.fromEntries(PRINTED.map((name) => [fieldOf(name, unit), of(t(`certify.${name}`))]));
}

/** Models and names as the certificate prints them from now on; asked for by a click, as most ends leave them. */
export function PrintedOfUnit({ field, unit, isOpen }: { field: FieldProps<Values>; unit: number; isOpen: boolean }) {
  const { t } = useTranslation(['cases', 'common']);
  const [isShown, setShown] = useState(isOpen);
  if (!isShown)
    return (
      <button type="button" className="link" onClick={() => setShown(true)}>
        {t('cases:certify.printed')}
      </button>
    );
  return (
    <>
      <Textarea
        {...field(fieldOf('models', unit), { optional: true })}
        label={t('common:form.optional', { label: t('cases:certify.models') })}
        description={t('cases:certify.modelsHelp')}
        autosize
        minRows={2}
        maxRows={10}
      />
      {NAMES.map((name) => (
        <TextInput
          key={name}
          {...field(fieldOf(name, unit), { optional: true })}
          label={t('common:form.optional', { label: t(`cases:certify.${name}`) })}
          {...(name.endsWith('Zh') && { lang: 'zh-Hans' })}
          maxLength={300}
          autoComplete="off"
        />
      ))}
    </>
  );
}
