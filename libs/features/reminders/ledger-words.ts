import type { Answer } from '#domain/deadlines/answer';
import type { DeadlineKind } from '#domain/deadlines/deadline';
import type { StepUnit } from '#domain/deadlines/policy';
import type { Language } from '#domain/permissions';
import type { Words } from '#domain/reference/record';
import type { AttemptOutcome } from '#database/entities/mail-attempt.entity';
import type { RecipientReason } from './recipients.js';
import type { ReminderState, Report } from './reminders.dto.js';

/** What the ledger says where it leaves the screens: in workbooks and on paper. */
const words = (en: string, de: string, zh: string): Words => ({ en, de, zh });

export const REMINDER_STATE_NAMES: Readonly<Record<ReminderState, Words>> = {
  planned: words('Planned', 'Geplant', '已计划'),
  sent: words('Sent', 'Gesendet', '已发送'),
  refused: words('Refused', 'Abgelehnt', '被拒收'),
  withdrawn: words('Withdrawn', 'Zurückgezogen', '已撤回'),
};

export const REASON_NAMES: Readonly<Record<RecipientReason, Words>> = {
  responsible: words('responsible', 'verantwortlich', '负责人'),
  'client-contact': words('contact at the client', 'Ansprechperson beim Kunden', '客户联系人'),
  factory: words('contact at the factory', 'Ansprechperson im Werk', '工厂联系人'),
  laboratory: words('test laboratory', 'Prüflabor', '检测机构'),
  deputy: words('deputy', 'Vertretung', '副负责人'),
  manager: words('manager', 'Leitung', '主管'),
  escalation: words('asked as nobody answered', 'gefragt, da niemand antwortete', '因无人答复而上报'),
};

export const OUTCOME_NAMES: Readonly<Record<AttemptOutcome, Words>> = {
  sent: words('Taken by the mail server', 'Vom Mailserver angenommen', '邮件服务器已接收'),
  delayed: words('Not taken for now', 'Vorerst nicht angenommen', '暂未接收'),
  refused: words('Refused', 'Abgelehnt', '被拒收'),
  unknown: words('No word; it may have arrived', 'Ohne Antwort, vielleicht angekommen', '未收到答复，可能已送达'),
};

export const REPORT_NAMES: Readonly<Record<Report, Words>> = {
  bounce: words(
    'Returned: the address takes no mail',
    'Zurückgekommen: Adresse nimmt keine Mails an',
    '退信：该地址不接收邮件',
  ),
  'soft-bounce': words(
    'Returned: this mail was not delivered',
    'Zurückgekommen: Mail nicht zugestellt',
    '退信：本邮件未能投递',
  ),
  complaint: words('Reported as unwanted', 'Als unerwünscht gemeldet', '被举报为不受欢迎的邮件'),
  delay: words('Delivery is delayed', 'Zustellung verzögert', '投递延迟'),
  delivered: words('Delivered to the mailbox', 'Ins Postfach zugestellt', '已投递至邮箱'),
};

export const ANSWER_NAMES: Readonly<Record<Answer, Words>> = {
  seen: words('Seen', 'Gesehen', '已阅'),
  'in-work': words('In work', 'In Arbeit', '处理中'),
  'not-mine': words('Not mine', 'Nicht zuständig', '不归我负责'),
};

/** Kinds of deadlines. */
export const KIND_NAMES: Readonly<Record<DeadlineKind, Words>> = {
  'annual-fee': words('Annual fee', 'Jahresgebühr', '年金'),
  'approval-audit': words('Audit of an approval', 'Audit zu einer Zulassung', '准入许可审核'),
  'approval-expiry': words('End of an approval', 'Ende einer Zulassung', '准入许可到期'),
  'booking-option': words('Booking option', 'Buchungsoption', '预订保留'),
  'case-limit': words('Limit of the case', 'Frist des Verfahrens', '项目时限'),
  'cb-report': words('CB test report', 'CB-Prüfbericht', 'CB测试报告'),
  'certificate-expiry': words('Expiry', 'Ablauf', '到期'),
  conversion: words('Conversion', 'Umwandlung', '转换'),
  'cut-over': words('Cut-over', 'Stichtag', '切换日'),
  'determination-end': words('End of a determination', 'Ende eines Bescheids', '判定到期'),
  'document-request': words('Document asked for', 'Angefordertes Dokument', '资料提交'),
  'energy-label': words('Energy label', 'Energieetikett', '能耗标识备案'),
  'export-write-off': words('Export write-off', 'Abschreibung der Ausfuhr', '出口核销'),
  'finding-correction': words('Correction of a finding', 'Behebung einer Abweichung', '不符合项整改'),
  'follow-up-inspection': words('Follow-up inspection', 'Folgeinspektion', '监督检查'),
  'inspection-after-test': words(
    'Inspection after type test',
    'Inspektion nach der Typprüfung',
    '型式试验后的工厂检查',
  ),
  'renewal-filing': words('Renewal filing', 'Verlängerungsantrag', '换证申请'),
  'restoration-request': words('Restoration request', 'Antrag auf Aufhebung der Aussetzung', '申请恢复'),
  'stage-due': words('Date of a stage', 'Termin einer Phase', '阶段期限'),
  'temporary-import': words('Temporary import', 'Vorübergehende Einfuhr', '暂时进境'),
  transition: words('Change of standard or rule', 'Umstellung auf neue Norm oder Regel', '标准或规则换版'),
  'views-on-draft': words('Views on a draft', 'Stellungnahme zum Entwurf', '征求意见'),
};

/** By the code of the reason; a code that has no words here is told as it is. */
export const WITHDRAWN_NAMES: Readonly<Record<string, Words>> = {
  answered: words('who was asked has answered', 'wer gefragt war, hat geantwortet', '被询问的人已答复'),
  'in-work': words(
    'its reader works on it until a later day',
    'die Person arbeitet bis zu einem späteren Tag daran',
    '收件人正在处理，至更晚日期',
  ),
  'not-mine': words(
    "its reader said that it is another's",
    'die Person ist nach eigener Angabe nicht zuständig',
    '收件人表示不归其负责',
  ),
  'contact-removed': words('the contact was removed', 'die Ansprechperson wurde entfernt', '联系人已移除'),
  'deadline-met': words('the deadline was met', 'die Frist wurde erledigt', '期限已完成'),
  'deadline-withdrawn': words('the date is no longer owed', 'der Tag gilt nicht mehr', '期限已不再适用'),
  'nearer-step': words(
    'a nearer step falls on the same morning',
    'eine nähere Stufe fällt auf denselben Morgen',
    '同一早晨有更近的节点',
  ),
  'no-longer-recipient': words('no longer a recipient', 'erhält sie nicht mehr', '不再是收件人'),
  overtaken: words(
    'a later step was due before it was sent',
    'vor dem Versand war schon eine spätere Stufe fällig',
    '发送前已有更近的节点到期',
  ),
  'passed-while-held': words(
    'its day passed while it was held',
    'ihr Tag verging, während sie angehalten war',
    '暂缓期间已过时间',
  ),
  'policy-changed': words('the reminder policy was changed', 'die Erinnerungsregel wurde geändert', '提醒规则已修改'),
  'switched-off': words(
    'its reader wants no mails about these dates',
    'die Person möchte zu solchen Terminen keine Mails',
    '收件人已选择不接收此类日期的邮件',
  ),
};

const STEPS: Readonly<Record<Language, (days: number, unit: StepUnit) => string>> = {
  en: (days, unit) => {
    const noun = `${unit === 'working' ? 'working ' : ''}${Math.abs(days) === 1 ? 'day' : 'days'}`;
    return days === 0 ? 'on the day' : `${Math.abs(days)} ${noun} ${days > 0 ? 'before' : 'late'}`;
  },
  de: (days, unit) => {
    const noun = `${unit === 'working' ? 'Arbeitstag' : 'Tag'}${Math.abs(days) === 1 ? '' : 'e'}`;
    return days === 0 ? 'am Tag selbst' : `${Math.abs(days)} ${noun} ${days > 0 ? 'vorher' : 'danach'}`;
  },
  zh: (days, unit) => {
    const noun = unit === 'working' ? '个工作日' : '天';
    return days === 0 ? '当天' : `${days > 0 ? '提前' : '逾期'}${Math.abs(days)}${noun}`;
  },
};

/** `30 days before`, `5 working days late`, `on the day`. */
export function stepName(days: number, unit: StepUnit, language: Language): string {
  return STEPS[language](days, unit);
}

const WEEKEND = words('weekend', 'Wochenende', '周末');

/** What moved a morning: the weekend, or the name of the holiday as it stands. */
export function moverName(movedBecause: string | null, language: Language): string {
  return movedBecause === null || movedBecause === 'weekend' ? WEEKEND[language] : movedBecause;
}
