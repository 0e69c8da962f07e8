import { BASES } from '#domain/deadlines/deadline';
import {
  KNOWN_OR_NOT,
  type Authority,
  type CertificationBody,
  type Laboratory,
  type Qualification,
} from '#domain/reference/actors';
import type { RecordReader } from '../record-reader.js';

export function readAuthority(record: RecordReader): Authority {
  return { ...record.head(), names: record.words('names'), role: record.words('role') };
}

export function readBody(record: RecordReader): CertificationBody {
  return {
    ...record.head(),
    abbreviation: record.optionalText('abbreviation'),
    names: record.words('names'),
    city: record.optionalText('city'),
    scopes: record.optionalWords('scopes'),
    website: record.optionalText('website'),
    note: record.optionalWords('note'),
  };
}

export function readLaboratory(record: RecordReader): Laboratory {
  const known = (field: string) => record.optionalOneOf(field, KNOWN_OR_NOT) ?? 'unknown';
  return {
    ...record.head(),
    names: record.words('names'),
    abbreviation: record.optionalText('abbreviation'),
    city: record.optionalText('city'),
    province: record.optionalText('province'),
    cccDesignated: known('cccDesignated'),
    cnas: known('cnas'),
    cma: known('cma'),
    note: record.optionalWords('note'),
  };
}

export function readQualification(record: RecordReader): Qualification {
  return {
    ...record.head(),
    names: record.words('names'),
    meaning: record.words('meaning'),
    basis: record.oneOf('basis', BASES),
  };
}
