import { Autocomplete, Checkbox, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { BODIES } from '#domain/certificate';
import { teamQuery } from '../certificates/certificates.api.js';
import { clientQuery } from '../clients/clients.api.js';
import { DateField } from '../components/date-field.js';
import { FormDrawer } from '../components/form-drawer.js';
import { readDay } from '../i18n/day-input.js';
import { useLanguage } from '../i18n/use-language.js';
import { editCase } from './applications.api.js';
import { dayOrNull, textOrNull } from './field-values.js';
import type { Application } from './applications.types.js';

interface CaseFormProps {
  application: Application;
  onClose: () => void;
  onSaved: (saved: Application) => void;
}

interface CaseValues {
  wishOn: string;
  applicantName: string;
  applicantNameZh: string;
  manufacturerName: string;
  manufacturerNameZh: string;
  factoryId: string | null;
  contactId: string | null;
  handledBy: string;
  issuedBy: string;
  ownerId: string | null;
  deputyId: string | null;
  isParallel: boolean;
}

/** What may change about an open case beside its stages: the wish, the parties, the bodies, who works on it. */
export function CaseForm({ application, onClose, onSaved }: CaseFormProps) {
  const { t } = useTranslation('cases');
  const language = useLanguage();
  const client = useQuery(clientQuery(application.client.id));
  const team = useQuery(teamQuery);
  const initial: CaseValues = {
    wishOn: application.wishOn ?? '',
    applicantName: application.applicantName,
    applicantNameZh: application.applicantNameZh ?? '',
    manufacturerName: application.manufacturerName,
    manufacturerNameZh: application.manufacturerNameZh ?? '',
    factoryId: application.factory?.id ?? null,
    contactId: application.contact?.id ?? null,
    handledBy: application.handledBy ?? '',
    issuedBy: application.issuedBy ?? '',
    ownerId: application.owner?.id ?? null,
    deputyId: application.deputy?.id ?? null,
    isParallel: application.isParallel,
  };
  const fields = Object.keys(initial) as (keyof CaseValues)[];
  const people = peopleOf(team.data ?? [], [application.owner, application.deputy]);
  const factories = (client.data?.factories ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const contacts = (client.data?.contacts ?? []).map(({ id, name, email }) => ({
    value: id,
    label: `${name}, ${email}`,
  }));
  const named = new Map([...people, ...factories, ...contacts].map(({ value, label }) => [value, label]));
  return (
    <FormDrawer<CaseValues, Application>
      opened
      onClose={onClose}
      title={t('edit.title', { number: application.number })}
      draftKey={`case-edit-${application.id}`}
      initial={initial}
      labels={Object.fromEntries(fields.map((name) => [name, t(`field.${name}`)])) as Record<keyof CaseValues, string>}
      version={application.version}
      check={(values) => ({
        ...(!values.applicantName.trim() && { applicantName: t('missing.applicantName') }),
        ...(!values.manufacturerName.trim() && { manufacturerName: t('missing.manufacturerName') }),
        ...(values.wishOn.trim() && !readDay(values.wishOn) && { wishOn: t('missing.day') }),
      })}
      save={(values, { version }) =>
        editCase(application.id, {
          version: version!,
          wishOn: dayOrNull(values.wishOn),
          applicantName: values.applicantName.trim(),
          applicantNameZh: textOrNull(values.applicantNameZh),
          manufacturerName: values.manufacturerName.trim(),
          manufacturerNameZh: textOrNull(values.manufacturerNameZh),
          factoryId: values.factoryId,
          contactId: values.contactId,
          handledBy: textOrNull(values.handledBy),
          issuedBy: textOrNull(values.issuedBy),
          ownerId: values.ownerId,
          deputyId: values.deputyId,
          ...(application.mayRunInParallel && { isParallel: values.isParallel }),
        })
      }
      onSaved={onSaved}
      saveLabel={t('edit.save')}
      write={(name, value) => {
        if (name === 'wishOn' && typeof value === 'string' && readDay(value)) return language.day(readDay(value)!, {});
        if (name === 'isParallel') return t(value ? 'edit.yes' : 'edit.no');
        return typeof value === 'string' ? named.get(value) : undefined;
      }}
    >
      {(field) => (
        <>
          <DateField {...field('wishOn', { optional: true })} />
          {application.mayRunInParallel && (
            <Checkbox {...field('isParallel', { type: 'checkbox' })} description={t('help.isParallel')} />
          )}
          <Select {...field('ownerId', { optional: true })} clearable searchable data={people} />
          <Select {...field('deputyId', { optional: true })} clearable searchable data={people} />
          <Autocomplete {...field('handledBy', { optional: true })} data={[...BODIES]} maxLength={100} />
          <Autocomplete
            {...field('issuedBy', { optional: true })}
            data={[...BODIES]}
            maxLength={100}
            description={t('help.issuedBy')}
          />
          <TextInput {...field('applicantName')} maxLength={300} />
          <TextInput {...field('applicantNameZh', { optional: true })} maxLength={300} lang="zh-Hans" />
          <TextInput {...field('manufacturerName')} maxLength={300} />
          <TextInput {...field('manufacturerNameZh', { optional: true })} maxLength={300} lang="zh-Hans" />
          <Select {...field('factoryId', { optional: true })} clearable data={factories} />
          <Select
            {...field('contactId', { optional: true })}
            clearable
            data={contacts}
            description={t('help.contactId')}
          />
        </>
      )}
    </FormDrawer>
  );
}

/** The team as choices; somebody who has left may still be named. */
export function peopleOf(
  team: readonly { value: string; label: string }[],
  named: readonly ({ id: string; name: string } | null)[],
): { value: string; label: string }[] {
  const known = new Set(team.map(({ value }) => value));
  const gone = named.flatMap((one) => (one && !known.has(one.id) ? [{ value: one.id, label: one.name }] : []));
  return [...new Map([...gone, ...team].map((one) => [one.value, one])).values()];
}
