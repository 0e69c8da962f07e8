import type { ApplicationKind } from '#domain/cases/application';
import type { Language } from '#domain/permissions';
import type { Words } from '#domain/reference/record';
import type { Party } from '#domain/reference/scheme';
import type { ApplicationStatus } from '#domain/states/application-status';
import type { AuditKind, AuditStatus } from '#domain/states/audit-status';
import type { BookingStatus } from '#domain/states/booking-status';
import type { StageBlocker } from '#domain/states/stage-status';

const words = (en: string, de: string, zh: string): Words => ({ en, de, zh });

/** Headings of the exported columns. */
export const HEADINGS = {
  number: words('Case', 'Verfahren', '项目编号'),
  kind: words('Kind', 'Art', '类型'),
  status: words('Status', 'Status', '状态'),
  scheme: words('Scheme', 'Verfahrensart', '认证方式'),
  client: words('Client', 'Kunde', '客户'),
  clientZh: words('Client (Chinese)', 'Kunde (chinesisch)', '客户中文名称'),
  product: words('Product', 'Produkt', '产品'),
  productZh: words('Product (Chinese)', 'Produkt (chinesisch)', '产品中文名称'),
  classCode: words('Class', 'Klasse', '产品类别'),
  units: words('Units', 'Einheiten', '认证单元数'),
  stage: words('Stage', 'Phase', '阶段'),
  turn: words('Whose turn', 'Am Zug', '当前责任方'),
  turnSince: words('Since', 'Seit', '起始日'),
  blocker: words('Blocked by', 'Blockiert durch', '受阻原因'),
  startedOn: words('Started', 'Begonnen', '开始日'),
  wishOn: words('Wished for', 'Gewünscht zum', '期望日'),
  plannedEndOn: words('Planned end', 'Geplantes Ende', '计划完成日'),
  forecastOn: words('Forecast', 'Prognose', '预计完成日'),
  endedOn: words('Ended', 'Beendet', '结束日'),
  nextDueOn: words('Next deadline', 'Nächste Frist', '最近截止日'),
  owner: words('Owner', 'Zuständig', '负责人'),
  factory: words('Factory', 'Werk', '生产企业'),
  factoryZh: words('Factory (Chinese)', 'Werk (chinesisch)', '生产企业中文名称'),
  body: words('Body', 'Stelle', '认证机构'),
  from: words('From', 'Von', '自'),
  to: words('To', 'Bis', '至'),
  certificates: words('Certificates', 'Zertifikate', '证书数'),
  findings: words('Open findings', 'Offene Abweichungen', '未关闭不符合项'),
  laboratory: words('Laboratory', 'Labor', '实验室'),
  laboratoryZh: words('Laboratory (Chinese)', 'Labor (chinesisch)', '实验室中文名称'),
  bench: words('Bench', 'Prüfstand', '试验台位'),
  startsAt: words('Starts', 'Beginnt', '开始时间'),
  endsAt: words('Ends', 'Endet', '结束时间'),
  timeZone: words('Time zone', 'Zeitzone', '时区'),
  test: words('Test', 'Prüfung', '试验项目'),
  standard: words('Standard', 'Norm', '标准'),
  optionUntil: words('Option until', 'Option bis', '预留至'),
  outcome: words('Result', 'Ergebnis', '结果'),
  stateReason: words('Why', 'Warum', '原因'),
  sendOn: words('Morning', 'Morgen', '提醒日'),
  sendAt: words('Planned', 'Geplant', '计划时间'),
  movedFrom: words('Moved from', 'Verschoben vom', '原定日'),
  step: words('Step', 'Stufe', '节点'),
  reader: words('To', 'An', '收件人'),
  email: words('E-mail', 'E-Mail', '电子邮件'),
  readerReason: words('As', 'Als', '身份'),
  deadline: words('Deadline', 'Frist', '期限'),
  dueOn: words('Due', 'Fällig', '截止日'),
  subject: words('About', 'Gegenstand', '对象'),
  sentAt: words('Sent', 'Gesendet', '发送时间'),
  attempts: words('Tries', 'Versuche', '发送次数'),
  serverAnswer: words('The mail server’s words', 'Antwort des Mailservers', '邮件服务器答复'),
  returned: words('Reported later', 'Später gemeldet', '后续报告'),
  openedAt: words('Link opened', 'Link geöffnet', '链接打开'),
  answer: words('Answer', 'Antwort', '答复'),
} as const satisfies Record<string, Words>;

export const SHEETS = {
  cases: words('Cases', 'Verfahren', '项目'),
  audits: words('Factory inspections', 'Werksinspektionen', '工厂检查'),
  bookings: words('Lab bookings', 'Laborbuchungen', '实验室预约'),
  reminders: words('Reminders', 'Erinnerungen', '提醒'),
} as const satisfies Record<string, Words>;

export const KINDS: Readonly<Record<ApplicationKind, Words>> = {
  new: words('New', 'Neu', '新申请'),
  change: words('Change', 'Änderung', '变更'),
  extension: words('Extension', 'Erweiterung', '扩展'),
  renewal: words('Renewal', 'Erneuerung', '到期换证'),
  conversion: words('Conversion of a self-declaration', 'Umstellung einer Selbsterklärung', '自我声明转换'),
  voluntary: words('Voluntary', 'Freiwillig', '自愿性认证'),
  exemption: words('Exemption', 'Befreiung', '免予办理'),
};

export const CASE_STATUSES: Readonly<Record<ApplicationStatus, Words>> = {
  draft: words('In preparation', 'In Vorbereitung', '准备中'),
  submitted: words('Submitted', 'Eingereicht', '已提交'),
  returned: words('Returned', 'Zurückgegeben', '已退回'),
  accepted: words('Accepted', 'Angenommen', '已受理'),
  running: words('Running', 'Laufend', '进行中'),
  'on-hold': words('On hold', 'Ruht', '暂缓'),
  certified: words('Certified', 'Zertifiziert', '已发证'),
  refused: words('Refused', 'Abgelehnt', '不予批准'),
  withdrawn: words('Withdrawn', 'Zurückgezogen', '已撤回'),
  lapsed: words('Lapsed', 'Verfallen', '已失效'),
};

export const PARTY_NAMES: Readonly<Record<Party, Words>> = {
  consultancy: words('Us', 'Wir', '我方'),
  client: words('Client', 'Kunde', '客户'),
  laboratory: words('Laboratory', 'Labor', '实验室'),
  body: words('Body', 'Stelle', '认证机构'),
  inspector: words('Inspector', 'Inspektor', '检查员'),
  customs: words('Customs', 'Zoll', '海关'),
  authority: words('Authority', 'Behörde', '主管部门'),
};

export const BLOCKERS: Readonly<Record<StageBlocker, Words>> = {
  'incomplete-file': words('Incomplete file', 'Unterlagen unvollständig', '资料不全'),
  'names-differ': words('Names or addresses differ', 'Namen oder Adressen weichen ab', '名称或地址不一致'),
  'fee-unpaid': words('Fee unpaid', 'Gebühr nicht bezahlt', '费用未付'),
  'sample-at-customs': words('Sample at customs', 'Probe beim Zoll', '样品滞留海关'),
  'test-failed': words('Test failed', 'Prüfung nicht bestanden', '检测不合格'),
  'no-production': words('No production on the day', 'Keine Produktion am Tag', '检查日未生产'),
  'auditor-travel': words('Visa and travel of inspectors', 'Visum und Reise der Inspektoren', '检查员签证与行程'),
  'non-conformity-open': words('Non-conformity open', 'Abweichung offen', '不符合项未关闭'),
  superseded: words('Rule or standard superseded', 'Regel oder Norm ersetzt', '规则或标准已更新'),
  other: words('Other', 'Anderes', '其他'),
};

export const AUDIT_KIND_NAMES: Readonly<Record<AuditKind, Words>> = {
  initial: words('Initial', 'Erstinspektion', '初始工厂检查'),
  'follow-up': words('Follow-up', 'Überwachung', '获证后监督'),
};

export const AUDIT_STATUS_NAMES: Readonly<Record<AuditStatus, Words>> = {
  planned: words('Planned', 'Geplant', '已计划'),
  confirmed: words('Confirmed', 'Bestätigt', '已确认'),
  held: words('Held', 'Durchgeführt', '已实施'),
  passed: words('Passed', 'Bestanden', '通过'),
  failed: words('Failed', 'Nicht bestanden', '未通过'),
  cancelled: words('Cancelled', 'Abgesagt', '已取消'),
};

export const BOOKING_STATUS_NAMES: Readonly<Record<BookingStatus, Words>> = {
  requested: words('Requested', 'Angefragt', '已申请'),
  option: words('Option', 'Option', '预留'),
  confirmed: words('Confirmed', 'Bestätigt', '已确认'),
  running: words('Running', 'Laufend', '试验中'),
  done: words('Done', 'Erledigt', '已完成'),
  cancelled: words('Cancelled', 'Storniert', '已取消'),
  expired: words('Option expired', 'Option verfallen', '预留已过期'),
  declined: words('Declined', 'Abgelehnt', '已拒绝'),
};

export const OUTCOMES: Readonly<Record<'passed' | 'failed', Words>> = {
  passed: words('Passed', 'Bestanden', '合格'),
  failed: words('Failed', 'Nicht bestanden', '不合格'),
};

export type Said = (words: Words | null) => string | null;

/** Says words in a language; what has none stays empty. */
export function inLanguage(language: Language): Said {
  return (words) => words?.[language] ?? null;
}
