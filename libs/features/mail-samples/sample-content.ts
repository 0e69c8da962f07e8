import { addDays, type Day } from '#domain/day';
import type { Language } from '#domain/permissions';
import type { MailContent, MailItem, MailSubject, TwoNames } from '#features/reminders/mail/mail-content';
import type { NoticeItem } from '#features/reminders/mail/notice-content';
import type { MailPlan, PlanAppointment, PlanTurn } from '#features/reminders/mail/plan-content';
import { NOTICE_KINDS, type NoticeKind } from '#features/reminders/notice';

/** Kinds of mails about days that are due, and the overviews of them. */
export const REMINDER_SAMPLES = [
  'legal-step',
  'overdue',
  'digest',
  'in-place',
  'daily-plan',
  'weekly-outlook',
] as const;
export type ReminderSample = (typeof REMINDER_SAMPLES)[number];

/** What the tenant has of its own for the samples; what is missing is invented. */
export interface SampleGround {
  language: Language;
  tenant: TwoNames;
  today: Day;
  reader: { name: string; email: string };
  url: string;
  client: TwoNames | null;
  product: TwoNames | null;
  models: readonly string[];
  factory: TwoNames | null;
  number: string | null;
  caseNumber: string | null;
}

const INVENTED = {
  client: { latin: 'Lindauer Lichttechnik GmbH', chinese: '林道照明技术有限公司' },
  product: { latin: 'Rear combination lamp', chinese: '后组合灯' },
  models: ['RE-480', 'RE-481'],
  factory: { latin: 'Lindauer Lichttechnik GmbH – Lindau', chinese: null },
  number: '2022011109100055',
  caseNumber: '2026-0042',
} as const;

const DOCUMENT = { latin: 'Circuit diagram', chinese: '电路图' };
const LABORATORY = { latin: 'Tianjin test centre', chinese: '天津检测中心' };

/** Said in the quotes of samples: what people write stands in their own language. */
const QUOTES: Readonly<Record<Language, string>> = {
  en: 'Page 3 is missing. Please send the whole document.',
  de: 'Seite 3 fehlt. Bitte senden Sie das ganze Dokument.',
  zh: '缺第3页，请提供完整资料。',
};

const LETTERS: Readonly<Record<Language, { subject: string; body: string }>> = {
  en: {
    subject: 'Your self-declarations end with 2026',
    body: 'Dear Sir or Madam,\n\nthese self-declarations must be converted by 31 December 2026:\n- SDOC-2020011104100234, Safety belt\n\nPlease hand in what is asked of you.\n\nKind regards',
  },
  de: {
    subject: 'Ihre Selbsterklärungen enden mit 2026',
    body: 'Sehr geehrte Damen und Herren,\n\ndiese Selbsterklärungen müssen bis 31. Dezember 2026 umgestellt werden:\n- SDOC-2020011104100234, Sicherheitsgurt\n\nBitte reichen Sie ein, was von Ihnen gebraucht wird.\n\nMit freundlichen Grüßen',
  },
  zh: {
    subject: '贵司自我声明将于2026年底到期',
    body: '尊敬的客户：\n\n以下自我声明须于2026年12月31日前转换为CCC证书：\n- SDOC-2020011104100234，安全带\n\n请按要求提交资料。\n\n此致',
  },
};

/** What a mail of days that are due says. */
export function reminderSample(kind: ReminderSample, ground: SampleGround): MailContent {
  switch (kind) {
    case 'legal-step':
      return contentOf(ground, [conversion(ground, 7)]);
    case 'overdue':
      return contentOf(ground, [renewal(ground, -4)]);
    case 'digest':
      return contentOf(
        ground,
        [renewal(ground, -4), conversion(ground, 7), followUp(ground, 14), conversion(ground, 60)],
        [noticeOf('document-received', ground)],
      );
    case 'in-place':
      return contentOf(ground, [{ ...conversion(ground, 7), insteadOf: 'name@client.example' }]);
    case 'daily-plan':
      return { ...contentOf(ground, []), plan: { desk: deskOf(ground), weeks: null } };
    case 'weekly-outlook':
      return { ...contentOf(ground, []), plan: { desk: null, weeks: weeksOf(ground) } };
  }
}

/** Something in each of its parts. */
function deskOf(ground: SampleGround): NonNullable<MailPlan['desk']> {
  const { today, url } = ground;
  const client = ground.client ?? INVENTED.client;
  const turn: PlanTurn = {
    number: ground.caseNumber ?? INVENTED.caseNumber,
    product: ground.product ?? INVENTED.product,
    client,
    since: addDays(today, -3),
    url: `${url}/cases`,
  };
  const at = { client, url: `${url}/calendar` };
  const audit: PlanAppointment = {
    ...at,
    ...{ kind: 'audit', place: ground.factory ?? INVENTED.factory, from: today, to: addDays(today, 1), slot: null },
  };
  const tomorrow = addDays(today, 1);
  const booking: PlanAppointment = {
    ...at,
    ...{ kind: 'booking', place: LABORATORY, from: tomorrow, to: tomorrow, slot: slotOn(tomorrow) },
  };
  return {
    due: [renewal(ground, -4), followUp(ground, 5)],
    asked: [conversion(ground, 7)],
    turns: [turn],
    appointments: [audit, booking],
  };
}

function weeksOf(ground: SampleGround): NonNullable<MailPlan['weeks']> {
  const week = (number: number, items: readonly MailItem[]) => {
    const from = addDays(ground.today, 7 * number);
    return { from, to: addDays(from, 6), items };
  };
  return [week(0, [conversion(ground, 3)]), week(1, [followUp(ground, 9), renewal(ground, 12)]), week(3, [conversion(ground, 24)])]; // prettier-ignore
}

/** What a mail of news says. */
export function noticeSample(kind: NoticeKind, ground: SampleGround): MailContent {
  return contentOf(ground, [], [noticeOf(kind, ground)]);
}

export function isNoticeKind(kind: string): kind is NoticeKind {
  return (NOTICE_KINDS as readonly string[]).includes(kind);
}

function contentOf(
  { language, tenant, today, reader, url }: SampleGround,
  items: readonly MailItem[],
  notices: readonly NoticeItem[] = [],
): MailContent {
  const people = { audience: 'staff', readerOf: null, canSignIn: true, consultant: reader } as const;
  return { language, tenant, today, url, ...people, items, notices };
}

function subjectOf(ground: SampleGround, changes: Partial<MailSubject> = {}): MailSubject {
  return {
    number: ground.number ?? INVENTED.number,
    scheme: 'ccc',
    product: ground.product ?? INVENTED.product,
    models: ground.models.length > 0 ? ground.models : INVENTED.models,
    factory: ground.factory ?? INVENTED.factory,
    factoryCode: null,
    factoryClass: null,
    clients: [ground.client ?? INVENTED.client],
    validUntil: null,
    ...{ caseNumber: null, item: null, findingNumber: null, laboratory: null, sample: null },
    url: `${ground.url}/certificates`,
    ...changes,
  };
}

function itemOf(ground: SampleGround, daysLeft: number, rest: Pick<MailItem, 'kind' | 'basis' | 'source' | 'counted'>) {
  const offsets = [120, 90, 60, 30, 14, 7, 3, 1];
  return {
    ...rest,
    dueOn: addDays(ground.today, daysLeft),
    daysLeft,
    workingDaysLeft: daysLeft < 0 ? null : Math.round((daysLeft * 5) / 7),
    isCountProvisional: false,
    isDisputed: false,
    step: daysLeft,
    ladder: { offsets, overdueEveryDays: 7, sent: offsets.filter((offset) => offset > daysLeft) },
    reason: 'responsible',
    subject: subjectOf(ground),
  } satisfies MailItem;
}

function conversion(ground: SampleGround, daysLeft: number): MailItem {
  const source = 'SAMR Announcement 57/2025';
  const item = itemOf(ground, daysLeft, { kind: 'conversion', basis: 'legal', source, counted: { start: 'named' } });
  return { ...item, subject: subjectOf(ground, { number: 'SDOC-2020011104100234', scheme: 'ccc-self-declaration-b' }) };
}

function renewal(ground: SampleGround, daysLeft: number): MailItem {
  const from = addDays(ground.today, daysLeft + 90);
  const counted = { start: 'valid-until', from, amount: -90, unit: 'calendar-days' } as const;
  const item = itemOf(ground, daysLeft, { kind: 'renewal-filing', basis: 'legal', source: 'AQSIQ Order 117', counted });
  return { ...item, subject: subjectOf(ground, { validUntil: from }) };
}

function followUp(ground: SampleGround, daysLeft: number): MailItem {
  const from = addDays(ground.today, daysLeft - 365);
  const counted = { start: 'last-follow-up', from, amount: 12, unit: 'months', factoryClass: 'unknown' } as const;
  const item = itemOf(ground, daysLeft, { kind: 'follow-up-inspection', basis: 'practice', source: 'CQC', counted });
  return { ...item, subject: subjectOf(ground, { number: null, scheme: null, product: null, models: [] }) };
}

function slotOn(day: Day) {
  return { startsAt: `${day}T01:00:00Z`, endsAt: `${day}T09:00:00Z`, timeZone: 'Asia/Shanghai' };
}

function noticeOf(kind: NoticeKind, ground: SampleGround): NoticeItem {
  const { language, today, url, reader } = ground;
  const isOf = (...starts: string[]) => starts.some((start) => kind.startsWith(start));
  const slot = slotOn(addDays(today, 21));
  const certificate = {
    number: ground.number ?? INVENTED.number,
    scheme: 'ccc',
    validUntil: addDays(today, -1),
  } as const;
  return {
    kind,
    caseNumber: isOf('certificate', 'campaign', 'address') ? null : (ground.caseNumber ?? INVENTED.caseNumber),
    product: isOf('campaign', 'address') ? null : (ground.product ?? INVENTED.product),
    title: isOf('document') ? DOCUMENT : null,
    dueOn: kind === 'document-requested' || kind === 'document-returned' || isOf('finding') ? addDays(today, 14) : null,
    quote: kind === 'address-marked' ? '550 5.1.1 User unknown' : kind === 'document-returned' || kind === 'mention' || isOf('comment', 'finding') ? QUOTES[language] : null, // prettier-ignore
    who: isOf('mention', 'comment', 'document-received', 'finding-answered', 'address') ? reader.name : null,
    factory: isOf('audit', 'finding') ? (ground.factory ?? INVENTED.factory) : null,
    from: kind === 'audit-planned' || kind === 'audit-moved' ? addDays(today, 30) : null,
    to: kind === 'audit-planned' || kind === 'audit-moved' ? addDays(today, 31) : null,
    slot: kind === 'booking-confirmed' || kind === 'booking-moved' ? slot : null,
    was: kind === 'audit-moved' || kind === 'audit-cancelled' ? { from: addDays(today, 23), to: addDays(today, 24) } : kind === 'booking-cancelled' ? slot : null, // prettier-ignore
    laboratory: isOf('booking') ? LABORATORY : null,
    ending: kind === 'case-ended' ? 'certified' : kind === 'address-marked' ? 'bounce' : null,
    certificate: kind === 'certificate-expired' ? certificate : null,
    campaign: isOf('campaign') ? 'SAMR 57/2025' : null,
    letter: kind === 'campaign-letter' || kind === 'campaign-chase' ? LETTERS[language] : null,
    address: kind === 'address-marked' ? 'name@client.example' : null,
    url: `${url}/`,
  };
}
