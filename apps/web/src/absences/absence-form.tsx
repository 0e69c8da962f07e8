import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isDay } from '#domain/day';
import { teamQuery } from '../certificates/certificates.api.js';
import { DateField } from '../components/date-field.js';
import { FormDrawer } from '../components/form-drawer.js';
import { useLanguage } from '../i18n/use-language.js';
import { saveAbsence, type AbsenceValues } from './absences.api.js';
import type { Absence } from './absences.types.js';

interface AbsenceFormProps {
  opened: boolean;
  onClose: () => void;
  /** Whose absence it is; to be chosen when left out. */
  memberId?: string;
  absence?: Absence;
  onSaved: () => void;
}

/** Enters from when to when somebody is away, and who stands in. */
export function AbsenceForm({ opened, onClose, memberId, absence, onSaved }: AbsenceFormProps) {
  const { t } = useTranslation('absences');
  const { day } = useLanguage();
  const team = useQuery({ ...teamQuery, enabled: opened });
  const people = team.data ?? [];
  const whose = absence?.memberId ?? memberId ?? null;
  return (
    <FormDrawer<AbsenceValues, Absence>
      opened={opened}
      onClose={onClose}
      title={t(absence ? 'edit' : 'add')}
      draftKey={absence ? `absence-${absence.id}` : `absence-new-${memberId ?? ''}`}
      initial={{
        memberId: whose,
        fromOn: absence?.fromOn ?? '',
        toOn: absence?.toOn ?? '',
        deputyId: absence?.deputyId ?? null,
      }}
      labels={{ memberId: t('member'), fromOn: t('fromOn'), toOn: t('toOn'), deputyId: t('deputy') }}
      check={(values) => ({
        ...(!values.memberId && { memberId: t('memberMissing') }),
        ...(!isDay(values.fromOn) && { fromOn: t('dayMissing') }),
        ...(!isDay(values.toOn) && { toOn: t('dayMissing') }),
      })}
      {...(absence && { version: absence.version })}
      save={(values, context) => saveAbsence(absence?.id, values, context)}
      onSaved={onSaved}
      saveLabel={t('save')}
      write={(name, value) => {
        if (name === 'deputyId') return people.find((person) => person.value === value)?.label ?? t('ofCase');
        return isDay(value) ? day(value, {}) : undefined;
      }}
    >
      {(field, form) => (
        <>
          {whose === null && <Select {...field('memberId')} data={people} searchable />}
          <DateField {...field('fromOn')} />
          <DateField {...field('toOn')} />
          <Select
            {...field('deputyId', { optional: true })}
            data={people.filter(({ value }) => value !== form.values.memberId)}
            description={t('deputyHelp')}
            placeholder={t('ofCase')}
            clearable
            searchable
          />
        </>
      )}
    </FormDrawer>
  );
}
