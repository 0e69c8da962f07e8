import { Autocomplete, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { BODIES } from '#domain/certificate';
import { teamQuery } from '../certificates/certificates.api.js';
import type { Client } from '../clients/clients.types.js';
import type { Product } from '../products/products.types.js';
import classes from './cases.module.css';
import type { NewCaseValues } from './new-case.js';

interface PartiesFieldsProps {
  values: NewCaseValues;
  faults: Readonly<Record<string, string>>;
  idOf: (field: string) => string;
  /** The leading unit and its client, once they are known: what holds where nothing is typed. */
  unit: Product | undefined;
  client: Client | undefined;
  onChange: (changes: Partial<NewCaseValues>) => void;
}

/** Who is who, and who works on it. */
export function PartiesFields({ values, faults, idOf, unit, client, onChange }: PartiesFieldsProps) {
  const { t } = useTranslation(['cases', 'common']);
  const team = useQuery(teamQuery);
  const text = (
    name: 'applicantName' | 'applicantNameZh' | 'manufacturerName' | 'manufacturerNameZh' | 'handledBy' | 'issuedBy',
  ) => ({
    id: idOf(name),
    label: t('common:form.optional', { label: t(`cases:field.${name}`) }),
    value: values[name],
    error: faults[name],
  });
  const choice = (name: 'factoryId' | 'contactId' | 'ownerId' | 'deputyId') => ({
    id: idOf(name),
    label: t('common:form.optional', { label: t(`cases:field.${name}`) }),
    value: values[name],
    error: faults[name],
    clearable: true,
    onChange: (chosen: string | null) => onChange({ [name]: chosen }),
  });
  return (
    <>
      <fieldset className={classes.fieldset}>
        <legend>{t('cases:new.parties')}</legend>
        <div className={classes.pair}>
          <TextInput
            {...text('applicantName')}
            placeholder={client?.legalName}
            maxLength={300}
            onChange={(event) => onChange({ applicantName: event.currentTarget.value })}
          />
          <TextInput
            {...text('applicantNameZh')}
            placeholder={client?.legalNameZh ?? undefined}
            lang="zh-Hans"
            maxLength={300}
            onChange={(event) => onChange({ applicantNameZh: event.currentTarget.value })}
          />
          <TextInput
            {...text('manufacturerName')}
            placeholder={unit?.manufacturer}
            maxLength={300}
            onChange={(event) => onChange({ manufacturerName: event.currentTarget.value })}
          />
          <TextInput
            {...text('manufacturerNameZh')}
            lang="zh-Hans"
            maxLength={300}
            onChange={(event) => onChange({ manufacturerNameZh: event.currentTarget.value })}
          />
          <Select
            {...choice('factoryId')}
            placeholder={unit?.factory?.name}
            data={(client?.factories ?? []).map((one) => ({ value: one.id, label: one.name }))}
          />
          <Select
            {...choice('contactId')}
            description={t('cases:help.contactId')}
            data={(client?.contacts ?? []).map((one) => ({
              value: one.id,
              label: `${one.name}, ${one.email}`,
            }))}
          />
        </div>
      </fieldset>
      <fieldset className={classes.fieldset}>
        <legend>{t('cases:new.bodies')}</legend>
        <div className={classes.pair}>
          <Autocomplete
            {...text('handledBy')}
            data={[...BODIES]}
            maxLength={100}
            onChange={(handledBy) => onChange({ handledBy })}
          />
          <Autocomplete
            {...text('issuedBy')}
            description={t('cases:help.issuedBy')}
            data={[...BODIES]}
            maxLength={100}
            onChange={(issuedBy) => onChange({ issuedBy })}
          />
          <Select {...choice('ownerId')} searchable data={team.data ?? []} description={t('cases:help.ownerId')} />
          <Select {...choice('deputyId')} searchable data={team.data ?? []} />
        </div>
      </fieldset>
    </>
  );
}
