import type { BookingAct, BookingStatus } from '#domain/states/booking-status';
import type { SampleAct, SampleStatus } from '#domain/states/sample-status';
import type { Basis, Certainty, DeadlineKind } from '#domain/deadlines/deadline';
import type { Day } from '#domain/day';
import type { Language } from '#domain/permissions';
import type { YesNoUnknown } from '#domain/reference/actors';

type Words = Record<Language, string>;

export interface Marks {
  cccDesignated: YesNoUnknown;
  cnas: YesNoUnknown;
  cma: YesNoUnknown;
}

export interface KnownLaboratory extends Marks {
  referenceKey: string;
  names: Words;
  abbreviation: string | null;
  city: string | null;
  province: string | null;
  note: Words | null;
  certainty: Certainty;
  source: string;
}

export interface LaboratoryLine extends Marks {
  id: string;
  referenceKey: string | null;
  name: string;
  nameZh: string | null;
  city: string | null;
  country: string;
  timeZone: string;
  checkedOn: Day | null;
  benches: number;
  bookingsLive: number;
}

export interface LaboratoryPage {
  items: LaboratoryLine[];
  nextCursor: string | null;
  known: KnownLaboratory[];
}

export interface Bench {
  id: string;
  laboratoryId: string;
  name: string;
  capacity: number;
  opensAt: string;
  closesAt: string;
  worksWeekends: boolean;
  isClosed: boolean;
  version: number;
}

export interface Laboratory extends Marks {
  id: string;
  referenceKey: string | null;
  name: string;
  nameZh: string | null;
  city: string | null;
  country: string;
  timeZone: string;
  checkedOn: Day | null;
  basisNote: string | null;
  email: string | null;
  note: string | null;
  reference: KnownLaboratory | null;
  benches: Bench[];
  version: number;
}

export interface OccupyingBooking {
  id: string;
  place: number;
  startsAt: string;
  endsAt: string;
  status: string;
  productName: string;
  productNameZh: string | null;
  clientName: string;
}

export interface OccupiedBench extends Bench {
  laboratoryName: string;
  laboratoryNameZh: string | null;
  country: string;
  timeZone: string;
  bookings: OccupyingBooking[];
}

export interface Occupancy {
  benches: OccupiedBench[];
}

export interface Slot {
  startsAt: string;
  endsAt: string;
}

export interface EligibilityAnswer {
  key: string;
  answer: YesNoUnknown;
  reason: string;
  basis: Basis;
  certainty: Certainty;
  source: string;
  checkedOn: Day | null;
  text: Words | null;
}

export interface Eligibility {
  verdict: YesNoUnknown;
  day: Day;
  answers: EligibilityAnswer[];
}

interface Owed {
  nextDueOn: Day | null;
  nextDueKind: DeadlineKind | null;
  nextDueBasis: Basis | null;
}

export interface BookingLine extends Owed {
  id: string;
  status: BookingStatus;
  productId: string;
  productName: string;
  productNameZh: string | null;
  clientId: string;
  clientName: string;
  clientNameZh: string | null;
  applicationId: string | null;
  applicationNumber: string | null;
  laboratoryName: string | null;
  laboratoryNameZh: string | null;
  timeZone: string | null;
  benchName: string | null;
  startsAt: string | null;
  endsAt: string | null;
  optionUntil: Day | null;
  wishedFrom: Day | null;
  wishedTo: Day | null;
  test: string | null;
  outcome: 'passed' | 'failed' | null;
  responsibleName: string | null;
}

export interface TestResult {
  id: string;
  number: number;
  outcome: 'passed' | 'failed';
  failedItems: string | null;
  reportNumber: string | null;
  standard: string | null;
  reportedOn: Day;
  fileId: string | null;
  fileName: string | null;
}

export interface SampleOfBooking {
  id: string;
  label: string;
  quantity: number;
  status: SampleStatus;
  place: string | null;
  nextDueOn: Day | null;
}

export interface CaseMove {
  stageKey: string | null;
  act: string;
  isMoved: boolean;
  code: string | null;
  facts: Record<string, unknown>;
}

export interface Booking extends Owed {
  id: string;
  status: BookingStatus;
  statusReason: string | null;
  acts: BookingAct[];
  client: { id: string; legalName: string; legalNameZh: string | null };
  product: { id: string; name: string; nameZh: string | null; classCode: string };
  application: { id: string; number: string } | null;
  laboratory: { id: string; name: string; nameZh: string | null; timeZone: string; country: string } | null;
  bench: { id: string; name: string } | null;
  place: number | null;
  startsAt: string | null;
  endsAt: string | null;
  optionUntil: Day | null;
  wishedFrom: Day | null;
  wishedTo: Day | null;
  test: string | null;
  standard: string | null;
  eligibility: Eligibility | null;
  overrideReason: string | null;
  overriddenByName: string | null;
  responsible: { id: string; name: string } | null;
  startedOn: Day | null;
  finishedOn: Day | null;
  results: TestResult[];
  samples: SampleOfBooking[];
  version: number;
}

export interface BookingAfterAct extends Booking {
  caseMove: CaseMove | null;
}

export type SampleDeed = SampleAct | 'extend';

export interface SampleLine extends Owed {
  id: string;
  label: string;
  models: string[];
  quantity: number;
  status: SampleStatus;
  statusReason: string | null;
  statusOn: Day | null;
  acts: SampleDeed[];
  clientName: string;
  clientNameZh: string | null;
  productId: string;
  productName: string;
  productNameZh: string | null;
  applicationId: string | null;
  applicationNumber: string | null;
  bookingId: string | null;
  place: string | null;
  carrier: string | null;
  trackingNumber: string | null;
  customsDeclaration: string | null;
  temporaryImportOn: Day | null;
  temporaryImportExtendedOn: Day | null;
  version: number;
}
