import { BODIES, FACTORY_CLASSES, type FactoryClass, type Scheme } from '../certificate.js';
import type { CertificateStatus } from '../states/certificate-status.js';
import type { Language } from '../permissions.js';
import { narrow, wordKey } from './text.js';

function table<T extends string>(words: Readonly<Record<T, readonly string[]>>): ReadonlyMap<string, T> {
  const entries = Object.entries(words) as [T, readonly string[]][];
  return new Map(entries.flatMap(([value, names]) => [value, ...names].map((name) => [wordKey(name), value] as const)));
}

const STATUSES = table<CertificateStatus>({
  valid: ['active', 'in force', 'gültig', 'aktiv', '有效', '有效的', '正常'],
  suspended: ['ausgesetzt', '暂停', '已暂停', '暂停使用'],
  cancelled: ['canceled', 'annulliert', 'storniert', 'gelöscht', '注销', '已注销'],
  revoked: ['withdrawn', 'widerrufen', 'entzogen', '撤销', '已撤销', '吊销'],
  expired: ['lapsed', 'abgelaufen', 'erloschen', '过期', '已过期', '到期', '失效', '已失效', '过期失效'],
});

const SCHEMES = table<Scheme>({
  ccc: ['3C', 'CCC certificate', 'CCC certification', 'CCC-Zertifikat', 'CCC认证', 'CCC证书', '3C认证', '3C证书', '强制性认证', '强制性产品认证', '强制认证'],
  'ccc-self-declaration-a': ['CCC self-declaration A', 'Self-declaration A', 'SDoC A', 'Selbsterklärung A', 'CCC-Selbsterklärung A', '自我声明A', '自我声明程序A', 'CCC自我声明A', 'CCC自我声明程序A', 'A类自我声明'],
  'ccc-self-declaration-b': ['CCC self-declaration B', 'Self-declaration B', 'SDoC B', 'Selbsterklärung B', 'CCC-Selbsterklärung B', '自我声明B', '自我声明程序B', 'CCC自我声明B', 'CCC自我声明程序B', 'B类自我声明'],
  'cqc-voluntary': ['CQC', 'CQC mark', 'voluntary CQC', 'CQC freiwillig', 'CQC自愿', 'CQC自愿认证', 'CQC自愿性认证', 'CQC标志认证'],
  'ccap-voluntary': ['CCAP', 'CCAP mark', 'voluntary CCAP', 'CCAP freiwillig', 'CCAP自愿', 'CCAP自愿认证', 'CCAP自愿性认证', 'CCAP标志认证'],
  'cav-voluntary': ['CAV', 'CAV mark', 'voluntary CAV', 'CAV freiwillig', 'CAV自愿', 'CAV自愿认证', 'CAV自愿性认证'],
}); // prettier-ignore

/** A declaration without its procedure: every automotive one was made by procedure B (docs/domain.md), so B is read. */
const DECLARATION = new Set(
  ['CCC self-declaration', 'Self-declaration', 'Self declaration of conformity', 'SDoC', 'Selbsterklärung', 'CCC-Selbsterklärung', '自我声明', 'CCC自我声明'].map(wordKey),
); // prettier-ignore

const LANGUAGES = table<Language>({
  en: ['english', 'eng', 'englisch', '英文', '英语', '英'],
  de: ['german', 'ger', 'deu', 'deutsch', '德文', '德语', '德'],
  zh: ['chinese', 'chi', 'zho', 'cn', 'zh-cn', 'zh-hans', 'chinesisch', '中文', '汉语', '简体中文', '中'],
});

const BODY_NAMES = table<(typeof BODIES)[number]>({
  CQC: ['China Quality Certification Centre', 'China Quality Certification Center', '中国质量认证中心', '中国质量认证中心有限公司'],
  CCAP: ['China Certification Centre for Automotive Products', 'China Certification Center for Automotive Products', '中汽认证中心', '中汽认证中心有限公司'],
  CAV: ['Certification Alliance for Vehicle', '机动车认证联盟'],
  CSP: [],
  CTC: [],
  CGAC: [],
  ISCCC: ['CCRC', '中国网络安全审查认证和市场监管大数据中心'],
  CEMTC: [],
  Huacheng: ['华诚', '华诚认证', '华诚认证中心'],
}); // prettier-ignore

export const readStatus = (text: string): CertificateStatus | null => STATUSES.get(wordKey(text)) ?? null;
export const readLanguage = (text: string): Language | null => LANGUAGES.get(wordKey(text)) ?? null;
export const readBody = (text: string): string | null => BODY_NAMES.get(wordKey(text)) ?? null;

/** `isAssumed`: the text says self-declaration without the procedure, B was taken. */
export function readScheme(text: string): { scheme: Scheme; isAssumed: boolean } | null {
  const scheme = SCHEMES.get(wordKey(text));
  if (scheme) return { scheme, isAssumed: false };
  return DECLARATION.has(wordKey(text)) ? { scheme: 'ccc-self-declaration-b', isAssumed: true } : null;
}

/** `A`, `class A`, `A类`, `A级`; `unknown` and its like are null, which is allowed; undefined is not a class. */
export function readFactoryClass(text: string): FactoryClass | null | undefined {
  const key = wordKey(text)
    .replace(/^(?:class|klasse)|[类级]$/g, '')
    .toUpperCase();
  if (['UNKNOWN', 'UNBEKANNT', '未知', '不详'].includes(key)) return null;
  return FACTORY_CLASSES.find((known) => known === key);
}

/** Country names beyond what Intl knows, and the three-letter codes met most. */
const COUNTRY_SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  GB: ['UK', 'GBR', 'Great Britain', 'England', 'Großbritannien', '英国'],
  US: ['USA', 'United States of America', 'America', 'U.S.', 'Vereinigte Staaten von Amerika', '美国'],
  CN: [
    'PRC',
    'CHN',
    "People's Republic of China",
    'PR China',
    'VR China',
    'Mainland China',
    '中国大陆',
    '中华人民共和国',
  ],
  HK: ['Hong Kong', 'Hongkong', '香港', '中国香港'],
  TW: ['Taiwan', '台湾', '中国台湾'],
  KR: ['Korea', 'KOR', 'Republic of Korea', 'South Korea', 'Südkorea', '韩国'],
  CZ: ['Czech Republic', 'CZE', 'Tschechische Republik', '捷克', '捷克共和国'],
  TR: ['Turkey', 'Türkei', 'TUR', '土耳其'],
  NL: ['Holland', 'The Netherlands', 'NLD', '荷兰'],
  DE: ['DEU', 'GER'],
  AT: ['AUT'],
  JP: ['JPN'],
  FR: ['FRA'],
  IT: ['ITA'],
  ES: ['ESP'],
  SE: ['SWE'],
  FI: ['FIN'],
  CH: ['CHE'],
  PL: ['POL'],
  IN: ['IND'],
  MX: ['MEX'],
  CA: ['CAN'],
  BR: ['BRA'],
};

let countries: { codes: ReadonlySet<string>; byWord: ReadonlyMap<string, string> } | undefined;

/** Built on first use: 676 codes in three languages take some 10 ms. */
function countryTable(): { codes: ReadonlySet<string>; byWord: ReadonlyMap<string, string> } {
  if (countries) return countries;
  const codes = new Set<string>();
  const byWord = new Map<string, string>();
  const names = ['en', 'de', 'zh-Hans'].map(
    (language) => new Intl.DisplayNames(language, { type: 'region', fallback: 'none' }),
  );
  for (let first = 65; first <= 90; first += 1) {
    for (let second = 65; second <= 90; second += 1) {
      const code = String.fromCharCode(first, second);
      // Groups (EU, EZ, UN), pseudo and unknown regions, and codes that stand for another one (UK = GB, DD = DE).
      if (/^(?:EU|EZ|UN|QO|ZZ|X[ABK]|[QX].)$/.test(code) && code !== 'XK' && code !== 'QA') continue;
      if (
        new Intl.Locale(`und-${code}`).region !== code ||
        Intl.getCanonicalLocales(`und-${code}`)[0] !== `und-${code}`
      )
        continue;
      const inLanguages = names.map((name) => name.of(code));
      if (!inLanguages[0]) continue;
      codes.add(code);
      for (const name of inLanguages) if (name) byWord.set(wordKey(name), code);
    }
  }
  for (const [code, words] of Object.entries(COUNTRY_SYNONYMS))
    for (const word of words) byWord.set(wordKey(word), code);
  countries = { codes, byWord };
  return countries;
}

/** Whether the two letters are a country of ISO 3166. */
export function isCountry(code: string): boolean {
  return countryTable().codes.has(code);
}

/** The ISO code of a country named by its code or by its name in English, German or Chinese. */
export function readCountry(text: string): string | null {
  const code = narrow(text).trim().toUpperCase();
  if (isCountry(code)) return code;
  return countryTable().byWord.get(wordKey(text)) ?? null;
}

/** Whether Intl knows the zone, by its name in the tz database (`Europe/Berlin`). */
export function isTimeZone(text: string): boolean {
  if (!/^[A-Za-z]+(?:\/[A-Za-z0-9_+-]+)+$|^UTC$/.test(text)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}
