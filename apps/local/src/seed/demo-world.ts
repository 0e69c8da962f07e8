import type { FactoryClass, Scheme } from '#domain/certificate';
import { addDays, addMonths, type Day } from '#domain/day';
import type { Language, Role, TenantKind } from '#domain/permissions';

/** The password of every demonstration sign-in. They exist only where `npm start` made the database. */
export const DEMO_PASSWORD = 'homolog-demo-2026';

export interface DemoPerson {
  name: string;
  email: string;
  language: Language;
  timeZone: string;
  country: string;
  role: Role;
  /** legal name of the one company a client-role person sees */
  client?: string;
}

export interface DemoCertificate {
  product: string;
  productZh: string;
  classCode: string;
  models: string[];
  standard: string;
  scheme: Scheme;
  number: string;
  body: string | null;
  issuedOn: Day;
  validUntil: Day | null;
  responsible: string;
  /** suspended by its body */
  suspension?: { on: Day; until: Day; ground: string; reason: string };
  /** what it prints, and models that its body added later */
  printed?: { holderNameZh: string; models: string[] };
  extension?: { holdsFrom: Day; models: string[]; reason: string };
  /** number of the declaration it replaces */
  replaces?: string;
}

export interface DemoClient {
  legalName: string;
  legalNameZh: string;
  country: string;
  contact: { name: string; email: string; language: Language; timeZone: string };
  factory: {
    name: string;
    nameZh: string;
    address: string;
    factoryCode: string;
    factoryClass: FactoryClass | null;
    lastFollowUpOn: Day;
  };
  certificates: DemoCertificate[];
}

export interface DemoTenant {
  kind: TenantKind;
  name: string;
  nameZh: string;
  country: string;
  language: Language;
  timeZone: string;
  people: DemoPerson[];
  /** of a manufacturer: itself */
  clients: DemoClient[];
}

/** What `npm start` prints. */
export const DEMO_SIGN_INS = [
  { email: 'l.weiss@jadebruecke.example', password: DEMO_PASSWORD, role: 'owner, consultancy Jadebrücke' },
  { email: 't.sun@jadebruecke.example', password: DEMO_PASSWORD, role: 'consultant in two consultancies, Chinese' },
  { email: 'k.vogt@hanse-spiegel.example', password: DEMO_PASSWORD, role: 'client of Jadebrücke, German' },
  { email: 'certification@nagaoka-lamp.example', password: DEMO_PASSWORD, role: 'client of Jadebrücke' },
  { email: 'qualita@officina-cinture.example', password: DEMO_PASSWORD, role: 'client of Jadebrücke' },
  { email: 'compliance@greatlakes-glazing.example', password: DEMO_PASSWORD, role: 'client of Jadebrücke' },
  { email: 'zhou.min@haichuan.example', password: DEMO_PASSWORD, role: 'client of Jadebrücke, Chinese' },
  { email: 'o.grant@pacificgate.example', password: DEMO_PASSWORD, role: 'owner, consultancy Pacific Gate' },
  { email: 'quality@severnbrake.example', password: DEMO_PASSWORD, role: 'client of Pacific Gate' },
  { email: 'nils@bergslagdack.example', password: DEMO_PASSWORD, role: 'client of Pacific Gate' },
  { email: 'chen.lei@yunfan.example', password: DEMO_PASSWORD, role: 'owner, manufacturer Suzhou Yunfan' },
];

/** A certificate whose renewal is to be filed on `renewalOn`: valid for five years, day -90. */
function fiveYearsTo(renewalOn: Day): { issuedOn: Day; validUntil: Day } {
  const validUntil = addDays(renewalOn, 90);
  return { validUntil, issuedOn: addDays(addMonths(validUntil, -60), 1) };
}

const WEISS = 'l.weiss@jadebruecke.example';
const KAYA = 'm.kaya@jadebruecke.example';
const SUN = 't.sun@jadebruecke.example';
const GRANT = 'o.grant@pacificgate.example';
const CHEN = 'chen.lei@yunfan.example';

type Kind = Pick<DemoCertificate, 'product' | 'productZh' | 'classCode' | 'standard'>;
const MIRROR: Kind = {
  product: 'Exterior rear-view mirror',
  productZh: '外后视镜',
  classCode: '1110',
  standard: 'GB 15084-2022',
};
const HEADLAMP: Kind = {
  product: 'Headlamp assembly',
  productZh: '前照灯总成',
  classCode: '1109',
  standard: 'GB 4599-2024',
};
const REAR_LAMP: Kind = {
  product: 'Rear combination lamp',
  productZh: '后组合灯',
  classCode: '1109',
  standard: 'GB 5920-2024',
};
const BELT: Kind = { product: 'Safety belt', productZh: '汽车安全带', classCode: '1104', standard: 'GB 14166-2024' };
const WINDSCREEN: Kind = {
  product: 'Laminated windscreen',
  productZh: '夹层前风窗玻璃',
  classCode: '1301',
  standard: 'GB 9656-2021',
};
const SEAT: Kind = { product: 'Driver seat', productZh: '驾驶员座椅', classCode: '1114', standard: 'GB 15083-2019' };
const RECORDER: Kind = {
  product: 'Driving recorder',
  productZh: '汽车行驶记录仪',
  classCode: '1117',
  standard: 'GB/T 19056-2021',
};
const BRAKE_PAD: Kind = {
  product: 'Disc brake pad',
  productZh: '盘式制动衬片',
  classCode: '1120',
  standard: 'GB 5763-2018',
};
const TYRE: Kind = {
  product: 'Passenger car tyre',
  productZh: '轿车轮胎',
  classCode: '1201',
  standard: 'GB 9743-2024',
};

/**
 * A small believable world: two consultancies and a manufacturer, with dates around `today`, so that every kind of
 * date shows. All companies and people are invented; product classes and standards are real.
 */
export function demoWorld(today: Day): DemoTenant[] {
  const declaration = (
    kind: Kind,
    number: string,
    issuedOn: Day,
    models: string[],
    responsible: string,
  ): DemoCertificate => ({
    ...kind,
    models,
    number,
    scheme: 'ccc-self-declaration-b',
    body: null,
    issuedOn,
    validUntil: null,
    responsible,
  });
  const certificate = (
    kind: Kind,
    number: string,
    body: string,
    renewalOn: Day,
    models: string[],
    responsible: string,
  ): DemoCertificate => ({
    ...kind,
    ...fiveYearsTo(renewalOn),
    models,
    number,
    body,
    scheme: 'ccc',
    responsible,
  });
  /** last follow-up of a factory whose next one comes in `days`, at a rhythm of `months` */
  const followUpIn = (days: number, months: number) => addMonths(addDays(today, days), -months);

  const tenants: DemoTenant[] = [
    {
      kind: 'consultancy',
      name: 'Jadebrücke',
      nameZh: '玉桥认证咨询',
      country: 'DE',
      language: 'en',
      timeZone: 'Europe/Berlin',
      people: [
        { name: 'Lena Weiß', email: WEISS, language: 'en', timeZone: 'Europe/Berlin', country: 'DE', role: 'owner' },
        { name: 'Mert Kaya', email: KAYA, language: 'de', timeZone: 'Europe/Berlin', country: 'DE', role: 'manager' },
        { name: '孙婷', email: SUN, language: 'zh', timeZone: 'Asia/Shanghai', country: 'CN', role: 'consultant' },
      ],
      clients: [
        {
          legalName: 'Hanse Spiegel GmbH',
          legalNameZh: '汉萨后视镜有限公司',
          country: 'DE',
          contact: {
            name: 'Katrin Vogt',
            email: 'k.vogt@hanse-spiegel.example',
            language: 'de',
            timeZone: 'Europe/Berlin',
          },
          factory: {
            name: 'Hanse Spiegel GmbH – Kiel',
            nameZh: '汉萨后视镜有限公司基尔工厂',
            address: 'Werftstraße 12, 24143 Kiel',
            factoryCode: 'A104512',
            factoryClass: 'B',
            lastFollowUpOn: followUpIn(24, 12),
          },
          certificates: [
            declaration(MIRROR, 'SDOC-2021011110200417', '2021-04-12', ['HS-210A', 'HS-210B'], WEISS),
            declaration(MIRROR, 'SDOC-2022011110200733', '2022-08-03', ['HS-330A'], WEISS),
            {
              ...certificate(MIRROR, '2026011110201904', 'CQC', addDays(today, 1640), ['HS-330C', 'HS-330D'], WEISS),
              replaces: 'SDOC-2020011110200166',
              issuedOn: addDays(today, -96),
              validUntil: addDays(addMonths(addDays(today, -96), 60), -1),
            },
            declaration(MIRROR, 'SDOC-2020011110200166', '2020-09-22', ['HS-330C', 'HS-330D'], WEISS),
          ],
        },
        {
          legalName: 'Nagaoka Lamp Co., Ltd.',
          legalNameZh: '长冈灯具株式会社',
          country: 'JP',
          contact: {
            name: 'Haruka Mori',
            email: 'certification@nagaoka-lamp.example',
            language: 'en',
            timeZone: 'Asia/Tokyo',
          },
          factory: {
            name: 'Nagaoka Lamp Co., Ltd. – Niigata',
            nameZh: '长冈灯具株式会社新潟工厂',
            address: '2-4-1 Higashi-ku, Niigata',
            factoryCode: 'B220871',
            factoryClass: 'A',
            lastFollowUpOn: followUpIn(140, 24),
          },
          certificates: [
            certificate(HEADLAMP, '2022011109300128', 'CQC', addDays(today, 5), ['NL-88A', 'NL-88B'], KAYA),
            certificate(REAR_LAMP, '2022011109300341', 'CCAP', addDays(today, 19), ['NL-12R'], KAYA),
            declaration(REAR_LAMP, 'SDOC-2023011109300588', '2023-02-14', ['NL-14R', 'NL-15R'], KAYA),
            declaration(HEADLAMP, 'SDOC-2024011109300912', '2024-05-20', ['NL-91A'], SUN),
          ],
        },
        {
          legalName: 'Officina Cinture S.r.l.',
          legalNameZh: '奥菲奇纳安全带有限公司',
          country: 'IT',
          contact: {
            name: 'Paolo Ferri',
            email: 'qualita@officina-cinture.example',
            language: 'en',
            timeZone: 'Europe/Rome',
          },
          factory: {
            name: 'Officina Cinture S.r.l. – Torino',
            nameZh: '奥菲奇纳安全带有限公司都灵工厂',
            address: 'Via Nizza 240, 10126 Torino',
            factoryCode: 'C318064',
            factoryClass: null,
            lastFollowUpOn: followUpIn(-4, 12),
          },
          certificates: [
            certificate(BELT, '2023011104400219', 'CCAP', addDays(today, 262), ['OC-5A', 'OC-5B', 'OC-5C'], KAYA),
            declaration(BELT, 'SDOC-2021011104400377', '2021-11-30', ['OC-3A'], KAYA),
            {
              ...certificate(SEAT, '2024011114400502', 'CQC', addDays(today, 611), ['OC-S1'], KAYA),
              printed: { holderNameZh: '奥菲奇纳安全带有限公司', models: ['OC-S1'] },
              extension: {
                holdsFrom: addDays(today, -240),
                models: ['OC-S1', 'OC-S1 L'],
                reason: 'OC-S1 L added by an extension of the unit.',
              },
              suspension: {
                on: addDays(today, -25),
                until: addDays(today, 66),
                ground: '0205',
                reason: 'The follow-up inspection could not take place in the set time.',
              },
            },
          ],
        },
        {
          legalName: 'Great Lakes Glazing Inc.',
          legalNameZh: '大湖玻璃公司',
          country: 'US',
          contact: {
            name: 'Dana Whitcomb',
            email: 'compliance@greatlakes-glazing.example',
            language: 'en',
            timeZone: 'America/Detroit',
          },
          factory: {
            name: 'Great Lakes Glazing Inc. – Toledo',
            nameZh: '大湖玻璃公司托莱多工厂',
            address: '1400 Matzinger Rd, Toledo, OH',
            factoryCode: 'D402295',
            factoryClass: 'D',
            lastFollowUpOn: followUpIn(52, 6),
          },
          certificates: [
            certificate(WINDSCREEN, '2022011301500077', 'CQC', addDays(today, -2), ['GL-700'], WEISS),
            declaration(WINDSCREEN, 'SDOC-2022011301500193', '2022-03-01', ['GL-720', 'GL-721'], WEISS),
            declaration(WINDSCREEN, 'SDOC-2025011301500640', '2025-06-18', ['GL-740'], WEISS),
          ],
        },
        {
          legalName: 'Ningbo Haichuan Seating Co., Ltd.',
          legalNameZh: '宁波海川座椅有限公司',
          country: 'CN',
          contact: { name: '周敏', email: 'zhou.min@haichuan.example', language: 'zh', timeZone: 'Asia/Shanghai' },
          factory: {
            name: 'Ningbo Haichuan Seating Co., Ltd. – Ningbo',
            nameZh: '宁波海川座椅有限公司宁波工厂',
            address: '宁波市鄞州区工业路88号',
            factoryCode: 'E517340',
            factoryClass: 'C',
            lastFollowUpOn: followUpIn(75, 12),
          },
          certificates: [
            certificate(SEAT, '2023011114600288', 'CCAP', addDays(today, 418), ['HC-1', 'HC-2'], SUN),
            declaration(SEAT, 'SDOC-2023011114600431', '2023-07-07', ['HC-5'], SUN),
            declaration(RECORDER, 'SDOC-2024011117600779', '2024-01-15', ['HC-R2'], SUN),
          ],
        },
      ],
    },
    {
      kind: 'consultancy',
      name: 'Pacific Gate Certification',
      nameZh: '太平门认证服务',
      country: 'GB',
      language: 'en',
      timeZone: 'Europe/London',
      people: [
        { name: 'Oliver Grant', email: GRANT, language: 'en', timeZone: 'Europe/London', country: 'GB', role: 'owner' },
        { name: '孙婷', email: SUN, language: 'zh', timeZone: 'Asia/Shanghai', country: 'CN', role: 'viewer' },
      ],
      clients: [
        {
          legalName: 'Severn Brake Ltd',
          legalNameZh: '塞文制动有限公司',
          country: 'GB',
          contact: {
            name: 'Emma Hale',
            email: 'quality@severnbrake.example',
            language: 'en',
            timeZone: 'Europe/London',
          },
          factory: {
            name: 'Severn Brake Ltd – Gloucester',
            nameZh: '塞文制动有限公司格洛斯特工厂',
            address: 'Docks Road 3, Gloucester',
            factoryCode: 'F600418',
            factoryClass: 'B',
            lastFollowUpOn: followUpIn(38, 12),
          },
          certificates: [
            certificate(BRAKE_PAD, '2022011120700065', 'CCAP', addDays(today, 12), ['SB-90', 'SB-91'], GRANT),
            certificate(BRAKE_PAD, '2025011120700412', 'CQC', addDays(today, 900), ['SB-120'], GRANT),
          ],
        },
        {
          legalName: 'Bergslag Däck AB',
          legalNameZh: '贝里斯拉格轮胎公司',
          country: 'SE',
          contact: {
            name: 'Nils Åkerman',
            email: 'nils@bergslagdack.example',
            language: 'en',
            timeZone: 'Europe/Stockholm',
          },
          factory: {
            name: 'Bergslag Däck AB – Örebro',
            nameZh: '贝里斯拉格轮胎公司厄勒布鲁工厂',
            address: 'Industrigatan 7, Örebro',
            factoryCode: 'G711902',
            factoryClass: 'A',
            lastFollowUpOn: followUpIn(300, 24),
          },
          certificates: [certificate(TYRE, '2024011201700230', 'CCAP', addDays(today, 505), ['BD-16', 'BD-17'], GRANT)],
        },
      ],
    },
    {
      kind: 'manufacturer',
      name: 'Suzhou Yunfan Auto Parts Co., Ltd.',
      nameZh: '苏州云帆汽车部件有限公司',
      country: 'CN',
      language: 'zh',
      timeZone: 'Asia/Shanghai',
      people: [{ name: '陈蕾', email: CHEN, language: 'zh', timeZone: 'Asia/Shanghai', country: 'CN', role: 'owner' }],
      clients: [
        {
          legalName: 'Suzhou Yunfan Auto Parts Co., Ltd.',
          legalNameZh: '苏州云帆汽车部件有限公司',
          country: 'CN',
          contact: { name: '陈蕾', email: CHEN, language: 'zh', timeZone: 'Asia/Shanghai' },
          factory: {
            name: 'Suzhou Yunfan – Kunshan',
            nameZh: '苏州云帆昆山工厂',
            address: '昆山市巴城镇东定路15号',
            factoryCode: 'H820133',
            factoryClass: 'B',
            lastFollowUpOn: followUpIn(28, 12),
          },
          certificates: [
            declaration(REAR_LAMP, 'SDOC-2022011109800152', '2022-10-11', ['YF-7'], CHEN),
            declaration(MIRROR, 'SDOC-2024011110800366', '2024-03-19', ['YF-M1', 'YF-M2'], CHEN),
            certificate(BRAKE_PAD, '2023011120800507', 'CQC', addDays(today, 330), ['YF-B3'], CHEN),
          ],
        },
      ],
    },
  ];
  return tenants.map((tenant) => ({ ...tenant, people: [...tenant.people, ...clientPeople(tenant)] }));
}

/** The contact of each client signs in to the portal. A manufacturer is no client of its own. */
function clientPeople({ kind, clients }: DemoTenant): DemoPerson[] {
  if (kind === 'manufacturer') return [];
  return clients.map(({ legalName, country, contact }) => ({ ...contact, country, role: 'client', client: legalName }));
}
