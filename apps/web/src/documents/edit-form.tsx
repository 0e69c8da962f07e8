import { Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useToday } from '../api/clock.js';
import { refreshAfterChange } from '../api/refresh.js';
import { DateField } from '../components/date-field.js';
import { FormDrawer } from '../components/form-drawer.js';
import { toast } from '../components/toast.js';
import { useLanguage } from '../i18n/use-language.js';
import { readDay } from '../i18n/day-input.js';
import { editRequest } from './documents.api.js';
import type { DocumentRequest } from './documents.types.js';
import { isDue } from './judge-form.js';

/** Changes what a document is called, what the client should know of it, and until when it has. */
export function EditForm({ request, onClose }: { request: DocumentRequest; onClose: () => void }) {
  const { t } = useTranslation('documents');
  const language = useLanguage();
  const today = useToday();
  const queryClient = useQueryClient();
  const initial = {
    title: request.title,
    titleZh: request.titleZh ?? '',
    instructions: request.instructions ?? '',
    dueOn: request.dueOn as string,
  };
  return (
    <FormDrawer<typeof initial, DocumentRequest>
      opened
      onClose={onClose}
      title={t('edit.title', { title: language.name(request.title, request.titleZh) })}
      draftKey={`document-edit-${request.id}`}
      initial={initial}
      version={request.version}
      labels={{
        title: t('form.title'),
        titleZh: t('form.titleZh'),
        instructions: t('form.instructions'),
        dueOn: t('form.dueOn'),
      }}
      check={(values) => ({
        ...(!values.title.trim() && { title: t('form.titleMissing') }),
        // A day that is past already may stay as it is.
        ...(values.dueOn !== request.dueOn && !isDue(values.dueOn, today) && { dueOn: t('form.dueMissing') }),
      })}
      save={(values, { version }) =>
        editRequest(request.id, {
          version: version!,
          title: values.title.trim(),
          titleZh: values.titleZh.trim() || null,
          instructions: values.instructions.trim() || null,
          dueOn: readDay(values.dueOn) ?? request.dueOn,
        })
      }
      onSaved={() => {
        toast(t('done.edited'));
        void refreshAfterChange(queryClient);
      }}
      saveLabel={t('edit.save')}
    >
      {(field) => (
        <>
          <TextInput {...field('title')} maxLength={300} />
          <TextInput {...field('titleZh', { optional: true })} maxLength={300} lang="zh-Hans" />
          <Textarea {...field('instructions', { optional: true })} autosize minRows={3} maxLength={4000} />
          <DateField {...field('dueOn')} />
        </>
      )}
    </FormDrawer>
  );
}
