import { Select, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MARK_FORMS, type MarkForm as Form } from '#domain/marks/mark';
import { Problem } from '../api/problem.js';
import { refreshAfterChange } from '../api/refresh.js';
import type { Certificate } from '../certificates/certificates.types.js';
import { DateField } from '../components/date-field.js';
import { FormDrawer } from '../components/form-drawer.js';
import { toast } from '../components/toast.js';
import type { StoredFile } from '../documents/documents.types.js';
import { UploadBox } from '../documents/upload-box.js';
import { readDay } from '../i18n/day-input.js';
import { saveMark, type MarkValues } from './marks.api.js';
import classes from './marks.module.css';
import type { Mark } from './marks.types.js';

interface MarkFormProps {
  opened: boolean;
  onClose: () => void;
  certificate: Certificate;
  /** The mark to edit; a new one when left out. */
  mark?: Mark;
}

/** Records a mark; the factory code of the certificate's factory stands ready. */
export function MarkForm({ opened, onClose, certificate, mark }: MarkFormProps) {
  const { t } = useTranslation(['marks', 'common']);
  const queryClient = useQueryClient();
  const [photo, setPhoto] = useState<StoredFile | null>(mark?.photo ?? null);
  const [isUploading, setUploading] = useState(false);
  return (
    <FormDrawer<MarkValues, Mark>
      opened={opened}
      onClose={() => {
        // What was chosen and not saved is not what stands.
        setPhoto(mark?.photo ?? null);
        onClose();
      }}
      title={mark ? t('editTitle') : t('add')}
      draftKey={`mark-${mark?.id ?? `new-${certificate.id}`}`}
      initial={{
        form: mark?.form ?? 'printed',
        factoryCode: mark ? (mark.factoryCode ?? '') : (certificate.factory?.factoryCode ?? ''),
        heightMm: mark?.heightMm == null ? '' : String(mark.heightMm),
        place: mark?.place ?? '',
        usedFrom: mark?.usedFrom ?? '',
        usedUntil: mark?.usedUntil ?? '',
      }}
      labels={{
        form: t('formField'),
        factoryCode: t('factoryCode'),
        heightMm: t('height'),
        place: t('place'),
        usedFrom: t('usedFrom'),
        usedUntil: t('usedUntil'),
      }}
      check={({ factoryCode, heightMm, usedFrom, usedUntil }) => ({
        ...(!/^([A-Za-z0-9]\s*){7}$|^\s*$/.test(factoryCode) && { factoryCode: t('missing.factoryCode') }),
        ...(!isHeight(heightMm) && { heightMm: t('missing.height') }),
        ...(usedFrom.trim() && !readDay(usedFrom) && { usedFrom: t('missing.day') }),
        ...(usedUntil.trim() && !readDay(usedUntil) && { usedUntil: t('missing.day') }),
      })}
      {...(mark && { version: mark.version })}
      save={async (values, context) => {
        // Saved now, the mark would be without the photo that is on its way.
        if (isUploading) throw new Problem(409, 'file.not-stored', '');
        return saveMark(certificate.id, mark?.id, values, photo?.id ?? null, context);
      }}
      onSaved={() => {
        toast(t('saved'));
        void refreshAfterChange(queryClient);
      }}
      saveLabel={t('save')}
      write={(name, value) => (name === 'form' ? t(`form.${value as Form}`) : undefined)}
    >
      {(field, { values }) => (
        <>
          <Select
            {...field('form')}
            allowDeselect={false}
            description={t(`formHelp.${values.form as Form}`)}
            data={MARK_FORMS.map((form) => ({ value: form, label: t(`form.${form}`) }))}
            data-autofocus
          />
          <TextInput {...field('factoryCode', { optional: true })} description={t('factoryCodeHelp')} maxLength={20} />
          <TextInput {...field('heightMm', { optional: true })} inputMode="decimal" maxLength={8} />
          <Textarea {...field('place', { optional: true })} description={t('placeHelp')} autosize maxLength={500} />
          <div className={classes.photo}>
            <span className={classes.photoLabel}>{t('common:form.optional', { label: t('photo') })}</span>
            {photo ? (
              <p>
                {photo.name}{' '}
                <button type="button" className="link" onClick={() => setPhoto(null)}>
                  {t('photoRemove')}
                </button>
              </p>
            ) : (
              <UploadBox
                label={t('photoAdd')}
                accept="image/*"
                limits={t('photoLimits')}
                onBusy={setUploading}
                onStored={setPhoto}
              />
            )}
          </div>
          <DateField {...field('usedFrom', { optional: true })} description={t('usedFromHelp')} />
          <DateField {...field('usedUntil', { optional: true })} />
        </>
      )}
    </FormDrawer>
  );
}

/** A number above 0 with one decimal at most, or nothing. */
function isHeight(typed: string): boolean {
  const text = typed.trim().replace(',', '.');
  return text === '' || (/^\d+(\.\d)?$/.test(text) && Number(text) > 0);
}
