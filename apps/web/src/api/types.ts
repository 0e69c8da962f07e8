import type { Basis, Certainty, Counted, DeadlineKind, DeadlineState } from '#domain/deadlines/deadline';
import type { Day } from '#domain/day';
import type { Language, Role, TenantKind } from '#domain/permissions';

/**
 * What the api sends and takes where several screens need it. Shapes of one screen stand in that screen's folder
 * (`certificates/certificates.types.ts`). Kept by hand, so that they speak the domain's unions and not bare strings;
 * test/http/api-contract.spec.ts compares the addresses with /api/openapi.json.
 */

/** A page of a list: `nextCursor` asks for the next one, null on the last. */
export interface Page<Row> {
  items: Row[];
  nextCursor: string | null;
}

export interface Person {
  id: string;
  name: string;
  email: string;
  language: Language;
  timeZone: string;
  isPlatformOwner: boolean;
}

/** A person's place in one tenant; `clientId` binds a client-role member to its one client company. */
export interface Membership {
  tenantId: string;
  memberId: string;
  tenantName: string;
  tenantNameZh: string | null;
  tenantKind: TenantKind;
  role: Role;
  clientId: string | null;
}

/** The client company with whose eyes a member of staff looks. */
export interface ViewedClient {
  id: string;
  legalName: string;
  legalNameZh: string | null;
}

export interface Me {
  person: Person;
  memberships: Membership[];
  /** null = with one's own eyes. */
  viewAs: ViewedClient | null;
  /** The instant of the product's clock. */
  now: string;
}

/** What a deadline is about, as much as a line needs: exactly one of those that owe days. */
export interface DeadlineSubject {
  certificateId: string | null;
  factoryId: string | null;
  applicationId: string | null;
  auditId: string | null;
  bookingId: string | null;
  sampleId: string | null;
  entryId: string | null;
  determinationId: string | null;
  approvalId: string | null;
  cbReportId: string | null;
  /** Of a CB test report: its product, on whose page it stands. */
  reportProductId: string | null;
  /** Of an approval: its kind in the reference data. */
  approvalKind: string | null;
  /** Of an approval: the vehicle project it belongs to. */
  projectId: string | null;
  /** Number of the certificate, case, determination or approval, name of the factory or laboratory, label of the sample, title of the entry. */
  label: string;
  labelZh: string | null;
  productName: string | null;
  productNameZh: string | null;
  clientId: string | null;
  clientName: string | null;
  clientNameZh: string | null;
  /** The case it is or belongs to. */
  caseId: string | null;
  caseNumber: string | null;
  /** Of a sample: the booking it lies at. */
  sampleBookingId: string | null;
  /** Number of the finding. */
  itemNumber: number | null;
  /** What is owed of it: title of the document, name of the stage's day. */
  itemNames: Record<Language, string> | null;
}

/** A day owed, with everything a reader may ask about it. */
export interface Deadline {
  id: string;
  kind: DeadlineKind;
  dueOn: Day;
  basis: Basis;
  rule: string;
  source: string;
  certainty: Certainty;
  counted: Counted;
  isDisputed: boolean;
  state: DeadlineState;
}
