import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { daysBetween } from '#domain/day';
import { useToday } from '../api/clock.js';
import { Section } from '../components/detail-page.js';
import { ErrorState, SkeletonRows } from '../components/states.js';
import { regulatoryQuery } from './changes.api.js';
import type { RegulatoryChange } from './changes.types.js';
import { RegulatoryEntry } from './regulatory-entry.js';

/** Announcements and new editions: those whose last day is still to come first, the next one on top. */
export function RegulatoryList() {
  const today = useToday();
  const query = useQuery(regulatoryQuery);
  if (query.isPending) return <SkeletonRows />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const groups = { ahead: [] as RegulatoryChange[], open: [] as RegulatoryChange[], past: [] as RegulatoryChange[] };
  for (const change of query.data) {
    const day = lastDay(change);
    if (change.status === 'draft' || day === null) groups.open.push(change);
    else groups[day >= today ? 'ahead' : 'past'].push(change);
  }
  groups.ahead.sort((a, b) => daysBetween(lastDay(b) ?? today, lastDay(a) ?? today));
  return (
    <>
      <Group name="ahead" changes={groups.ahead} />
      <Group name="open" changes={groups.open} />
      <Group name="past" changes={groups.past} isFolded />
    </>
  );
}

interface GroupProps {
  name: 'ahead' | 'open' | 'past';
  changes: readonly RegulatoryChange[];
  /** Shown on demand. */
  isFolded?: boolean;
}

function Group({ name, changes, isFolded = false }: GroupProps) {
  const { t } = useTranslation('changes');
  const [isOpen, setOpen] = useState(!isFolded);
  if (changes.length === 0) return null;
  return (
    <Section
      title={t(`announced.${name}`)}
      note={t(`announced.${name}Note`)}
      acts={
        isFolded && (
          <button type="button" className="link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? t('announced.fold') : t('announced.unfold', { count: changes.length })}
          </button>
        )
      }
    >
      {isOpen && changes.map((change) => <RegulatoryEntry key={change.key} change={change} />)}
    </Section>
  );
}

/** The day by which holders must have acted; null: the sources name none, so it may still be open. */
function lastDay({ kind, days, unmatchable }: RegulatoryChange) {
  if (days.deadlineOn) return days.deadlineOn;
  // What came into the catalogue or into force long ago and names no last day is history only where nobody can be hit.
  return unmatchable === null && kind !== 'catalogue' ? null : (days.mandatoryFrom ?? days.newRulesOnlyFrom);
}
