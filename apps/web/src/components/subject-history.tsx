import { useInfiniteQuery } from '@tanstack/react-query';
import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import { OTHER_GROUND } from '#domain/campaigns/excuse';
import { isDay } from '#domain/day';
import type { Language } from '#domain/permissions';
import { api } from '../api/client.js';
import type { Page } from '../api/types.js';
import { useLanguage } from '../i18n/use-language.js';
import { Section } from './detail-page.js';
import { MoreButton } from './more-button.js';
import { ErrorState } from './states.js';
import { Timeline } from './timeline.js';
import classes from './timeline.module.css';

/** The one thing a history or an internal note belongs to. */
export type Subject =
  | { clientId: string }
  | { factoryId: string }
  | { productId: string }
  | { certificateId: string }
  | { applicationId: string }
  | { bookingId: string };

/** What has a history of its own, and no internal notes beside it. */
export type HistorySubject =
  | Subject
  | { auditId: string }
  | { changeId: string }
  | { entryId: string }
  | { campaignId: string }
  | { determinationId: string }
  | { approvalId: string }
  | { projectId: string };

/** Fields whose values are codes, and where their words stand. */
const VALUE_WORDS: Readonly<Record<string, string | readonly string[]>> = {
  // of whatever the history is about: a state of the same name is said alike
  status: [
    'domain:status',
    'domain:applicationStatus',
    'domain:auditStatus',
    'domain:findingStatus',
    'domain:bookingStatus',
    'domain:sampleStatus',
    'domain:determinationStatus',
    'domain:approvalStatus',
    'productChanges:status',
  ],
  grade: 'domain:findingGrade',
  classAfter: 'domain:factoryClass',
  documentStatus: 'domain:documentStatus',
  scheme: 'domain:scheme',
  role: 'domain:role',
  factoryClass: 'domain:factoryClass',
  language: 'history:value.language',
  direction: 'history:value.direction',
  // of a campaign and of its members; of a certificate in a change
  state: ['campaigns:state', 'productChanges:state'],
  step: 'campaigns:step',
};

/** Who did it stands under the event. */
const DOERS: ReadonlySet<string> = new Set(['startedBy', 'excusedBy']);

const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

export interface EventRow {
  id: string;
  at: string;
  what: string;
  /** null = Homolog itself */
  actorName: string | null;
  facts: { changes?: Record<string, [unknown, unknown]> } & Record<string, unknown>;
}

/** Who did what, when, on one subject: a section of its page. */
export function SubjectHistory({ subject }: { subject: HistorySubject }) {
  const { t } = useTranslation('history');
  const events = useInfiniteQuery({
    queryKey: ['events', subject],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<EventRow>>('/api/events', { ...subject, limit: 50, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  const items = events.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Section title={t('title')}>
      {events.isError && <ErrorState error={events.error} onRetry={() => void events.refetch()} />}
      {events.isSuccess && (
        <Timeline
          entries={items.map((event) => ({
            id: event.id,
            at: event.at,
            who: event.actorName ?? t('bySystem'),
            what: <EventWords event={event} />,
          }))}
        />
      )}
      <MoreButton query={events} className={classes.more}>
        {t('older')}
      </MoreButton>
    </Section>
  );
}

/** What happened in the reader's language, and for an edit each field with its value before and after. */
export function EventWords({ event }: { event: EventRow }) {
  const { t } = useTranslation('history');
  const language = useLanguage();
  const stage = stageOf(event.facts, language.language);
  const key =
    stage && event.what === 'application.moved'
      ? `history:moved.${event.facts['act']}`
      : event.what === 'reminder.answered'
        ? `history:answered.${event.facts['answer']}`
        : `history:what.${event.what}`;
  const { name, until, email = event.facts['toEmail'], domain } = event.facts;
  const said = { stage, name, until: isDay(until) ? language.day(until, {}) : '', email, domain };
  const changes = Object.entries(event.facts.changes ?? {}).filter(
    ([name]) => i18next.exists(`history:field.${name}`) && !DOERS.has(name) && !isToldAbove(name, event.facts),
  );
  const kindName = (kind: string): string => i18next.t(`domain:deadlineKind.${kind}` as never);
  const about = event.what.startsWith('reminder-policy.')
    ? kindName(String(event.facts['kind']))
    : aboutOf(
        stage && event.what !== 'application.moved' ? { ...event.facts, name: stage } : event.facts,
        kindName,
        (day) => language.day(day, {}),
        (blocker) => i18next.t(`domain:stageBlocker.${blocker}` as never),
      );
  const write = (field: string, value: unknown): string => {
    if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0))
      return t('empty');
    if (Array.isArray(value)) return value.join(', ');
    const text = String(value);
    if (isDay(text)) return language.day(text, {});
    if (INSTANT.test(text)) return language.instant(text, Intl.DateTimeFormat().resolvedOptions().timeZone);
    if (field === 'country') return language.country(text);
    const words = [VALUE_WORDS[field] ?? []].flat().find((group) => i18next.exists(`${group}.${text}`));
    return words ? i18next.t(`${words}.${text}` as never) : text;
  };
  return (
    <>
      {i18next.exists(key) ? i18next.t(key as never, said) : t('what.other')}
      {about && <span className={classes.change}>{about}</span>}
      {changes.map(([name, [before, after]]) => (
        <span key={name} className={classes.change}>
          {i18next.t(`history:field.${name}` as never)}
          {!isStructure(before) &&
            !isStructure(after) &&
            `: ${t('change', { before: write(name, before), after: write(name, after) })}`}
        </span>
      ))}
    </>
  );
}

/** The settings of a plan are too much for a line: that they changed is told. */
const isStructure = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The ground of an excuse and its reason stand over the fields already, the ground by its name and not by its key. */
function isToldAbove(field: string, facts: EventRow['facts']): boolean {
  if (field === 'excuseGround') return Boolean(facts['names']) || facts['ground'] === OTHER_GROUND;
  return field === 'excuseReason' && typeof facts['reason'] === 'string';
}

/** What an event that is no edit was about: the name of the person or thing, or the deadline and its day. */
function aboutOf(
  facts: EventRow['facts'],
  kindName: (kind: string) => string,
  dayText: (day: string) => string,
  blockerName: (blocker: string) => string,
): string {
  const text = (name: string) => (typeof facts[name] === 'string' ? (facts[name] as string) : '');
  const deadline = text('kind') && text('dueOn') ? `${kindName(text('kind'))}, ${dayText(text('dueOn'))}` : '';
  // A field that changed is told with its value before and after.
  const reason = facts.changes?.['statusReason'] ? '' : text('reason');
  const name = text('name') || text('legalName') || text('title') || text('label') || text('number');
  const blocker = text('blocker') && blockerName(text('blocker'));
  return [deadline || name, text('email'), blocker, reason || text('note')].filter(Boolean).join(', ');
}

/** The stage of a case or the kind of approval that an event is about, in the reader's language. */
function stageOf(facts: EventRow['facts'], language: Language): string | null {
  const names = (facts['stageNames'] ?? facts['names']) as Partial<Record<Language, string>> | undefined;
  return names?.[language] ?? null;
}
