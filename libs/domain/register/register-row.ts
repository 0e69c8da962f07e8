/** The shapes of a register's row: what it says in our own words, what its reading needs to know and what it yields. */

import type { CertificateStatus } from '../states/certificate-status.js';
import type { FactoryClass, Scheme } from '../certificate.js';
import type { Day } from '../day.js';
import type { Language } from '../permissions.js';
import type { RegisterColumn } from './columns.js';
import type { DateShape } from './date.js';
import type { RegisterFault, RegisterWarning } from './fault.js';

/** One certificate or declaration of a register with everything its row says, checked and in our own words. */
export interface RegisterRow {
  row: number;
  client: { name: string; nameZh: string | null; country: string };
  contact: { name: string; email: string; language: Language; timeZone: string | null; country: string } | null;
  factory: {
    name: string;
    code: string | null;
    country: string;
    factoryClass: FactoryClass | null;
    lastFollowUpOn: Day | null;
  };
  product: {
    classCode: string;
    name: string;
    nameZh: string | null;
    manufacturer: string;
    models: string[];
    standard: string | null;
  };
  certificate: {
    number: string;
    scheme: Scheme;
    body: string | null;
    issuedOn: Day;
    validUntil: Day | null;
    status: CertificateStatus;
    replaces: string | null;
  };
  /** Address of the responsible consultant. */
  responsible: string | null;
  remarks: string | null;
}

/** What the reading of a row needs to know of the world. */
export interface ReadingRules {
  /** Codes of the catalogue, and whether the class could be self-declared (Announcement 57/2025 converts it). */
  classes: ReadonlyMap<string, { isConverting: boolean; implementationRule: string | null }>;
  /** Addresses of those who may be responsible, by `nameKey` of their names; a name that two people bear is left out. */
  people: ReadonlyMap<string, string>;
  /** Today in the reader's zone. */
  today: Day;
}

/** What was put right while reading; the dry run tells it. */
export type Tidied =
  | { kind: 'spaces'; as: RegisterColumn }
  | { kind: 'date'; shape: DateShape; example: string }
  | { kind: 'separator'; sign: string }
  | { kind: 'word'; as: RegisterColumn; found: string; read: string }
  | { kind: 'placeholder'; as: RegisterColumn; found: string };

export interface RowReading {
  /** Null when a cell is at fault. */
  register: RegisterRow | null;
  /** Parts that could be read even when others are at fault: the cross-row checks go on with them. */
  known: { client?: string; number?: string; classCode?: string; scheme?: Scheme; replaces?: string };
  faults: RegisterFault[];
  warnings: RegisterWarning[];
  tidied: Tidied[];
}
