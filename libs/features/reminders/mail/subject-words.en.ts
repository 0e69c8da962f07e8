import type { MailSubjects } from './words.js';

/** Days in number and noun. */
export const days = (count: number): string => (count === 1 ? '1 day' : `${count} days`);

/** Whether the day is still ahead, in front of the act. */
const lead = (left: number): string => (left < 0 ? `${days(-left)} late` : left === 0 ? 'Today' : days(left));

export const SUBJECTS_EN: MailSubjects = {
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
      case 'document-request':
        return `${lead(left)}: hand in ${what}${by}`;
      case 'stage-due':
        return `${lead(left)}: ${what}${by}`;
      case 'case-limit':
        return `${lead(left)}: certificate of case ${what}${by}`;
      case 'inspection-after-test':
        return `${lead(left)}: factory inspection, case ${what}${by}`;
      case 'finding-correction':
        return `${lead(left)}: correct ${what}${by}`;
      case 'booking-option':
        return `${lead(left)}: option at ${what} ends on ${day}`;
      case 'temporary-import':
        return `${lead(left)}: temporary import of ${what} ends on ${day}`;
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
      case 'document-request':
        return `${lead(left)}: hand in ${count} documents${by}`;
      case 'stage-due':
        return `${lead(left)}: finish ${count} stages${by}`;
      case 'case-limit':
        return `${lead(left)}: certificates of ${count} cases${by}`;
      case 'inspection-after-test':
        return `${lead(left)}: ${count} factory inspections${by}`;
      case 'finding-correction':
        return `${lead(left)}: correct ${count} findings${by}`;
      case 'booking-option':
        return `${lead(left)}: ${count} booking options end on ${day}`;
      case 'temporary-import':
        return `${lead(left)}: ${count} temporary imports end on ${day}`;
    }
  },
  subjectOfMany: (parts) => `Due dates: ${parts.join(', ')}`,
};
