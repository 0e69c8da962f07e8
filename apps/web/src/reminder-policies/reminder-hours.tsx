import { Select } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hoursFault } from '#domain/deadlines/reminder-hours';
import { readerTimeZone } from '../api/clock.js';
import { refreshAfterChange } from '../api/refresh.js';
import { useSession } from '../api/session.js';
import { Facts, Section } from '../components/detail-page.js';
import { FormDrawer } from '../components/form-drawer.js';
import { ErrorState } from '../components/states.js';
import { toast } from '../components/toast.js';
import { useLanguage } from '../i18n/use-language.js';
import { hoursQuery, saveHours } from './policies.api.js';
import classes from './policies.module.css';
import type { ReminderHours } from './policies.types.js';

const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`;
const HOURS = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: clock(hour) }));
const FIELDS = ['morningHour', 'quietFrom', 'quietTo', 'outlookWeekday'] as const;
/** As the fields hold them. */
type Values = Record<(typeof FIELDS)[number], string>;

const numbersOf = (values: Values) => ({
  ...{ morningHour: Number(values.morningHour), quietFrom: Number(values.quietFrom) },
  ...{ quietTo: Number(values.quietTo), outlookWeekday: Number(values.outlookWeekday) },
});

/** At which hours of each reader's own day reminders leave. */
export function ReminderHoursSection() {
  const { t } = useTranslation('policies');
  const { may } = useSession();
  const language = useLanguage();
  const [isEditing, setEditing] = useState(false);
  const query = useQuery(hoursQuery);
  const hours = query.data;
  return (
    <Section
      title={t('hours.title')}
      note={t('hours.note')}
      acts={
        may('policy.edit') &&
        hours && (
          <button type="button" className="link" aria-label={t('hours.edit')} onClick={() => setEditing(true)}>
            {t('act.edit')}
          </button>
        )
      }
    >
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {hours && (
        <Facts
          facts={[
            { label: t('hours.morningHour'), value: clock(hours.morningHour) },
            {
              label: t('hours.quiet'),
              value:
                hours.quietFrom === hours.quietTo
                  ? t('hours.none')
                  : t('hours.fromTo', { from: clock(hours.quietFrom), to: clock(hours.quietTo) }),
            },
            { label: t('hours.outlookWeekday'), value: t(`weekday.${hours.outlookWeekday}` as never) },
          ]}
        />
      )}
      {hours?.layingSince && (
        <p role="status" className={classes.laying}>
          {t('hours.laying', { time: language.instant(hours.layingSince, readerTimeZone()) })}
        </p>
      )}
      {hours && <HoursForm opened={isEditing} onClose={() => setEditing(false)} hours={hours} />}
    </Section>
  );
}

function HoursForm({ opened, onClose, hours }: { opened: boolean; onClose: () => void; hours: ReminderHours }) {
  const { t } = useTranslation(['policies', 'errors']);
  const queryClient = useQueryClient();
  return (
    <FormDrawer<Values, ReminderHours>
      opened={opened}
      onClose={onClose}
      title={t('policies:hours.edit')}
      draftKey="reminder-hours"
      initial={Object.fromEntries(FIELDS.map((field) => [field, String(hours[field])])) as Values}
      labels={{
        morningHour: t('policies:hours.morningHour'),
        quietFrom: t('policies:hours.quietFrom'),
        quietTo: t('policies:hours.quietTo'),
        outlookWeekday: t('policies:hours.outlookWeekday'),
      }}
      check={(values) =>
        hoursFault(numbersOf(values)) ? { morningHour: t('errors:reminder-hours.morning-is-quiet') } : {}
      }
      save={(values) => saveHours({ ...numbersOf(values), version: hours.version })}
      onSaved={({ layingSince }) => {
        toast(t(layingSince ? 'policies:hours.savedLaying' : 'policies:hours.saved'));
        void refreshAfterChange(queryClient);
      }}
      saveLabel={t('policies:hours.save')}
    >
      {(field) => (
        <>
          <Select
            {...field('morningHour')}
            data={HOURS}
            allowDeselect={false}
            description={t('policies:hours.morningHelp')}
          />
          <Select
            {...field('quietFrom')}
            data={HOURS}
            allowDeselect={false}
            description={t('policies:hours.quietHelp')}
          />
          <Select {...field('quietTo')} data={HOURS} allowDeselect={false} />
          <Select
            {...field('outlookWeekday')}
            allowDeselect={false}
            data={Array.from({ length: 7 }, (_, day) => ({
              value: String(day + 1),
              label: t(`policies:weekday.${day + 1}` as never),
            }))}
          />
        </>
      )}
    </FormDrawer>
  );
}
