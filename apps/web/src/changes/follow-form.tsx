import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { teamQuery } from '../certificates/certificates.api.js';
import { DateField } from '../components/date-field.js';
import { FormDrawer } from '../components/form-drawer.js';
import { readDay } from '../i18n/day-input.js';
import { editEntry, followRecord } from './changes.api.js';
import type { RegulatoryChange, RegulatoryEntry } from './changes.types.js';

interface FollowFormProps {
  opened: boolean;
  onClose: () => void;
  onSaved: () => void;
  change: RegulatoryChange;
}

/** Who keeps an eye on a record of the reference data; of a draft whose closing day is not known there, until when views are taken. */
export function FollowForm({ opened, onClose, onSaved, change }: FollowFormProps) {
  const { t } = useTranslation('changes');
  const team = useQuery(teamQuery);
  const { entry } = change;
  const asksForDay = change.status === 'draft' && change.days.viewsUntil === null;
  const words = entry ? t('follow.edit') : t('follow.act');
  return (
    <FormDrawer<{ responsibleId: string | null; viewsUntil: string }, RegulatoryEntry>
      opened={opened}
      onClose={onClose}
      title={words}
      draftKey={`follow-${change.key}`}
      initial={{ responsibleId: entry?.responsibleId ?? null, viewsUntil: entry?.viewsUntil ?? '' }}
      labels={{ responsibleId: t('field.responsibleId'), viewsUntil: t('field.viewsUntil') }}
      check={({ viewsUntil }) => (viewsUntil.trim() && !readDay(viewsUntil) ? { viewsUntil: t('missing.day') } : {})}
      {...(entry && { version: entry.version })}
      save={({ responsibleId, viewsUntil }, context) => {
        const body = { responsibleId, ...(asksForDay && { viewsUntil: readDay(viewsUntil) }) };
        return entry
          ? editEntry(entry.id, body, context)
          : followRecord({ referenceKey: change.key, ...body }, context);
      }}
      onSaved={onSaved}
      saveLabel={words}
    >
      {(field) => (
        <>
          <Select
            {...field('responsibleId', { optional: true })}
            description={t('help.responsible')}
            clearable
            searchable
            data={team.data ?? []}
          />
          {asksForDay && <DateField {...field('viewsUntil', { optional: true })} description={t('help.viewsUntil')} />}
        </>
      )}
    </FormDrawer>
  );
}
