import type { Language } from './permissions.js';

/** Chinese names of cities that name a time zone; the others stand in Latin script. */
const IN_CHINESE: Readonly<Record<string, string>> = {
  'America/Chicago': '芝加哥',
  'America/Detroit': '底特律',
  'America/Los_Angeles': '洛杉矶',
  'America/New_York': '纽约',
  'Asia/Bangkok': '曼谷',
  'Asia/Hong_Kong': '香港',
  'Asia/Kolkata': '加尔各答',
  'Asia/Seoul': '首尔',
  'Asia/Shanghai': '上海',
  'Asia/Singapore': '新加坡',
  'Asia/Taipei': '台北',
  'Asia/Tokyo': '东京',
  'Asia/Urumqi': '乌鲁木齐',
  'Australia/Sydney': '悉尼',
  'Europe/Berlin': '柏林',
  'Europe/London': '伦敦',
  'Europe/Madrid': '马德里',
  'Europe/Paris': '巴黎',
  'Europe/Prague': '布拉格',
  'Europe/Rome': '罗马',
  'Europe/Stockholm': '斯德哥尔摩',
  'Europe/Vienna': '维也纳',
  'Europe/Warsaw': '华沙',
  'Europe/Zurich': '苏黎世',
};

/** German names of cities that differ from what the zone is called. */
const IN_GERMAN: Readonly<Record<string, string>> = {
  'Asia/Hong_Kong': 'Hongkong',
  'Asia/Singapore': 'Singapur',
  'Asia/Taipei': 'Taipeh',
  'Asia/Tokyo': 'Tokio',
  'Europe/Athens': 'Athen',
  'Europe/Brussels': 'Brüssel',
  'Europe/Bucharest': 'Bukarest',
  'Europe/Copenhagen': 'Kopenhagen',
  'Europe/Lisbon': 'Lissabon',
  'Europe/Moscow': 'Moskau',
  'Europe/Prague': 'Prag',
  'Europe/Rome': 'Rom',
  'Europe/Vienna': 'Wien',
  'Europe/Warsaw': 'Warschau',
  'Europe/Zurich': 'Zürich',
};

/** A time zone by its city, in the reader's language where it has a name there. */
export function zoneCity(timeZone: string, language: Language): string {
  const own = { en: undefined, de: IN_GERMAN[timeZone], zh: IN_CHINESE[timeZone] }[language];
  return own ?? (timeZone.split('/').pop() ?? timeZone).replaceAll('_', ' ');
}
