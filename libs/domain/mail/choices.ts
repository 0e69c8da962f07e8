import { DEADLINE_KINDS, type Basis, type DeadlineKind } from '../deadlines/deadline.js';
import { NOT_MAILED, TEAM_ONLY } from '../deadlines/policy.js';

/** What happened, in groups that a reader knows apart. */
export const NEWS_TOPICS = ['documents', 'comments', 'audits', 'bookings', 'findings', 'endings', 'campaigns'] as const;
export type NewsTopic = (typeof NEWS_TOPICS)[number];

/** What is gathered for one reader: what lies on the desk today, and what comes in the next four weeks. */
export const PLAN_TOPICS = ['daily-plan', 'weekly-outlook'] as const;
export type PlanTopic = (typeof PLAN_TOPICS)[number];

/** What a choice is made for. */
export type MailTopic = DeadlineKind | NewsTopic | PlanTopic;

/** In a mail of its own as soon as may be, in the one mail of a working morning, or not at all. */
export const MAIL_CHOICES = ['at-once', 'digest', 'never'] as const;
export type MailChoice = (typeof MAIL_CHOICES)[number];

export const MAILED_KINDS: readonly DeadlineKind[] = DEADLINE_KINDS.filter((kind) => !NOT_MAILED.includes(kind));
export const MAIL_TOPICS: readonly MailTopic[] = [...MAILED_KINDS, ...NEWS_TOPICS, ...PLAN_TOPICS];

export const isNewsTopic = (topic: string): topic is NewsTopic => (NEWS_TOPICS as readonly string[]).includes(topic);
export const isPlanTopic = (topic: string): topic is PlanTopic => (PLAN_TOPICS as readonly string[]).includes(topic);

/** Topics of which a reader gets mails: dates and plans of the team's own work are not a client's. */
export function topicsFor(side: 'team' | 'client'): readonly MailTopic[] {
  if (side === 'team') return MAIL_TOPICS;
  return MAIL_TOPICS.filter((topic) => topic !== 'daily-plan' && !(TEAM_ONLY as readonly string[]).includes(topic));
}

/**
 * What may be chosen for a topic. Mails of a campaign are letters, each in a mail of its own; a plan is part of the
 * morning's mail.
 */
export function choicesFor(topic: MailTopic): readonly MailChoice[] {
  if (topic === 'campaigns') return ['at-once', 'never'];
  return isPlanTopic(topic) ? ['digest', 'never'] : MAIL_CHOICES;
}

/**
 * What holds where nothing was chosen. The plan of the day goes to who owns an open case without having asked for it,
 * because whose turn it is there changes by the day; to others it would be the digest once more. The outlook goes to the
 * team once a week, and to a client when asked for.
 */
export function defaultChoice(topic: MailTopic, reader: { side: 'team' | 'client'; ownsCases: boolean }): MailChoice {
  if (topic === 'daily-plan') return reader.ownsCases ? 'digest' : 'never';
  if (topic === 'weekly-outlook') return reader.side === 'team' ? 'digest' : 'never';
  return isNewsTopic(topic) ? 'at-once' : 'digest';
}

/**
 * Whether this reminder is spared a reader who wants none of its kind. What the law sets is not switched off: its last
 * and its urgent steps, and what is overdue, come all the same.
 *
 * @param step negative = overdue
 * @param isLast no later step before the day reaches this reader
 */
export function isSwitchedOff(
  choice: MailChoice,
  { basis, step, isAlone, isLast }: { basis: Basis; step: number; isAlone: boolean; isLast: boolean },
): boolean {
  return choice === 'never' && !(basis === 'legal' && (step < 0 || isAlone || isLast));
}
