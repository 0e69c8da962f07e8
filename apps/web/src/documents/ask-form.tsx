import { Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Words } from '#domain/reference/record';
import { addDays } from '#domain/day';
import { useState } from 'react';
import { useToday } from '../api/clock.js';
import { refreshAfterChange } from '../api/refresh.js';
import { applicationQuery } from '../applications/applications.api.js';
import { DateField } from '../components/date-field.js';
import { FormDrawer } from '../components/form-drawer.js';
import { Names } from '../components/names.js';
import { toast } from '../components/toast.js';
import { readDay } from '../i18n/day-input.js';
import { useLanguage } from '../i18n/use-language.js';
import { askDocuments, usualDocumentsQuery } from './documents.api.js';
import classes from './documents.module.css';
import type { AskedDocument, StoredFile } from './documents.types.js';
import { FileLink } from './file-link.js';
import { isDue } from './judge-form.js';
import { UploadBox } from './upload-box.js';

/** Days that a client usually has: a proposal, to be changed. */
const PROPOSED_DAYS = 14;

interface AskFormProps {
  applicationId: string;
  stageKey: string | null;
  onClose: () => void;
}

interface AskValues {
  stageKey: string | null;
  dueOn: string;
  /** Names, in English, of the usual documents that are asked for. */
  usual: string[];
  title: string;
  titleZh: string;
  instructions: string;
}

/** Asks for documents of a stage: those that its procedure names, and one more in own words, with one due day. */
export function AskForm({ applicationId, stageKey, onClose }: AskFormProps) {
  const { t } = useTranslation('documents');
  const language = useLanguage();
  const today = useToday();
  const queryClient = useQueryClient();
  const application = useQuery(applicationQuery(applicationId));
  const usual = useQuery(usualDocumentsQuery(applicationId));
  const [template, setTemplate] = useState<StoredFile | null>(null);
  const say = (words: Words) => words[language.language];
  /** As the title of a document: the procedures name them within a sentence. */
  const titled = (words: Words) => capital(language.language === 'zh' ? words.en : say(words));
  const stages = (application.data?.stages ?? []).filter(({ attempt }) => attempt === 1);
  const usualOf = (key: string | null) => usual.data?.items.find((item) => item.stageKey === key)?.documents ?? [];
  const asked = (values: AskValues): AskedDocument[] => {
    const own = values.title.trim();
    return [
      ...usualOf(values.stageKey)
        .filter(({ names, isAsked }) => !isAsked && values.usual.includes(names.en))
        .map(({ names }) => ({ title: titled(names), titleZh: names.zh })),
      ...(own
        ? [
            {
              title: own,
              titleZh: values.titleZh.trim() || null,
              instructions: values.instructions.trim() || null,
              templateFileId: template?.id ?? null,
            },
          ]
        : []),
    ];
  };
  const first = stageKey ?? stages.find(({ status }) => status === 'running')?.key ?? stages[0]?.key ?? null;
  if (!application.data || usual.isPending) return null;
  return (
    <FormDrawer<AskValues, unknown>
      opened
      onClose={onClose}
      title={t('ask.title')}
      draftKey={`document-ask-${applicationId}`}
      initial={{
        stageKey: first,
        dueOn: addDays(today, PROPOSED_DAYS),
        usual: [],
        title: '',
        titleZh: '',
        instructions: '',
      }}
      labels={{
        stageKey: t('form.stage'),
        dueOn: t('form.dueOn'),
        usual: t('ask.usual'),
        title: t('ask.own'),
        titleZh: t('form.titleZh'),
        instructions: t('form.instructions'),
      }}
      check={(values) => ({
        ...(!values.stageKey && { stageKey: t('form.stageMissing') }),
        ...(!isDue(values.dueOn, today) && { dueOn: t('form.dueMissing') }),
        ...(asked(values).length === 0 && { title: t('ask.nothing') }),
      })}
      save={(values, { idempotencyKey }) =>
        askDocuments(
          applicationId,
          { stageKey: values.stageKey!, dueOn: readDay(values.dueOn)!, documents: asked(values) },
          idempotencyKey,
        )
      }
      onSaved={() => {
        toast(t('done.asked'));
        void refreshAfterChange(queryClient);
      }}
      saveLabel={t('ask.save')}
    >
      {(field, form) => {
        const documents = usualOf(form.values.stageKey);
        const open = documents.filter(({ isAsked }) => !isAsked).map(({ names }) => names.en);
        const isAll = open.length > 0 && open.every((name) => form.values.usual.includes(name));
        return (
          <>
            <Select
              {...field('stageKey')}
              data={stages.map((stage) => ({ value: stage.key, label: say(stage.names) }))}
              allowDeselect={false}
            />
            <DateField {...field('dueOn')} description={t('form.dueHelp')} />
            {documents.length > 0 && (
              <fieldset className={classes.usual}>
                <legend>{t('ask.usual')}</legend>
                {open.length > 1 && (
                  <Checkbox
                    checked={isAll}
                    label={t('ask.all', { count: open.length })}
                    onChange={() => form.setFieldValue('usual', isAll ? [] : open)}
                  />
                )}
                {documents.map(({ names, isAsked }) => (
                  <Checkbox
                    key={names.en}
                    disabled={isAsked}
                    checked={isAsked || form.values.usual.includes(names.en)}
                    label={<Names latin={titled(names)} zh={names.zh} />}
                    {...(isAsked && { description: t('ask.already') })}
                    onChange={({ currentTarget: { checked } }) =>
                      form.setFieldValue(
                        'usual',
                        checked
                          ? [...form.values.usual, names.en]
                          : form.values.usual.filter((name) => name !== names.en),
                      )
                    }
                  />
                ))}
              </fieldset>
            )}
            <TextInput {...field('title', { optional: documents.length > 0 })} maxLength={300} />
            {form.values.title.trim() && (
              <>
                <TextInput {...field('titleZh', { optional: true })} maxLength={300} lang="zh-Hans" />
                <Textarea
                  {...field('instructions', { optional: true })}
                  autosize
                  minRows={3}
                  maxLength={4000}
                  description={t('form.instructionsHelp')}
                />
                {template ? (
                  <FileLink file={template} label={t('template', { name: template.name })} />
                ) : (
                  <UploadBox label={t('ask.template')} onStored={setTemplate} />
                )}
              </>
            )}
          </>
        );
      }}
    </FormDrawer>
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
