import { addDays, addMonths, type Day } from '#domain/day';
import type { DemoCertificate } from './demo-shapes.js';

/** What goods of one kind have in common; classes and standards are real. */
export type Kind = Pick<DemoCertificate, 'product' | 'productZh' | 'classCode' | 'standard'>;
const kind = (product: string, productZh: string, classCode: string, standard: string): Kind => ({
  product,
  productZh,
  classCode,
  standard,
});

export const MIRROR = kind('Exterior rear-view mirror', '外后视镜', '1110', 'GB 15084-2022');
export const HEADLAMP = kind('Headlamp assembly', '前照灯总成', '1109', 'GB 4599-2024');
export const REAR_LAMP = kind('Rear combination lamp', '后组合灯', '1109', 'GB 5920-2024');
export const BELT = kind('Safety belt', '汽车安全带', '1104', 'GB 14166-2024');
export const WINDSCREEN = kind('Laminated windscreen', '夹层前风窗玻璃', '1301', 'GB 9656-2021');
export const SEAT = kind('Driver seat', '驾驶员座椅', '1114', 'GB 15083-2019');
export const RECORDER = kind('Driving recorder', '汽车行驶记录仪', '1117', 'GB/T 19056-2021');
export const BRAKE_PAD = kind('Disc brake pad', '盘式制动衬片', '1120', 'GB 5763-2018');
export const TYRE = kind('Passenger car tyre', '轿车轮胎', '1201', 'GB 9743-2024');

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
