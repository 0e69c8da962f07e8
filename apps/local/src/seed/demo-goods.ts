import { addDays, addMonths, type Day } from '#domain/day';
import type { DemoCertificate } from './demo-shapes.js';

/** What goods of one kind have in common; classes and standards are real. */
export type Kind = Pick<DemoCertificate, 'product' | 'productZh' | 'classCode' | 'standard'>;
export const MIRROR: Kind = {
  product: 'Exterior rear-view mirror',
  productZh: '外后视镜',
  classCode: '1110',
  standard: 'GB 15084-2022',
};
export const HEADLAMP: Kind = {
  product: 'Headlamp assembly',
  productZh: '前照灯总成',
  classCode: '1109',
  standard: 'GB 4599-2024',
};
export const REAR_LAMP: Kind = {
  product: 'Rear combination lamp',
  productZh: '后组合灯',
  classCode: '1109',
  standard: 'GB 5920-2024',
};
export const BELT: Kind = {
  product: 'Safety belt',
  productZh: '汽车安全带',
  classCode: '1104',
  standard: 'GB 14166-2024',
};
export const WINDSCREEN: Kind = {
  product: 'Laminated windscreen',
  productZh: '夹层前风窗玻璃',
  classCode: '1301',
  standard: 'GB 9656-2021',
};
export const SEAT: Kind = {
  product: 'Driver seat',
  productZh: '驾驶员座椅',
  classCode: '1114',
  standard: 'GB 15083-2019',
};
export const RECORDER: Kind = {
  product: 'Driving recorder',
  productZh: '汽车行驶记录仪',
  classCode: '1117',
  standard: 'GB/T 19056-2021',
};
export const BRAKE_PAD: Kind = {
  product: 'Disc brake pad',
  productZh: '盘式制动衬片',
  classCode: '1120',
  standard: 'GB 5763-2018',
};
export const TYRE: Kind = {
  product: 'Passenger car tyre',
  productZh: '轿车轮胎',
  classCode: '1201',
  standard: 'GB 9743-2024',
};

/** One that stays until it is converted. */
export function declaration(
  kind: Kind,
  number: string,
  issuedOn: Day,
  models: string[],
  responsible: string,
): DemoCertificate {
  const scheme = 'ccc-self-declaration-b';
  return { ...kind, models, number, scheme, body: null, issuedOn, validUntil: null, responsible };
}

/** @param renewalOn day on which its renewal is to be filed */
export function certificate(
  kind: Kind,
  number: string,
  body: string,
  renewalOn: Day,
  models: string[],
  responsible: string,
): DemoCertificate {
  return { ...kind, ...fiveYearsTo(renewalOn), models, number, body, scheme: 'ccc', responsible };
}

/** A certificate whose renewal is to be filed on `renewalOn`: valid for five years, day -90. */
function fiveYearsTo(renewalOn: Day): { issuedOn: Day; validUntil: Day } {
  const validUntil = addDays(renewalOn, 90);
  return { validUntil, issuedOn: addDays(addMonths(validUntil, -60), 1) };
}

/** Last follow-up of a factory whose next one comes in `days`, at a rhythm of `months`. */
export function followUpIn(today: Day, days: number, months: number): Day {
  return addMonths(addDays(today, days), -months);
}
