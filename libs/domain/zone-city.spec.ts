import { zoneCity } from './zone-city.js';

it.each([
  ['Asia/Shanghai', 'en', 'Shanghai'],
  ['Asia/Shanghai', 'zh', '上海'],
  ['Europe/Rome', 'de', 'Rom'],
  ['Europe/Rome', 'zh', '罗马'],
  ['America/New_York', 'de', 'New York'],
  ['America/Argentina/Buenos_Aires', 'en', 'Buenos Aires'],
  ['Africa/Lagos', 'zh', 'Lagos'],
  ['UTC', 'de', 'UTC'],
] as const)('%s is told in %s as %s', (zone, language, city) => {
  expect(zoneCity(zone, language)).toBe(city);
});
