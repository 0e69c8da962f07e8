import type { ReferenceBook } from '#domain/reference/book';
import { codedClasses } from '#domain/reference/catalogue';
import type { CatalogueClassView, DeadlineRuleView, ReferenceYearView } from './reference.dto.js';

/** The classes that a register can name. */
export function toClassViews(book: ReferenceBook): CatalogueClassView[] {
  return codedClasses(book.classes).map(({ code, names, implementationRule, conversion, certainty, source }) => ({
    code,
    nameEn: names.en,
    nameZh: names.zh,
    nameDe: names.de,
    rule: implementationRule,
    mode: conversion === null ? 'third-party' : 'self-declaration-ending',
    isConverting: conversion !== null,
    certainty,
    source,
  }));
}

/** By kind, and within it in the order in which they are tried. */
export function toRuleViews(book: ReferenceBook): DeadlineRuleView[] {
  return book.rules
    .map(({ key, kind, basis, certainty, isDisputed, source, sourceUrl, ...parameters }) => ({
      code: key,
      kind,
      basis,
      certainty,
      isDisputed,
      parameters,
      source,
      sourceUrl,
    }))
    .sort((a, b) => compare(a.kind, b.kind));
}

export function toYearViews(book: ReferenceBook): ReferenceYearView[] {
  return book.calendarYears
    .map(({ country, year, status, source, exceptions }) => ({
      country,
      year,
      status,
      source,
      days: exceptions
        .map(({ day, kind, name }) => ({ day, kind, name: name ?? 'Make-up working day' }))
        .sort((a, b) => compare(a.day, b.day)),
    }))
    .sort((a, b) => compare(a.country, b.country) || a.year - b.year);
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
