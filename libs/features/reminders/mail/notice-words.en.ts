import type { NoticeWords } from './notice-words.js';

const ENDED: Record<string, string> = {
  certified: 'The case has ended with its certificate',
  refused: 'The body has refused the application',
  withdrawn: 'The application was withdrawn',
  lapsed: 'The application has lapsed',
};

export const en: NoticeWords = {
  heading: (kind, who, ending) =>
    ({
      'document-requested': 'Please hand in this document',
      'document-returned': 'This document came back and is needed anew',
      'document-received': `${who || 'The client'} handed in a document`,
      'comment-for-client': `${who || 'Your consultant'} wrote to you`,
      'comment-from-client': `${who || 'The client'} wrote`,
      mention: `${who || 'A colleague'} mentions you`,
      'audit-planned': 'A factory inspection is planned',
      'audit-moved': 'A factory inspection was postponed',
      'audit-cancelled': 'A factory inspection is cancelled',
      'booking-confirmed': 'A test at the laboratory is confirmed',
      'booking-moved': 'A test at the laboratory is being moved',
      'booking-cancelled': 'A test at the laboratory is cancelled',
      'finding-recorded': 'An inspection has found something to put right',
      'finding-returned': 'The body did not take the correction',
      'finding-answered': `${who || 'The client'} answered a finding`,
      'case-ended': ENDED[ending] ?? 'The case has ended',
      'certificate-expired': 'This certificate has expired',
      'campaign-letter': 'Letter about a campaign',
      'campaign-chase': 'Still open in a campaign',
      'campaign-report': 'Weekly report of a campaign',
      'address-marked': ending === 'complaint' ? `${who} has complained about our mails` : `Mails to ${who} come back`,
      'reminder-disowned': `${who || 'A reader'} says that this is not theirs`,
    })[kind],
  subject: (kind, what, who) =>
    ({
      'document-requested': `Please hand in: ${what}`,
      'document-returned': `Needed anew: ${what}`,
      'document-received': `Handed in: ${what}`,
      'comment-for-client': `Message about ${what}`,
      'comment-from-client': `${who || 'The client'} wrote about ${what}`,
      mention: `${who || 'A colleague'} mentions you: ${what}`,
      'audit-planned': `Factory inspection: ${what}`,
      'audit-moved': `Inspection postponed: ${what}`,
      'audit-cancelled': `Inspection cancelled: ${what}`,
      'booking-confirmed': `Test booked: ${what}`,
      'booking-moved': `Test being moved: ${what}`,
      'booking-cancelled': `Test cancelled: ${what}`,
      'finding-recorded': `To put right: ${what}`,
      'finding-returned': `Not taken: correction at ${what}`,
      'finding-answered': `Finding answered: ${what}`,
      'case-ended': `Ended: ${what}`,
      'certificate-expired': `Expired: ${what}`,
      'campaign-letter': what,
      'campaign-chase': what,
      'campaign-report': `Weekly report: ${what}`,
      'address-marked': `Mails do not arrive: ${what}`,
      'reminder-disowned': `Not theirs: ${what}`,
    })[kind],
  subjectOfMany: (count, cases) =>
    cases.length === 0 ? `${count} messages` : `${count} messages about ${cases.join(', ')}`,
  count: (count) => (count === 1 ? '1 message' : `${count} messages`),
  title: 'What happened',
  open: (kind) =>
    ({
      'document-requested': 'Hand it in',
      'document-returned': 'Hand it in anew',
      'document-received': 'Look at it',
      'comment-for-client': 'Read and answer',
      'comment-from-client': 'Read and answer',
      mention: 'Read and answer',
      'audit-planned': 'Open the inspection',
      'audit-moved': 'Open the inspection',
      'audit-cancelled': 'Open the inspection',
      'booking-confirmed': 'Open the booking',
      'booking-moved': 'Open the booking',
      'booking-cancelled': 'Open the booking',
      'finding-recorded': 'Answer it',
      'finding-returned': 'Answer it anew',
      'finding-answered': 'Look at it',
      'case-ended': 'Open the case',
      'certificate-expired': 'Open the certificate',
      'campaign-letter': 'Open what is asked of you',
      'campaign-chase': 'Open what is asked of you',
      'campaign-report': 'Open Homolog',
      'address-marked': 'Correct the address',
      'reminder-disowned': 'Name who looks after it',
    })[kind],
  labels: {
    until: 'Until',
    days: 'Days',
    time: 'Time',
    before: 'Until now',
    campaign: 'Campaign',
    address: 'Address',
    about: 'About',
  },
  quoteTitle: (kind) =>
    kind === 'address-marked'
      ? 'What the server said'
      : kind === 'document-returned'
        ? 'Why'
        : kind === 'certificate-expired'
          ? 'What follows'
          : '',
  youAreTold: (tenant) => `You get this because you work on it at ${tenant}.`,
  span: (from, to) => `${from} to ${to}`,
  invitation:
    'This mail carries an entry for your calendar. Accepting or declining it there reaches nobody: write to us instead.',
};
