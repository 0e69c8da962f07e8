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
      case 'restoration-request':
        return `${lead(left)}: ask for the restoration of ${what}${by}`;
      case 'annual-fee':
        return `${lead(left)}: pay the annual fee of ${what}${by}`;
      case 'views-on-draft':
        return `${lead(left)}: send views on ${what}${by}`;
      case 'determination-end':
        return `${lead(left)}: determination ${what} ends on ${day}`;
      case 'export-write-off':
        return `${lead(left)}: write-off of ${what}${by}`;
      case 'energy-label':
        return `${lead(left)}: file the energy label of ${what}${by}`;
      case 'approval-expiry':
        return `${lead(left)}: approval ${what} ends on ${day}`;
      case 'approval-audit':
        return `${lead(left)}: audit of approval ${what}${by}`;
      case 'transition':
        return `${lead(left)}: move ${what} to the new standard or rule${by}`;
      case 'cb-report':
        return `${lead(left)}: use or renew CB test report ${what}${by}`;
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
      case 'restoration-request':
        return `${lead(left)}: ask for the restoration of ${count} certificates${by}`;
      case 'annual-fee':
        return `${lead(left)}: pay ${count} annual fees${by}`;
      case 'views-on-draft':
        return `${lead(left)}: send views on ${count} drafts${by}`;
      case 'determination-end':
        return `${lead(left)}: ${count} determinations end on ${day}`;
      case 'export-write-off':
        return `${lead(left)}: ${count} write-offs${by}`;
      case 'energy-label':
        return `${lead(left)}: file ${count} energy labels${by}`;
      case 'approval-expiry':
        return `${lead(left)}: ${count} approvals end on ${day}`;
      case 'approval-audit':
        return `${lead(left)}: ${count} audits of approvals${by}`;
      case 'transition':
        return `${lead(left)}: ${count} transitions to new standards or rules${by}`;
      case 'cb-report':
        return `${lead(left)}: use or renew ${count} CB test reports${by}`;
    }
  },
  subjectOfMany: (parts) => `Due dates: ${parts.join(', ')}`,
};
