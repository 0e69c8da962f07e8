import { zoneCity } from '#domain/zone-city';
import { spoken } from './i18n.js';

/** A time zone by its city, in the language of the screens. */
export const cityOf = (timeZone: string): string => zoneCity(timeZone, spoken());
