import { CELL_READ_MAX_CHARACTERS, columnLetter, type Cell } from './cell.js';
import { narrow, tidyText, wordKey } from './text.js';

/** What a column of a register can hold. */
export const REGISTER_COLUMNS = [
  'client', 'clientZh', 'contact', 'email', 'language', 'timeZone', 'manufacturer', 'factory', 'factoryCode', 'country',
  'factoryClass', 'lastFollowUp', 'productClass', 'product', 'productZh', 'models', 'scheme', 'body', 'number', 'standard',
  'issued', 'validUntil', 'status', 'replaces', 'responsible', 'remarks',
] as const; // prettier-ignore
export type RegisterColumn = (typeof REGISTER_COLUMNS)[number];

/** Without these a register cannot be read. The others may be missing. */
export const REQUIRED_COLUMNS: readonly RegisterColumn[] = [
  'client', 'factory', 'country', 'productClass', 'product', 'models', 'scheme', 'number', 'issued', 'validUntil', 'status',
]; // prettier-ignore

/** A name, number or word longer than this is a slip, such as a pasted letter. */
export const CELL_MAX_CHARACTERS = 500;
/** Lists of models and remarks are long in real registers. */
export const LONG_CELL_MAX_CHARACTERS = CELL_READ_MAX_CHARACTERS;
const LONG_COLUMNS: ReadonlySet<RegisterColumn> = new Set(['models', 'remarks']);

/** The characters a cell of the column may hold. */
export function cellMaxCharacters(column: RegisterColumn): number {
  return LONG_COLUMNS.has(column) ? LONG_CELL_MAX_CHARACTERS : CELL_MAX_CHARACTERS;
}

/** The heading we would write, in both scripts: named where a column is missing, and in the template. */
export const COLUMN_LABELS: Readonly<Record<RegisterColumn, string>> = {
  client: 'Client / 客户',
  clientZh: '客户中文名称',
  contact: 'Contact / 联系人',
  email: 'E-mail / 邮箱',
  language: 'Language / 语言',
  timeZone: 'Time zone / 时区',
  manufacturer: 'Manufacturer / 生产者',
  factory: 'Factory / 生产企业',
  factoryCode: 'Factory code / 工厂编号',
  country: 'Country / 国家',
  factoryClass: 'Factory class / 工厂分类',
  lastFollowUp: 'Last follow-up / 上次监督检查',
  productClass: 'Product class / 产品类别',
  product: 'Product / 产品名称',
  productZh: '产品中文名称',
  models: 'Models / 型号规格',
  scheme: 'Scheme / 认证方式',
  body: 'Body / 认证机构',
  number: 'Certificate or declaration no. / 证书编号',
  standard: 'Standard / 标准',
  issued: 'Issued / 发证日期',
  validUntil: 'Valid until / 有效期至',
  status: 'Status / 状态',
  replaces: 'Replaces / 替代',
  responsible: 'Responsible / 负责人',
  remarks: 'Remarks / 备注',
};

/** Other words people put there: English, German, Chinese. Compared without case, width, spaces and signs. */
const SYNONYMS: Readonly<Record<RegisterColumn, readonly string[]>> = {
  client: ['Client', 'Client name', 'Customer', 'Customer name', 'Company', 'Applicant', 'Holder', 'Certificate holder', 'Kunde', 'Auftraggeber', 'Antragsteller', 'Inhaber', '客户', '客户名称', '委托人', '认证委托人', '申请人', '持证人', '公司', '公司名称', '客户英文名称'],
  clientZh: ['Client Chinese', 'Client (Chinese)', 'Client name Chinese', 'Chinese name', 'Chinese client name', 'Client zh', 'Kunde chinesisch', '客户中文名称', '客户中文名', '公司中文名称', '委托人中文名称', '中文名称', '客户名称中文'],
  contact: ['Contact', 'Contact name', 'Contact person', 'Person', 'Ansprechpartner', 'Kontakt', '联系人', '联系人姓名', '联络人'],
  email: ['E-mail', 'Mail', 'Email address', 'Contact e-mail', 'E-mail address', 'E-Mail-Adresse', '邮箱', '电子邮箱', '电子邮件', '邮件', '邮箱地址', '联系人邮箱'],
  language: ['Language', 'Mail language', 'Sprache', '语言', '邮件语言'],
  timeZone: ['Time zone', 'Timezone', 'Zeitzone', '时区'],
  manufacturer: ['Manufacturer', 'Producer', 'Manufacturer name', 'Hersteller', '生产者', '制造商', '生产者名称', '制造商名称'],
  factory: ['Factory', 'Factory name', 'Plant', 'Production site', 'Site', 'Works', 'Werk', 'Fabrik', 'Produktionsstätte', '生产企业', '生产厂', '工厂', '工厂名称', '生产企业名称', '生产厂名称'],
  factoryCode: ['Factory code', 'Factory no', 'Factory number', 'Factory ID', 'Plant code', 'Werkscode', 'Fabrikcode', 'Werksnummer', '工厂编号', '工厂代码', '工厂号', '生产企业代码', '生产厂编号'],
  country: ['Country', 'Country code', 'Land', '国家', '国别', '国家地区', '所在国家'],
  factoryClass: ['Factory class', 'Factory classification', 'Factory category', 'Class of factory', 'Werksklasse', 'Fabrikklasse', '工厂分类', '工厂类别', '分类等级', '企业分类', '工厂等级'],
  lastFollowUp: ['Last follow-up', 'Last follow-up inspection', 'Last inspection', 'Last audit', 'Last factory inspection', 'Last surveillance', 'Letzte Überwachung', 'Letzte Folgeinspektion', 'Letztes Audit', '上次监督检查', '上次监督', '上次工厂检查', '最近监督检查', '最近一次监督检查', '上次监督检查日期'],
  productClass: ['Product class', 'Product category', 'Class', 'Class code', 'Category', 'Catalogue class', 'Catalog class', 'Product code', 'Produktklasse', 'Klasse', '产品类别', '产品分类', '类别', '产品类别代码', '产品种类', '目录代码', '产品代码'],
  product: ['Product', 'Product name', 'Part', 'Product name English', 'Produkt', 'Produktname', 'Bezeichnung', '产品名称', '产品', '产品英文名称'],
  productZh: ['Product Chinese', 'Product (Chinese)', 'Product name Chinese', 'Chinese product name', 'Product zh', 'Produkt chinesisch', '产品中文名称', '产品中文名', '产品名称中文'],
  models: ['Models', 'Model', 'Type', 'Types', 'Model numbers', 'Model no', 'Model number', 'Specification', 'Modelle', 'Modell', 'Typen', 'Typ', '型号规格', '型号', '规格型号', '产品型号', '规格', '型号及规格'],
  scheme: ['Scheme', 'Certification scheme', 'Certification', 'Certification type', 'Certificate type', 'Kind of certification', 'Zertifizierung', 'Zertifizierungsart', 'Verfahren', '认证方式', '认证类型', '认证种类', '认证模式', '证书类型', '证书类别'],
  body: ['Body', 'Certification body', 'Issued by', 'Issuer', 'Issuing body', 'Zertifizierungsstelle', 'Stelle', '认证机构', '发证机构', '机构'],
  number: ['Certificate or declaration no', 'Certificate or declaration number', 'Certificate no', 'Certificate number', 'Certificate', 'Cert no', 'Cert number', 'Number', 'No', 'Declaration no', 'Declaration number', 'Certificate/declaration no', 'Zertifikatsnummer', 'Zertifikat Nr', 'Nummer', 'Zertifikatsnr', '证书编号', '证书号', '证书号码', '证书或声明编号', '声明编号', '编号'],
  standard: ['Standard', 'Standards', 'GB standard', 'GB', 'Norm', 'Normen', '标准', '标准号', '依据标准', '认证依据', '执行标准', '检测标准'],
  issued: ['Issued', 'Issue date', 'Issued on', 'Date of issue', 'Issuing date', 'Certificate date', 'Ausgestellt', 'Ausstellungsdatum', 'Ausgestellt am', '发证日期', '颁证日期', '颁发日期', '签发日期', '首次发证日期', '发证时间'],
  validUntil: ['Valid until', 'Valid to', 'Expiry', 'Expiry date', 'Expires', 'Expires on', 'Expiration date', 'Valid till', 'Gültig bis', 'Ablaufdatum', '有效期至', '有效期', '有效期截止', '到期日期', '到期日', '截止日期', '有效期截止日期', '证书有效期'],
  status: ['Status', 'State', 'Certificate status', '状态', '证书状态'],
  replaces: ['Replaces', 'Replaced declaration', 'Replacement for', 'Converts', 'Ersetzt', '替代', '替换', '代替', '替代声明', '原证书编号', '替代证书', '替代编号'],
  responsible: ['Responsible', 'Responsible person', 'Owner', 'Consultant', 'In charge', 'Project manager', 'Verantwortlich', 'Zuständig', 'Bearbeiter', '负责人', '项目负责人', '经办人', '顾问', '跟进人'],
  remarks: ['Remarks', 'Remark', 'Comment', 'Comments', 'Note', 'Notes', 'Bemerkung', 'Bemerkungen', 'Anmerkung', 'Kommentar', '备注', '说明', '注释'],
}; // prettier-ignore

const COLUMN_BY_WORD: ReadonlyMap<string, RegisterColumn> = new Map(
  REGISTER_COLUMNS.flatMap((column) =>
    [COLUMN_LABELS[column], ...SYNONYMS[column]].map((word) => [wordKey(word), column]),
  ),
);

/** One heading of the file and what we took it for. */
export interface HeadingFound {
  /** From 0. */
  column: number;
  letter: string;
  heading: string;
  /** Null: not needed, the column is left alone. */
  as: RegisterColumn | null;
}

/** A column the reader chose for a heading, by the heading's words; `ignore` leaves it alone. */
export type ColumnChoices = Readonly<Record<string, RegisterColumn | 'ignore'>>;

export interface Headings {
  row: number;
  found: HeadingFound[];
  /** Where each known column stands. */
  columns: ReadonlyMap<RegisterColumn, HeadingFound>;
  missing: RegisterColumn[];
  /** Two headings for one column: nobody can say which one counts. */
  twice: { as: RegisterColumn; letters: string[] }[];
}

/**
 * What a heading means: its whole text, else its parts at `/`, `|`, brackets and line ends, else its Han and its other
 * characters apart (`证书编号 Certificate No.`). Null when no word is known.
 */
export function columnOfHeading(heading: string): RegisterColumn | null {
  const text = narrow(heading);
  const whole = COLUMN_BY_WORD.get(wordKey(text));
  if (whole) return whole;
  const parts = text.split(/[/|()[\]{}\r\n]+/);
  const han = (text.match(/\p{Script=Han}+/gu) ?? []).join('');
  const other = text.replace(/\p{Script=Han}+/gu, ' ');
  for (const part of [...parts, han, other]) {
    const column = COLUMN_BY_WORD.get(wordKey(part));
    if (column) return column;
  }
  return null;
}

/** The key under which a reader's choice for a heading is remembered. */
export function headingKey(heading: string): string {
  return wordKey(heading);
}

/**
 * Reads a row as headings.
 *
 * A register with only the Chinese client (or product) column has its names there: it stands in for the other one.
 */
export function readHeadings(row: number, cells: readonly (Cell | undefined)[], choices: ColumnChoices = {}): Headings {
  const found: HeadingFound[] = [];
  cells.forEach((cell, column) => {
    const heading = tidyText(cell?.text ?? '');
    if (heading === '') return;
    const key = headingKey(heading);
    const chosen = Object.hasOwn(choices, key) ? choices[key] : undefined;
    const as = chosen ? (chosen === 'ignore' ? null : chosen) : columnOfHeading(cell!.text);
    found.push({ column, letter: columnLetter(column), heading, as });
  });
  standIn(found, 'clientZh', 'client');
  standIn(found, 'productZh', 'product');
  const columns = new Map<RegisterColumn, HeadingFound>();
  const twice = new Map<RegisterColumn, string[]>();
  for (const heading of found) {
    if (!heading.as) continue;
    const first = columns.get(heading.as);
    if (first) twice.set(heading.as, [...(twice.get(heading.as) ?? [first.letter]), heading.letter]);
    else columns.set(heading.as, heading);
  }
  return {
    row,
    found,
    columns,
    missing: REQUIRED_COLUMNS.filter((column) => !columns.has(column)),
    twice: [...twice].map(([as, letters]) => ({ as, letters })),
  };
}

function standIn(found: HeadingFound[], other: RegisterColumn, wanted: RegisterColumn): void {
  if (found.some((heading) => heading.as === wanted)) return;
  const only = found.find((heading) => heading.as === other);
  if (only) only.as = wanted;
}

/** Headings stand within this many rows that are not empty; above them a title or a legend is common. */
export const HEADINGS_WITHIN_ROWS = 20;

/** Fewer known words than this also stand in titles and legends. */
const HEADINGS_AT_LEAST = 3;

/**
 * Whether a row is the row of headings: at least three columns other than the certificate number are known. The number
 * itself may stand under a word that only the reader can explain.
 */
export function isHeadingRow({ columns }: Headings): boolean {
  return columns.size - (columns.has('number') ? 1 : 0) >= HEADINGS_AT_LEAST;
}
