import type { Day } from '#domain/day';
import type { Counted } from '#domain/deadlines/deadline';
import { dayPart } from './day-part.js';
import { days, SUBJECTS_EN } from './subject-words.en.js';
import type { MailWords } from './words.js';

const part = dayPart('en-US');
const date = (day: Day): number => Number(day.slice(8));

const STARTS: Partial<Record<Counted['start'], string>> = {
  accepted: 'after the acceptance of',
  'stage-start': 'after the start of the stage on',
  'stage-end': 'after the end of the stage on',
  inspected: 'after the inspection of',
  imported: 'after the import of',
  issued: 'after the issue of the certificate on',
  suspended: 'after the suspension of',
  'promised-export': 'after the promised export of',
  reported: 'after the issue of the report on',
  published: 'after the publication of',
};

function spanOf({ amount = 0, unit }: Counted): string {
  const [one, many] = {
    'working-days': ['working day in China', 'working days in China'],
    'calendar-days': ['calendar day', 'calendar days'],
    months: ['month', 'months'],
    years: ['year', 'years'],
  }[unit ?? 'calendar-days'];
  return `${amount} ${amount === 1 ? one : many}`;
}

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

  ofCase: (what, caseNumber) => `${what} (${caseNumber})`,
  hours: (day, hours, city) => `${day === null ? '' : `${day}, `}${hours} (${city})`,
  ...SUBJECTS_EN,
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
      'document-request': 'Hand in this document',
      'stage-due': 'Finish this stage of the case',
      'case-limit': 'Bring this case to its certificate',
      'inspection-after-test': 'Have the factory inspected',
      'finding-correction': 'Have this finding corrected',
      'booking-option': 'Confirm this booking or let it go',
      'temporary-import': 'Take this sample out of China, or have its stay extended',
      'restoration-request': 'Ask the body to restore this certificate, with the report of its correction',
      'annual-fee': 'Pay the annual fee of this certificate',
      'views-on-draft': 'Send your views on this draft',
      'determination-end': 'This determination ends: settle what it covers',
      'export-write-off': 'Have the exported goods written off',
      'energy-label': 'File the data of the energy label',
      'approval-expiry': 'This approval ends',
      'approval-audit': 'Have the audit of this approval carried out',
      transition: 'Move to the new standard or rule',
      'cb-report': 'Use this CB test report, or have it renewed',
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
      'document-request': count === 1 ? 'Hand in 1 document' : `Hand in ${count} documents`,
      'stage-due': count === 1 ? 'Finish 1 stage' : `Finish ${count} stages`,
      'case-limit': count === 1 ? 'Bring 1 case to its certificate' : `Bring ${count} cases to their certificates`,
      'inspection-after-test':
        count === 1 ? '1 factory inspection after a type test' : `${count} factory inspections after type tests`,
      'finding-correction': count === 1 ? 'Have 1 finding corrected' : `Have ${count} findings corrected`,
      'booking-option': count === 1 ? '1 booking option ends' : `${count} booking options end`,
      'temporary-import': count === 1 ? '1 temporary import ends' : `${count} temporary imports end`,
      'restoration-request':
        count === 1 ? 'Ask for the restoration of 1 certificate' : `Ask for the restoration of ${count} certificates`,
      'annual-fee': count === 1 ? 'Pay 1 annual fee' : `Pay ${count} annual fees`,
      'views-on-draft': count === 1 ? 'Send your views on 1 draft' : `Send your views on ${count} drafts`,
      'determination-end': count === 1 ? '1 determination ends' : `${count} determinations end`,
      'export-write-off': count === 1 ? '1 export to be written off' : `${count} exports to be written off`,
      'energy-label': count === 1 ? 'File 1 energy label' : `File ${count} energy labels`,
      'approval-expiry': count === 1 ? '1 approval ends' : `${count} approvals end`,
      'approval-audit': count === 1 ? '1 audit of an approval' : `${count} audits of approvals`,
      transition:
        count === 1 ? '1 transition to a new standard or rule' : `${count} transitions to new standards or rules`,
      'cb-report': count === 1 ? 'Use or renew 1 CB test report' : `Use or renew ${count} CB test reports`,
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
      case 'document-request':
        return 'The case waits for it, and its later days move.';
      case 'stage-due':
        return 'The later days of the case move with it.';
      case 'case-limit':
        return 'What follows is unknown; it is to be confirmed with the body.';
      case 'inspection-after-test':
        return 'The type test is repeated.';
      case 'finding-correction':
        return 'A late or failed correction counts as a failed inspection; the certification is ended.';
      case 'booking-option':
        return 'The option lapses by itself and the slot is free for others.';
      case 'temporary-import':
        return 'What follows is unknown; the customs declaration of the shipment decides.';
      case 'restoration-request':
        return isVoluntary
          ? 'What follows is unknown; it is to be confirmed with the body.'
          : 'The body revokes the certificate (CNCA-00C-001, ground 0201). Until it is restored the goods may not ship or be imported.';
      case 'annual-fee':
        return 'What follows is unknown; it is to be confirmed with the body.';
      case 'views-on-draft':
        return 'The consultation is closed; whether later views are heard is unknown.';
      case 'approval-expiry':
        return 'The approval is no longer valid; what this means for the goods is to be confirmed with its authority.';
      case 'transition':
        return isVoluntary
          ? 'What follows is unknown; it is to be confirmed with the body.'
          : 'The body may suspend the certificate (CNCA-00C-001, ground 0202). While it is suspended the goods may not ship or be imported.';
      case 'cb-report':
        return 'CQC questions reports older than three years; what it then asks for is to be confirmed with it.';
      case 'determination-end':
      case 'export-write-off':
      case 'energy-label':
      case 'approval-audit':
        return 'What follows is unknown; it is to be confirmed with the authority.';
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
    case: 'Case',
    document: 'Document',
    stage: 'Stage',
    finding: 'Finding',
    laboratory: 'Laboratory',
    sample: 'Sample',
    draft: 'Draft',
    determination: 'Determination',
    approval: 'Approval',
    edition: 'Standard or rule',
    report: 'CB test report',
    consultant: 'Consultant',
    open: 'Open',
  },
  factoryClass: (value) => value ?? 'unknown',
  whyTitle: 'Why this date',
  basis: (basis) =>
    ({ legal: 'Legal.', practice: 'Practice, not law.', planning: 'Planning value. No source names this day.' })[basis],
  counted: (counted, source, day) => {
    const from = source === 'none' ? '' : ` (${source})`;
    if (counted.start === 'named')
      return source === 'none' ? 'Set by hand, not counted.' : `Named in ${source}. Not counted by us.`;
    if (counted.start === 'valid-until') {
      return counted.amount === 0
        ? `Last day of validity${from}.`
        : `${Math.abs(counted.amount!)} ${counted.unit === 'months' ? 'months' : 'calendar days'} before the last day of validity, ${day(counted.from!)}${from}.`;
    }
    const start = STARTS[counted.start];
    if (start) return `${spanOf(counted)} ${start} ${day(counted.from!)}${from}.`;
    return counted.factoryClass === 'unknown'
      ? `${counted.amount} months after the inspection of ${day(counted.from!)}; the class of the factory is unknown, so 12 months are counted${from}.`
      : `${counted.amount} months after the inspection of ${day(counted.from!)}, factory class ${counted.factoryClass}${from}.`;
  },
  disputed:
    'The rule is read in two ways: apply within the last 90 days, or by day −90 at the latest. We act on the earlier day.',

  stepOf: (position, count) => `Reminder ${position} of ${count}.`,
  overdueStep: (every, unit) =>
    every === null
      ? 'Overdue.'
      : every === 1
        ? 'Overdue; a reminder comes every working day.'
        : unit === 'working'
          ? `Overdue; a reminder comes every ${every} working days.`
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
      'document-request': 'They stop by themselves when the document is handed in.',
      'stage-due': 'They stop by themselves when the stage is finished.',
      'case-limit': 'They stop by themselves when the case ends.',
      'inspection-after-test': 'They stop by themselves when the inspection is recorded.',
      'finding-correction': 'They stop by themselves when the finding is closed.',
      'booking-option': 'They stop by themselves when the booking is confirmed or let go.',
      'temporary-import': 'They stop by themselves when the sample has left China.',
      'restoration-request': 'They stop by themselves when the certificate is restored or the request is recorded.',
      'annual-fee': 'They stop by themselves when the payment is recorded.',
      'views-on-draft': 'They stop by themselves when it is recorded that the views were sent.',
      'determination-end': 'They stop by themselves when the end of the determination is recorded.',
      'export-write-off': 'They stop by themselves when the write-off is recorded.',
      'energy-label': 'They stop by themselves when the filing is recorded.',
      'approval-expiry': 'They stop by themselves when the new last day is recorded.',
      'approval-audit': 'They stop by themselves when the audit is recorded.',
      transition: 'They stop by themselves when the new edition is recorded, or it is marked as done.',
      'cb-report': 'They stop by themselves when it is recorded what became of the report.',
    })[kind],

  openSubject: (kind) =>
    ({
      conversion: 'Open the declaration',
      'cut-over': 'Open the declaration',
      'renewal-filing': 'Open the certificate',
      'certificate-expiry': 'Open the certificate',
      'follow-up-inspection': 'Open the factory',
      'document-request': 'Open the case',
      'stage-due': 'Open the case',
      'case-limit': 'Open the case',
      'inspection-after-test': 'Open the case',
      'finding-correction': 'Open the inspection',
      'booking-option': 'Open the booking',
      'temporary-import': 'Open the sample',
      'restoration-request': 'Open the certificate',
      'annual-fee': 'Open the certificate',
      'views-on-draft': 'Open the draft',
      'determination-end': 'Open the determination',
      'export-write-off': 'Open the determination',
      'energy-label': 'Open the approval',
      'approval-expiry': 'Open the approval',
      'approval-audit': 'Open the approval',
      transition: 'Open the details',
      'cb-report': 'Open the product',
    })[kind],
  openList: 'Open all due dates',
  writeTo: (name) => `Write to ${name}`,
  more: (count) => `${count} more in Homolog`,
  answer: 'Seen, in work, or not yours? Answer here',
  pleaseAnswer: 'Please answer: without an answer the next in your team is told.',
  notAnswered: (name, on) => `You get this because ${name} was asked on ${on} and has not answered.`,

  youAreContact: (client, tenant) => `You get this as contact of ${client}, from ${tenant}.`,
  youAreResponsible: (tenant) => `You get this because you are responsible for it at ${tenant}.`,
  youAreDeputy: (tenant, isOverdue) =>
    isOverdue
      ? `You get this as deputy of the case at ${tenant}, because it is overdue.`
      : `You get this as deputy at ${tenant}, because the person responsible is away.`,
  youAreManager: (tenant, isOverdue) =>
    isOverdue
      ? `You get this as manager at ${tenant}, because it is overdue.`
      : `You get this as manager at ${tenant}.`,
  youAreLaboratory: (tenant) => `You get this from ${tenant}, as the test laboratory of the case.`,
  insteadOf: (address, tenant) =>
    `You get this in place of ${address}: mails from ${tenant} do not reach that address.`,
  replyReaches: (name) => `Reply to this mail and it reaches ${name}.`,
  chooseMails: 'Choose what comes by mail',
  late: (day, time) => `This mail is late: it should have left on ${day} at ${time}.`,
};
