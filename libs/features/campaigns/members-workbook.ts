import { OTHER_GROUND } from '#domain/campaigns/excuse';
import type { MemberStep } from '#domain/campaigns/step';
import type { Language } from '#domain/permissions';
import type { Words } from '#domain/reference/record';
import type { Page } from '#platform/http/page';
import { rowsOf, workbookOf, type WorkbookColumn } from '#platform/spreadsheet/workbook';
import type { ExcuseGroundView } from './campaigns.dto.js';
import type { CampaignMemberLine } from './members.dto.js';

/** A campaign of a consultancy has fewer; a longer list ends there. */
const MOST_ROWS = 20_000;

const words = (en: string, de: string, zh: string): Words => ({ en, de, zh });

const SHEET = words('Campaign', 'Kampagne', '专项行动');

const HEADINGS = {
  certificate: words('Certificate', 'Zertifikat', '证书'),
  step: words('Step', 'Schritt', '进度'),
  stepSince: words('Since', 'Seit', '起始日'),
  client: words('Client', 'Kunde', '客户'),
  clientZh: words('Client (Chinese)', 'Kunde (chinesisch)', '客户中文名称'),
  product: words('Product', 'Produkt', '产品'),
  productZh: words('Product (Chinese)', 'Produkt (chinesisch)', '产品中文名称'),
  classCode: words('Class', 'Klasse', '产品类别'),
  application: words('Case', 'Verfahren', '项目编号'),
  owner: words('Owner', 'Zuständig', '负责人'),
  expectedOn: words('Expected', 'Erwartet', '预计完成日'),
  excuse: words('Not needed because', 'Nicht nötig, weil', '无需办理的理由'),
  reason: words('Reason', 'Begründung', '说明'),
} as const satisfies Record<string, Words>;

const STEPS: Readonly<Record<MemberStep, Words>> = {
  failed: words('Failed', 'Gescheitert', '失败'),
  planned: words('Planned', 'Vorgesehen', '待建立'),
  open: words('Open', 'Offen', '已建立'),
  told: words('Client told', 'Kunde informiert', '已通知客户'),
  'documents-in': words('Documents in', 'Unterlagen da', '资料已齐'),
  filed: words('Filed', 'Beantragt', '已申请'),
  certified: words('Certified', 'Zertifiziert', '已获证'),
  finished: words('Finished', 'Erledigt', '已完成'),
  excused: words('Not needed', 'Nicht nötig', '无需办理'),
};

const OWN_REASON = words('A reason of our own', 'Eigener Grund', '其他理由');

/** The list of members as a workbook. */
export function membersWorkbook(
  list: (page: { limit: number; cursor?: string }) => Promise<Page<CampaignMemberLine>>,
  grounds: readonly ExcuseGroundView[],
  language: Language,
): Promise<Buffer> {
  return workbookOf(SHEET[language], columns(grounds, language), rowsOf(list, MOST_ROWS));
}

function columns(grounds: readonly ExcuseGroundView[], language: Language): WorkbookColumn<CampaignMemberLine>[] {
  const heading = (key: keyof typeof HEADINGS, width: number) => ({ heading: HEADINGS[key][language], width });
  const excuses = new Map(grounds.map(({ key, names }) => [key, names[language]]));
  excuses.set(OTHER_GROUND, OWN_REASON[language]);
  return [
    { ...heading('certificate', 24), value: (row) => row.certificateNumber },
    { ...heading('step', 18), value: (row) => STEPS[row.step][language] },
    { ...heading('stepSince', 14), value: (row) => row.stepSince, kind: 'day' },
    { ...heading('client', 30), value: (row) => row.clientName },
    { ...heading('clientZh', 24), value: (row) => row.clientNameZh },
    { ...heading('product', 30), value: (row) => row.productName },
    { ...heading('productZh', 24), value: (row) => row.productNameZh },
    { ...heading('classCode', 8), value: (row) => row.classCode },
    { ...heading('application', 12), value: (row) => row.applicationNumber },
    { ...heading('owner', 20), value: (row) => row.ownerName },
    { ...heading('expectedOn', 14), value: (row) => row.expectedOn, kind: 'day' },
    { ...heading('excuse', 40), value: (row) => (row.excuseGround === null ? null : (excuses.get(row.excuseGround) ?? row.excuseGround)) }, // prettier-ignore
    { ...heading('reason', 40), value: (row) => row.excuseReason },
  ];
}
