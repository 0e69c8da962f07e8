import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Section } from '../components/detail-page.js';
import { now } from '../api/clock.js';
import { instantParts } from '../i18n/format.js';
import { useLanguage } from '../i18n/use-language.js';
import classes from './imports.module.css';
import type { ZoneQuestion } from './imports.types.js';

interface ZoneQuestionsProps {
  questions: readonly ZoneQuestion[];
  zones: Record<string, string>;
  onChange: (zones: Record<string, string>) => void;
  /** The import was asked for, so open questions are marked. */
  isAsked: boolean;
}

/** Countries with several clocks: without an answer nobody knows when 08:00 is there. */
export function ZoneQuestions({ questions, zones, onChange, isAsked }: ZoneQuestionsProps) {
  const { t } = useTranslation('imports');
  const { country } = useLanguage();
  // browsers and the tz database say `America/New_York` where a person says New York
  const name = (zone: string) =>
    `${(zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')}, ${instantParts(now(), zone).time}`;
  return (
    <Section title={t('zones.title', { count: questions.length })} note={t('zones.why')}>
      <div className={classes.questions}>
        {questions.map((question) => (
          <Select
            key={question.country}
            label={t('zones.ask', { country: country(question.country), count: question.people })}
            placeholder={t('zones.choose')}
            searchable
            data={question.zones.map((zone) => ({ value: zone, label: name(zone) }))}
            value={zones[question.country] ?? null}
            onChange={(zone) => {
              const { [question.country]: _, ...others } = zones;
              onChange(zone ? { ...others, [question.country]: zone } : others);
            }}
            error={isAsked && !zones[question.country] ? t('zones.missing') : undefined}
          />
        ))}
      </div>
    </Section>
  );
}
