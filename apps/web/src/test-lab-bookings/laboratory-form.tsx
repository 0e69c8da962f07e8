import { Select, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { KNOWN_OR_NOT, type YesNoUnknown } from '#domain/reference/actors';
import { DateField } from '../components/date-field.js';
import { FormDrawer } from '../components/form-drawer.js';
import { CountrySelect, TimeZoneSelect } from '../components/selects.js';
import { readDay } from '../i18n/day-input.js';
import { createLaboratory, editLaboratory } from './lab.api.js';
import type { Laboratory } from './lab.types.js';

interface Values {
  name: string;
  nameZh: string;
  city: string;
  country: string | null;
  timeZone: string | null;
  cccDesignated: YesNoUnknown;
  cnas: YesNoUnknown;
  cma: YesNoUnknown;
  checkedOn: string;
  basisNote: string;
  email: string;
  note: string;
}

interface LaboratoryFormProps {
  opened: boolean;
  onClose: () => void;
  onSaved: (laboratory: Laboratory) => void;
  laboratory?: Laboratory;
}

/** A laboratory of one's own, or what one adds to a known one: marks that were looked up, address, notes. */
export function LaboratoryForm({ opened, onClose, onSaved, laboratory }: LaboratoryFormProps) {
  const { t } = useTranslation('lab');
  const isOfRecord = laboratory?.referenceKey != null;
  return (
    <FormDrawer<Values, Laboratory>
      opened={opened}
      onClose={onClose}
      title={laboratory ? t('laboratory.edit') : t('laboratory.create')}
      draftKey={laboratory ? `laboratory-${laboratory.id}` : 'laboratory-new'}
      initial={{
        name: laboratory?.name ?? '',
        nameZh: laboratory?.nameZh ?? '',
        city: laboratory?.city ?? '',
        country: laboratory?.country ?? 'CN',
        timeZone: laboratory?.timeZone ?? 'Asia/Shanghai',
        cccDesignated: laboratory?.cccDesignated ?? 'unknown',
        cnas: laboratory?.cnas ?? 'unknown',
        cma: laboratory?.cma ?? 'unknown',
        checkedOn: laboratory?.checkedOn ?? '',
        basisNote: laboratory?.basisNote ?? '',
        email: laboratory?.email ?? '',
        note: laboratory?.note ?? '',
      }}
      labels={{
        name: t('field.name'),
        nameZh: t('field.nameZh'),
        city: t('field.city'),
        country: t('field.country'),
        timeZone: t('field.timeZone'),
        cccDesignated: t('mark.ccc-designated'),
        cnas: t('mark.cnas'),
        cma: t('mark.cma'),
        checkedOn: t('field.checkedOn'),
        basisNote: t('field.basisNote'),
        email: t('field.email'),
        note: t('field.note'),
      }}
      check={(values) => ({
        ...(!values.name.trim() && { name: t('missing.name') }),
        ...(!values.country && { country: t('missing.country') }),
        ...(!values.timeZone && { timeZone: t('missing.timeZone') }),
        ...(values.checkedOn.trim() && !readDay(values.checkedOn) && { checkedOn: t('missing.day') }),
      })}
      {...(laboratory && { version: laboratory.version })}
      save={(values, context) => {
        const { name, nameZh, city, country, timeZone, cccDesignated, cnas, cma } = values;
        const own = { name, nameZh: nameZh.trim() || null, city: city.trim() || null, country, timeZone };
        const checkedOn = readDay(values.checkedOn);
        const body = {
          ...(!isOfRecord && own),
          // Of a known one that nobody looked up, the marks stay those of the reference data.
          ...((!isOfRecord || checkedOn) && { cccDesignated, cnas, cma }),
          checkedOn,
          basisNote: values.basisNote.trim() || null,
          ...(values.email.trim() ? { email: values.email } : laboratory ? { email: null } : {}),
          note: values.note.trim() || null,
        };
        return laboratory ? editLaboratory(laboratory.id, body, context) : createLaboratory(body, context);
      }}
      onSaved={onSaved}
      saveLabel={laboratory ? t('laboratory.save') : t('laboratory.create')}
    >
      {(field, { values }) => (
        <>
          {!isOfRecord && (
            <>
              <TextInput {...field('name')} maxLength={300} data-autofocus />
              <TextInput {...field('nameZh', { optional: true })} lang="zh-Hans" maxLength={300} />
              <TextInput {...field('city', { optional: true })} maxLength={100} />
              <CountrySelect {...field('country')} />
              <TimeZoneSelect {...field('timeZone')} country={values.country} />
            </>
          )}
          {(['cccDesignated', 'cnas', 'cma'] as const).map((mark) => (
            <Select
              key={mark}
              {...field(mark)}
              allowDeselect={false}
              data={KNOWN_OR_NOT.map((answer) => ({ value: answer, label: t(`answer.${answer}`) }))}
            />
          ))}
          <DateField {...field('checkedOn', { optional: true })} description={t('help.checkedOn')} />
          <TextInput {...field('basisNote', { optional: true })} description={t('help.basisNote')} maxLength={1000} />
          <TextInput {...field('email', { optional: true })} type="email" maxLength={254} />
          <Textarea {...field('note', { optional: true })} autosize minRows={2} maxLength={4000} />
        </>
      )}
    </FormDrawer>
  );
}
