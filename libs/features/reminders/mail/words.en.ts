import type { Day } from '#domain/day';
import type { MailWords } from './words.js';

const part = (day: Day, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat('en-US', { ...options, timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
const date = (day: Day): number => Number(day.slice(8));
const days = (count: number): string => (count === 1 ? '1 day' : `${count} days`);

/** Whether the day is still ahead, in front of the act in a subject line. */
const lead = (left: number): string => (left < 0 ? `${days(-left)} late` : left === 0 ? 'Today' : days(left));

export const en: MailWords = {
  lang: 'en',
  comma: ', ',
  colon: ': ',
  dayLong: (day) => `${part(day, { weekday: 'long' })} ${date(day)} ${part(day, { month: 'long' })} ${day.slice(0, 4)}`,
  dayShort: (day) => `${date(day)} ${part(day, { month: 'short' })} ${day.slice(0, 4)}`,
  daysLeft: (left) => (left < 0 ? `${days(-left)} late` : left === 0 ? 'Today' : `${days(left)} left`),
  daysLeftBrief: (left) => (left < 0 ? `${-left} d late` : left === 0 ? 'today' : `${left} d`),
  workingDays: (count, isProvisional) =>
    `${count === 1 ? '1 working day' : `${count} working days`} in China${isProvisional ? ' (holidays not yet published)' : ''}`,

  subjectOfOne: (kind, left, what, day) => {
    const by = left < 0 ? `, due ${day}` : ` by ${day}`;
    switch (kind) {
      case 'conversion':
        return `${lead(left)}: convert ${what}${by}`;
      case 'cut-over':
        return `${lead(left)}: only certified goods from ${day}, ${what}`;
      case 'renewal-filing':
        return `${lead(left)}: file the renewal of ${what}${by}`;
      case 'certificate-expiry':
        return `${lead(left)}: ${what} ends on ${day}`;
      case 'follow-up-inspection':
        return `${lead(left)}: follow-up inspection of ${what}${by}`;
    }
  },
  subjectOfKind: (kind, left, count, day) => {
    const by = left < 0 ? `, due ${day}` : ` by ${day}`;
    switch (kind) {
      case 'conversion':
        return `${lead(left)}: convert ${count} declarations${by}`;
      case 'cut-over':
        return `${lead(left)}: only certified goods from ${day}, ${count} declarations`;
      case 'renewal-filing':
        return `${lead(left)}: file ${count} renewals${by}`;
      case 'certificate-expiry':
        return `${lead(left)}: ${count} certificates end on ${day}`;
      case 'follow-up-inspection':
        return `${lead(left)}: ${count} follow-up inspections${by}`;
    }
  },
  subjectOfMany: (parts) => `Due dates: ${parts.join(', ')}`,
  partCount: (which, count) =>
    ({
      overdue: `${count} overdue`,
      week: `${count} within 7 days`,
      month: `${count} within 30 days`,
      later: `${count} later`,
    })[which],
  partTitle: (which) => ({ overdue: 'Overdue', week: 'Within 7 days', month: 'Within 30 days', later: 'Later' })[which],

  act: (kind) =>
    ({
      conversion: 'Convert this self-declaration into a CCC certificate',
      'cut-over': 'From this day only certified and marked goods may ship',
      'renewal-filing': 'File the renewal of this certificate',
      'certificate-expiry': 'This certificate ends',
      'follow-up-inspection': 'Have the follow-up inspection of this factory carried out',
    })[kind],
  actOfMany: (kind, count) =>
    ({
      conversion:
        count === 1
          ? 'Convert 1 self-declaration into a CCC certificate'
          : `Convert ${count} self-declarations into CCC certificates`,
      'cut-over': `Only certified and marked goods may ship: ${count === 1 ? '1 declaration' : `${count} declarations`}`,
      'renewal-filing': count === 1 ? 'File 1 renewal' : `File ${count} renewals`,
      'certificate-expiry': count === 1 ? '1 certificate ends' : `${count} certificates end`,
      'follow-up-inspection': count === 1 ? '1 follow-up inspection' : `${count} follow-up inspections`,
    })[kind],
  ifMissedTitle: (isLate) => (isLate ? 'What follows' : 'If it is missed'),
  ifMissed: (kind, isVoluntary, validUntil) => {
    switch (kind) {
      case 'conversion':
      case 'cut-over':
        return 'From 1 January 2027 the goods may not ship, be sold, imported or used. The declaration is cancelled. Goods that left the factory under it before and are out of production may still be sold.';
      case 'renewal-filing':
        return isVoluntary
          ? `Without a renewal the certificate ends${validUntil ? ` on ${validUntil}` : ''}.`
          : `Without a renewal the certificate ends${validUntil ? ` on ${validUntil}` : ''} and the goods may not ship. Then only a new application with samples and a factory inspection helps.`;
      case 'certificate-expiry':
        return isVoluntary
          ? 'The certificate is no longer valid.'
          : 'The goods may not ship or be imported. Only a new application with samples and a factory inspection helps.';
      case 'follow-up-inspection':
        return 'The body may suspend the certificates of this factory. While they are suspended the goods may not ship or be imported.';
    }
  },

  labels: {
    declaration: 'Declaration',
    certificate: 'Certificate',
    product: 'Product',
    factory: 'Factory',
    factoryClass: 'Class',
    lastInspection: 'Last inspection',
    holder: 'Holder',
    validUntil: 'Valid until',
    consultant: 'Consultant',
    open: 'Open',
  },
  factoryClass: (value) => value ?? 'unknown',
  whyTitle: 'Why this date',
  basis: (basis) =>
    ({ legal: 'Legal.', practice: 'Practice, not law.', planning: 'Planning value. No source names this day.' })[basis],
  counted: (counted, source, day) => {
    const from = source === 'none' ? '' : ` (${source})`;
    if (counted.start === 'named') return `Named in ${source}. Not counted by us.`;
    if (counted.start === 'valid-until') {
      return counted.amount === 0
        ? `Last day of validity${from}.`
        : `${Math.abs(counted.amount!)} ${counted.unit === 'months' ? 'months' : 'calendar days'} before the last day of validity, ${day(counted.from!)}${from}.`;
    }
    return counted.factoryClass === 'unknown'
      ? `${counted.amount} months after the inspection of ${day(counted.from!)}; the class of the factory is unknown, so 12 months are counted${from}.`
      : `${counted.amount} months after the inspection of ${day(counted.from!)}, factory class ${counted.factoryClass}${from}.`;
  },
  disputed:
    'The rule is read in two ways: apply within the last 90 days, or by day −90 at the latest. We act on the earlier day.',

  stepOf: (position, count) => `Reminder ${position} of ${count}.`,
  overdueStep: (every) =>
    every === null
      ? 'Overdue.'
      : every === 1
        ? 'Overdue; a reminder comes every working day.'
        : every === 7
          ? 'Overdue; a reminder comes every week.'
          : `Overdue; a reminder comes every ${every} days.`,
  sentSteps: (steps) => `Sent: ${steps.join(', ')} days before.`,
  comingSteps: (steps) => `To come: ${steps.join(', ')} days before.`,
  stops: (kind) =>
    ({
      conversion: 'They stop by themselves when the certificate is recorded.',
      'cut-over': 'They stop by themselves when the certificate is recorded.',
      'renewal-filing': 'They stop by themselves when the filing is recorded.',
      'certificate-expiry': 'They stop by themselves when the new last day is recorded.',
      'follow-up-inspection': 'They stop by themselves when the inspection is recorded.',
    })[kind],

  openSubject: (kind) =>
    kind === 'follow-up-inspection'
      ? 'Open the factory'
      : kind === 'conversion' || kind === 'cut-over'
        ? 'Open the declaration'
        : 'Open the certificate',
  openList: 'Open all due dates',
  writeTo: (name) => `Write to ${name}`,
  more: (count) => `${count} more in Homolog`,

  youAreContact: (client, tenant) => `You get this as contact of ${client}, from ${tenant}.`,
  youAreResponsible: (tenant) => `You get this because you are responsible for it at ${tenant}.`,
  youAreManager: (tenant) => `You get this as manager at ${tenant}, because it is overdue.`,
  replyReaches: (name) => `Reply to this mail and it reaches ${name}.`,
};
