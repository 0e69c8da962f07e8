import { MultiSelect, Select, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SCHEMES } from '#domain/certificate';
import { CERTAINTIES, type Certainty } from '#domain/deadlines/deadline';
import { ENTRY_KINDS, type EntryKind, type EntryStatus } from '#domain/changes/regulatory-entry';
import { teamQuery } from '../certificates/certificates.api.js';
import { DateField } from '../components/date-field.js';
import { FormDrawer } from '../components/form-drawer.js';
import type { StoredFile } from '../documents/documents.types.js';
import { UploadBox } from '../documents/upload-box.js';
import { readDay } from '../i18n/day-input.js';
import { classesQuery } from '../products/products.api.js';
import { useClassName } from '../products/use-class-name.js';
import { createEntry, editEntry } from './changes.api.js';
import classes from './changes.module.css';
import type { RegulatoryEntry } from './changes.types.js';

const DAYS = ['announcedOn', 'effectiveOn', 'newApplicationsOnlyFrom', 'deadlineOn', 'viewsUntil', 'appliesToIssuedBefore'] as const; // prettier-ignore
const TEXTS = ['titleZh', 'summary', 'sourceUrl', 'newStandard', 'replacedRule', 'newRule'] as const;

type Values = {
  kind: EntryKind;
  status: EntryStatus;
  instrument: string;
  title: string;
  certainty: Certainty;
  classCodes: string[];
  schemes: string[];
  replacedStandards: string[];
  responsibleId: string | null;
} & Record<(typeof DAYS)[number] | (typeof TEXTS)[number], string>;

interface EntryFormProps {
  opened: boolean;
  onClose: () => void;
  onSaved: (entry: RegulatoryEntry) => void;
  entry?: RegulatoryEntry;
}

/** What the tenant learned of an announcement, rule, standard or draft: what it is, its days, whom it is about, its source. */
export function EntryForm({ opened, onClose, onSaved, entry }: EntryFormProps) {
  const { t } = useTranslation(['changes', 'domain']);
  const team = useQuery(teamQuery);
  const catalogue = useQuery(classesQuery);
  const className = useClassName();
  const [file, setFile] = useState<StoredFile | null>(null);
  const named = (names: readonly (keyof Values)[]) =>
    Object.fromEntries(names.map((name) => [name, t(`changes:field.${name}`)]));
  return (
    <FormDrawer<Values, RegulatoryEntry>
      opened={opened}
      onClose={onClose}
      title={entry ? t('changes:entry.edit') : t('changes:entry.create')}
      draftKey={entry ? `regulatory-entry-${entry.id}` : 'regulatory-entry-new'}
      initial={initialOf(entry)}
      labels={
        named([
          ...['kind', 'status', 'instrument', 'title', 'certainty', 'classCodes', 'schemes', 'replacedStandards', 'responsibleId'] as const, // prettier-ignore
          ...DAYS,
          ...TEXTS,
        ]) as Record<keyof Values & string, string>
      }
      check={(values) => ({
        ...(!values.instrument.trim() && { instrument: t('changes:missing.instrument') }),
        ...(!values.title.trim() && { title: t('changes:missing.title') }),
        ...Object.fromEntries(
          DAYS.filter((name) => values[name].trim() && !readDay(values[name])).map((name) => [
            name,
            t('changes:missing.day'),
          ]),
        ),
      })}
      {...(entry && { version: entry.version })}
      save={(values, context) => {
        const body = { ...bodyOf(values), ...(file && { fileId: file.id }) };
        return entry ? editEntry(entry.id, body, context) : createEntry(body, context);
      }}
      onSaved={(saved) => {
        setFile(null);
        onSaved(saved);
      }}
      saveLabel={entry ? t('changes:entry.save') : t('changes:entry.create')}
      write={(_, value) => (Array.isArray(value) ? value.join(', ') : String(value ?? ''))}
    >
      {(field, { values }) => (
        <>
          <Select
            {...field('kind')}
            allowDeselect={false}
            data={ENTRY_KINDS.map((kind) => ({ value: kind, label: t(`changes:announced.kind.${kind}`) }))}
            data-autofocus
          />
          <Select
            {...field('status')}
            allowDeselect={false}
            data={(['draft', 'in-force'] as const).map((status) => ({ value: status, label: t(`changes:status.${status}`) }))} // prettier-ignore
          />
          <TextInput {...field('instrument')} description={t('changes:help.instrument')} maxLength={300} />
          <TextInput {...field('title')} maxLength={500} />
          <TextInput {...field('titleZh', { optional: true })} lang="zh-Hans" maxLength={500} />
          <Textarea {...field('summary', { optional: true })} autosize minRows={2} maxLength={10_000} />
          <h3 className={classes.formPart}>{t('changes:announced.days')}</h3>
          <DateField {...field('announcedOn', { optional: true })} />
          {values.status === 'draft' && (
            <DateField {...field('viewsUntil', { optional: true })} description={t('changes:help.viewsUntilOwn')} />
          )}
          <DateField {...field('effectiveOn', { optional: true })} description={t('changes:help.effectiveOn')} />
          <DateField {...field('newApplicationsOnlyFrom', { optional: true })} />
          <DateField {...field('deadlineOn', { optional: true })} description={t('changes:help.deadlineOn')} />
          <h3 className={classes.formPart}>{t('changes:entry.scope')}</h3>
          <MultiSelect
            {...field('classCodes', { optional: true })}
            searchable
            clearable
            placeholder={values.classCodes.length === 0 ? t('changes:announced.anyClass') : ''}
            data={(catalogue.data ?? []).map((one) => ({ value: one.code, label: `${one.code} ${className(one)}` }))}
          />
          <MultiSelect
            {...field('schemes', { optional: true })}
            clearable
            placeholder={values.schemes.length === 0 ? t('changes:announced.anyScheme') : ''}
            data={SCHEMES.map((scheme) => ({ value: scheme, label: t(`domain:scheme.${scheme}`) }))}
          />
          <TagsInput
            {...field('replacedStandards', { optional: true })}
            description={t('changes:help.replacedStandards')}
            acceptValueOnBlur
          />
          <TextInput {...field('newStandard', { optional: true })} maxLength={100} />
          <TextInput {...field('replacedRule', { optional: true })} maxLength={100} />
          <TextInput
            {...field('newRule', { optional: true })}
            description={t('changes:help.newRule')}
            maxLength={100}
          />
          <DateField {...field('appliesToIssuedBefore', { optional: true })} />
          <h3 className={classes.formPart}>{t('changes:announced.source')}</h3>
          <TextInput {...field('sourceUrl', { optional: true })} type="url" maxLength={2000} />
          <Select
            {...field('certainty')}
            allowDeselect={false}
            data={CERTAINTIES.map((certainty) => ({ value: certainty, label: t(`domain:certainty.${certainty}`) }))}
          />
          {(file || entry?.fileName) && (
            <p className={classes.quiet} role="status">
              {t('changes:entry.file', { name: file?.name ?? entry?.fileName })}
            </p>
          )}
          <UploadBox
            label={t(file || entry?.fileName ? 'changes:entry.replace' : 'changes:entry.upload')}
            onStored={(stored) => setFile(stored)}
          />
          <Select
            {...field('responsibleId', { optional: true })}
            description={t('changes:help.responsible')}
            clearable
            searchable
            data={team.data ?? []}
          />
        </>
      )}
    </FormDrawer>
  );
}

function initialOf(entry: RegulatoryEntry | undefined): Values {
  const texts = [...DAYS, ...TEXTS].map((name) => [name, entry?.[name] ?? '']);
  return {
    kind: entry?.kind ?? 'implementation-rule',
    status: entry?.status ?? 'in-force',
    instrument: entry?.instrument ?? '',
    title: entry?.title ?? '',
    certainty: entry?.certainty ?? 'unverified',
    classCodes: entry?.classCodes ?? [],
    schemes: entry?.schemes ?? [],
    replacedStandards: entry?.replacedStandards ?? [],
    responsibleId: entry?.responsibleId ?? null,
    ...(Object.fromEntries(texts) as Pick<Values, (typeof DAYS)[number] | (typeof TEXTS)[number]>),
  };
}

/** A field left empty is not known; no class or scheme chosen is any. */
function bodyOf(values: Values): object {
  const days = DAYS.map((name) => [name, readDay(values[name])]);
  const texts = TEXTS.map((name) => [name, values[name].trim() || null]);
  return {
    ...values,
    classCodes: values.classCodes.length > 0 ? values.classCodes : null,
    schemes: values.schemes.length > 0 ? values.schemes : null,
    ...Object.fromEntries([...days, ...texts]),
  };
}
