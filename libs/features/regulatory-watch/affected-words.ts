import type { Scheme } from '#domain/certificate';
import type { ChangeReason } from '#domain/changes/regulatory-change';
import { isDay } from '#domain/day';
import type { Language } from '#domain/permissions';
import type { Words } from '#domain/reference/record';
import type { CertificateStatus } from '#domain/states/certificate-status';
import type { AffectedView } from './regulatory-changes.dto.js';

const words = (en: string, de: string, zh: string): Words => ({ en, de, zh });

/** Of the exported workbook; the screens have the same in the web's language files. */
export const SHEET = words('Who is hit', 'Betroffene', '影响范围');

export const HEADINGS = {
  verdict: words('Verdict', 'Ergebnis', '判断'),
  certificate: words('Certificate', 'Zertifikat', '证书'),
  product: words('Product', 'Produkt', '产品'),
  productZh: words('Product (Chinese)', 'Produkt (chinesisch)', '产品中文名称'),
  classCode: words('Class', 'Klasse', '产品类别'),
  standard: words('Standard', 'Norm', '标准'),
  client: words('Client', 'Kunde', '客户'),
  clientZh: words('Client (Chinese)', 'Kunde (chinesisch)', '客户中文名称'),
  deadlineOn: words('Last day', 'Letzter Tag', '截止日'),
  todo: words('To do', 'Zu tun', '待办'),
  reasons: words('Reasons', 'Gründe', '理由'),
} as const satisfies Record<string, Words>;

export const VERDICT_NAMES: Readonly<Record<AffectedView['verdict'], Words>> = {
  hit: words('Hit', 'Betroffen', '受影响'),
  unknown: words('To check', 'Zu prüfen', '待核实'),
  'not-hit': words('Not hit', 'Nicht betroffen', '不受影响'),
};

export const NO_CERTIFICATE = words('no valid certificate', 'ohne gültiges Zertifikat', '无有效证书');

/** The last row of a workbook that does not hold all. */
export const STOPPED = words(
  'The list is longer: it stops here after {{number}} rows.',
  'Die Liste ist länger: Hier endet sie nach {{number}} Zeilen.',
  '列表未完：仅列出前{{number}}行。',
);

export const TODO_NAMES: Readonly<Record<AffectedView['todo'], Words | null>> = {
  convert: words('Convert', 'Umstellen', '转换'),
  'update-standard': words('Update to the new edition', 'Auf die neue Ausgabe umstellen', '换版'),
  'check-edition': words('Check the edition', 'Ausgabe prüfen', '核对版本'),
  'check-record': words('Complete the record', 'Angaben ergänzen', '补全信息'),
  none: null,
};

const STATUS_NAMES: Readonly<Record<CertificateStatus, Words>> = {
  valid: words('Valid', 'Gültig', '有效'),
  suspended: words('Suspended', 'Ausgesetzt', '已暂停'),
  cancelled: words('Cancelled', 'Gelöscht', '已注销'),
  revoked: words('Revoked', 'Widerrufen', '已撤销'),
  expired: words('Expired', 'Abgelaufen', '已过期'),
};

const SCHEME_NAMES: Readonly<Record<Scheme, Words>> = {
  ccc: words('CCC certificate', 'CCC-Zertifikat', 'CCC证书'),
  'ccc-self-declaration-a': words('CCC self-declaration A', 'CCC-Selbsterklärung A', 'CCC自我声明A'),
  'ccc-self-declaration-b': words('CCC self-declaration B', 'CCC-Selbsterklärung B', 'CCC自我声明B'),
  'cqc-voluntary': words('CQC voluntary certificate', 'Freiwilliges CQC-Zertifikat', 'CQC自愿性认证证书'),
  'ccap-voluntary': words('CCAP voluntary certificate', 'Freiwilliges CCAP-Zertifikat', 'CCAP自愿性认证证书'),
  'cav-voluntary': words('CAV voluntary certificate', 'Freiwilliges CAV-Zertifikat', 'CAV自愿性认证证书'),
};

const NOT_RECORDED = words('not recorded', 'nicht erfasst', '未登记');

const REASONS: Readonly<Record<string, Words>> = {
  'certificate-ended': words(
    'The certificate has ended: {{status}}',
    'Das Zertifikat ist beendet: {{status}}',
    '证书已终止：{{status}}',
  ),
  'certificate-live': words(
    'The certificate stands: {{status}}',
    'Das Zertifikat besteht: {{status}}',
    '证书有效：{{status}}',
  ),
  'certificate-replaced': words(
    'Another certificate has taken its place',
    'Ein anderes Zertifikat hat es ersetzt',
    '已由其他证书取代',
  ),
  'class-named': words('Class {{classCode}} is named', 'Klasse {{classCode}} ist genannt', '类别{{classCode}}在列'),
  'class-not-named': words(
    'Class {{classCode}} is not named',
    'Klasse {{classCode}} ist nicht genannt',
    '类别{{classCode}}不在列',
  ),
  'decided-before-change': words(
    'Expected on {{expectedOn}}, before the change',
    'Erwartet am {{expectedOn}}, vor der Änderung',
    '预计{{expectedOn}}，早于变更',
  ),
  'decided-under-change': words(
    'Expected on {{expectedOn}}, under the new state',
    'Erwartet am {{expectedOn}}, unter dem neuen Stand',
    '预计{{expectedOn}}，适用新要求',
  ),
  'ends-before-change': words(
    'It ends on {{validUntil}}, before the change',
    'Es endet am {{validUntil}}, vor der Änderung',
    '{{validUntil}}到期，早于变更',
  ),
  'expected-day-not-recorded': words(
    'The expected day is not recorded',
    'Der erwartete Tag ist nicht erfasst',
    '未登记预计日期',
  ),
  'issue-day-not-recorded': words(
    'The day of issue is not recorded',
    'Der Ausstellungstag ist nicht erfasst',
    '未登记发证日期',
  ),
  'issued-before': words(
    'Issued on {{issuedOn}}, before {{before}}',
    'Ausgestellt am {{issuedOn}}, vor dem {{before}}',
    '{{issuedOn}}发证，早于{{before}}',
  ),
  'issued-before-rule': words(
    'Issued on {{on}}, when the new rule could not yet be chosen',
    'Ausgestellt am {{on}}, als die neue Regel noch nicht wählbar war',
    '{{on}}发证，当时尚不能选用新规则',
  ),
  'issued-later': words(
    'Issued on {{issuedOn}}, not before {{before}}',
    'Ausgestellt am {{issuedOn}}, nicht vor dem {{before}}',
    '{{issuedOn}}发证，不早于{{before}}',
  ),
  'rule-mixed': words(
    'Old and new editions are recorded: {{recorded}}',
    'Alte und neue Ausgaben sind erfasst: {{recorded}}',
    '登记了新旧版实施规则：{{recorded}}',
  ),
  'rule-new': words(
    'Recorded implementation rule {{recorded}} is the new edition',
    'Erfasste Durchführungsregel {{recorded}} ist die neue Ausgabe',
    '登记的实施规则{{recorded}}为新版',
  ),
  'rule-not-readable': words(
    'Recorded implementation rule {{recorded}} cannot be read',
    'Erfasste Durchführungsregel {{recorded}} ist nicht lesbar',
    '登记的实施规则{{recorded}}无法识别',
  ),
  'rule-not-recorded': words(
    'No implementation rule is recorded',
    'Keine Durchführungsregel ist erfasst',
    '未登记实施规则',
  ),
  'rule-other': words(
    'Recorded implementation rule {{recorded}} is an edition of which the change does not speak',
    'Erfasste Durchführungsregel {{recorded}} ist eine Ausgabe, von der die Änderung nicht spricht',
    '登记的实施规则{{recorded}}为变更未提及的版本',
  ),
  'rule-replaced': words(
    'Recorded implementation rule {{recorded}} is replaced',
    'Erfasste Durchführungsregel {{recorded}} ist ersetzt',
    '登记的实施规则{{recorded}}已被代替',
  ),
  'rule-unrelated': words(
    'Recorded implementation rule {{recorded}} is another one',
    'Erfasste Durchführungsregel {{recorded}} ist eine andere',
    '登记的实施规则{{recorded}}与此无关',
  ),
  'rule-year-not-recorded': words(
    'Recorded implementation rule {{recorded}} has no year',
    'Erfasste Durchführungsregel {{recorded}} ohne Jahr',
    '登记的实施规则{{recorded}}缺少年号',
  ),
  'scheme-named': words('It concerns: {{schemes}}', 'Es betrifft: {{schemes}}', '适用于：{{schemes}}'),
  'scheme-not-named': words(
    'It does not concern: {{schemes}}',
    'Es betrifft nicht: {{schemes}}',
    '不适用于：{{schemes}}',
  ),
  'standard-mixed': words(
    'Old and new editions are recorded: {{recorded}}',
    'Alte und neue Ausgaben sind erfasst: {{recorded}}',
    '登记了新旧版标准：{{recorded}}',
  ),
  'standard-new': words(
    'Recorded standard {{recorded}} is the new edition',
    'Erfasste Norm {{recorded}} ist die neue Ausgabe',
    '登记的标准{{recorded}}为新版',
  ),
  'standard-not-readable': words(
    'Recorded standard {{recorded}} cannot be read',
    'Erfasste Norm {{recorded}} ist nicht lesbar',
    '登记的标准{{recorded}}无法识别',
  ),
  'standard-not-recorded': words('No standard is recorded', 'Keine Norm ist erfasst', '未登记标准'),
  'standard-other': words(
    'Recorded standard {{recorded}} is an edition of which the change does not speak',
    'Erfasste Norm {{recorded}} ist eine Ausgabe, von der die Änderung nicht spricht',
    '登记的标准{{recorded}}为变更未提及的版本',
  ),
  'standard-replaced': words(
    'Recorded standard {{recorded}} is replaced',
    'Erfasste Norm {{recorded}} ist ersetzt',
    '登记的标准{{recorded}}已被代替',
  ),
  'standard-unrelated': words(
    'Recorded standard {{recorded}} is another one',
    'Erfasste Norm {{recorded}} ist eine andere',
    '登记的标准{{recorded}}与此无关',
  ),
  'standard-year-not-recorded': words(
    'Recorded standard {{recorded}} has no year',
    'Erfasste Norm {{recorded}} ohne Jahr',
    '登记的标准{{recorded}}缺少年号',
  ),
  'started-before-rule': words(
    'Filed on {{on}}, when the new rule could not yet be chosen',
    'Beantragt am {{on}}, als die neue Regel noch nicht wählbar war',
    '{{on}}申请，当时尚不能选用新规则',
  ),
  'started-under-change': words(
    'Filed on {{startedOn}}, under the new state',
    'Beantragt am {{startedOn}}, unter dem neuen Stand',
    '{{startedOn}}申请，适用新要求',
  ),
};

const SIGNS = { for: '+', against: '−', open: '?' } as const;

/** One step of the reasoning, its sign in front: for, against, open. A code without words is better shown than hidden. */
export function reasonText({ code, speaks, facts }: ChangeReason, language: Language): string {
  const template = REASONS[code]?.[language] ?? code;
  const told = template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => factText(name, facts[name] ?? null, language));
  // A bracket in front, so that no spreadsheet takes the sign for a formula.
  return `(${SIGNS[speaks]}) ${told}`;
}

function factText(name: string, value: ChangeReason['facts'][string], language: Language): string {
  if (value === null || value.length === 0) return NOT_RECORDED[language];
  const separator = language === 'zh' ? '、' : ', ';
  if (typeof value !== 'string')
    return value.map((one) => (name === 'schemes' ? SCHEME_NAMES[one as Scheme][language] : one)).join(separator);
  if (name === 'status' && !isDay(value)) return STATUS_NAMES[value as CertificateStatus][language];
  return value;
}
