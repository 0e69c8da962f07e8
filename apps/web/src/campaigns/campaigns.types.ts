import type { ForecastBasis, ForecastVerdict } from '#domain/campaigns/forecast';
import type { CampaignState, MemberStep } from '#domain/campaigns/step';
import type { Scheme } from '#domain/certificate';
import type { Day } from '#domain/day';
import type { Certainty } from '#domain/deadlines/deadline';
import type { Language } from '#domain/permissions';
import type { Words } from '#domain/reference/record';
import type { ApplicationStatus } from '#domain/states/application-status';
import type { CertificateStatus } from '#domain/states/certificate-status';

export const CAMPAIGN_KINDS = ['conversion', 'change', 'extension', 'renewal'] as const;
export type CampaignKind = (typeof CAMPAIGN_KINDS)[number];

/** What the list and the page of a campaign have in common. */
export interface CampaignHead {
  id: string;
  name: string;
  state: CampaignState;
  changeKey: string | null;
  entryId: string | null;
  instrument: string | null;
  caseKind: CampaignKind | null;
  deadlineOn: Day;
  membersTotal: number;
  membersDone: number;
  startedAt: string | null;
  closedAt: string | null;
  createdAt: string;
}

export interface CampaignLine extends CampaignHead {
  counts: FunnelCounts | null;
  forecast: CampaignRange | null;
}

export interface ExcuseGround {
  key: string;
  names: Words;
  says: Words;
  certainty: Certainty;
  source: string;
}

/** Why something was not made: a code and its facts. */
export interface CampaignFailure {
  code: string;
  facts: Readonly<Record<string, unknown>>;
}

export interface CampaignDocument {
  stageKey: string;
  title: string;
  titleZh?: string | null | undefined;
  instructions?: string | null | undefined;
}

export const OWNER_RULES = ['responsible', 'member', 'fewest'] as const;

export interface OwnerRule {
  by: (typeof OWNER_RULES)[number];
  memberId?: string | null | undefined;
  memberIds?: string[] | undefined;
}

export interface LetterText {
  subject: string;
  body: string;
}

export type LetterTexts = { [language in Language]?: LetterText | null | undefined };

export interface Campaign extends CampaignHead {
  filter: object | null;
  schemeKey: string | null;
  schemeNames: Words | null;
  documentsDueOn: Day | null;
  documents: CampaignDocument[];
  ownerRule: OwnerRule;
  letter: LetterTexts | null;
  cancelsDeclaration: boolean;
  note: string | null;
  excuseGrounds: ExcuseGround[];
  failure: CampaignFailure | null;
  createdDoneAt: string | null;
  createdByName: string | null;
  version: number;
}

/** Who would be a member of a draft, and what its start would make. */
/** Another campaign under way that has some of the members. */
export interface CampaignOverlap {
  campaignId: string;
  name: string;
  state: CampaignState;
  caseKind: CampaignKind | null;
  deadlineOn: Day;
  members: number;
}

export interface CampaignPreview {
  overlaps: CampaignOverlap[];
  counts: {
    hit: number;
    unknown: number;
    notHit: number;
    converted: number;
    withCase: number;
    withoutCertificate: number;
  };
  clients: {
    clientId: string;
    clientName: string;
    clientNameZh: string | null;
    hit: number;
    unknown: number;
    readers: number;
  }[];
  clientCount: number;
  owners: { memberId: string | null; name: string | null; cases: number }[];
  letters: { letters: number; readers: number; clientsWithoutContact: number };
  cases: number;
  requests: number;
  faults: CampaignFailure[];
}

export interface CampaignMember {
  id: string;
  step: MemberStep;
  stepSince: string;
  clientId: string;
  clientName: string;
  clientNameZh: string | null;
  certificateId: string | null;
  certificateNumber: string | null;
  scheme: Scheme | null;
  certificateStatus: CertificateStatus | null;
  productId: string;
  productName: string;
  productNameZh: string | null;
  classCode: string;
  applicationId: string | null;
  applicationNumber: string | null;
  applicationStatus: ApplicationStatus | null;
  stageKey: string | null;
  ownerName: string | null;
  expectedOn: Day | null;
  excuseGround: string | null;
  excuseReason: string | null;
  excusedByName: string | null;
  failure: CampaignFailure | null;
  chasedAt: string | null;
  version: number;
}

export interface FunnelCounts {
  planned: number;
  open: number;
  told: number;
  documentsIn: number;
  filed: number;
  certified: number;
  finished: number;
  excused: number;
  failed: number;
}

export interface FunnelClient {
  clientId: string;
  clientName: string;
  clientNameZh: string | null;
  members: number;
  counts: FunnelCounts;
}

/** How many members stand where; the counts together are all members. */
export interface CampaignFunnel {
  members: number;
  counts: FunnelCounts;
  clients: FunnelClient[];
  clientCount: number;
}

/** When a campaign will be over, against its deadline. */
export interface CampaignRange {
  basis: ForecastBasis;
  earlyOn: Day | null;
  likelyOn: Day | null;
  lateOn: Day | null;
  counted: number;
  verdict: ForecastVerdict;
}

export interface CampaignForecast extends CampaignRange {
  deadlineOn: Day;
  members: number;
  remaining: number;
  lastExpectedOn: Day | null;
  weeks: { from: Day; to: Day; members: number }[];
}

export interface CampaignProgress {
  state: CampaignState;
  membersTotal: number;
  membersDone: number;
  failed: number;
  letters: number;
  failure: CampaignFailure | null;
}

export interface LetterTemplate {
  en: LetterText;
  de: LetterText;
  zh: LetterText;
  fields: string[];
}

export interface LetterReader {
  contactId: string;
  name: string;
  email: string;
  language: Language;
}

export interface LetterPreview {
  clientId: string;
  clientName: string;
  clientNameZh: string | null;
  language: Language;
  subject: string;
  body: string;
  readers: LetterReader[];
  members: number;
  letterId: string | null;
}

export interface LetterLine {
  id: string;
  kind: 'letter' | 'chase';
  number: number;
  clientId: string;
  clientName: string;
  clientNameZh: string | null;
  language: Language;
  subject: string;
  writtenOn: Day;
  sent: number;
  refused: number;
  planned: number;
  createdAt: string;
}

export interface ChaseAnswer {
  isPreview: boolean;
  letters: {
    clientId: string;
    clientName: string;
    clientNameZh: string | null;
    language: Language;
    subject: string;
    body: string;
    readers: LetterReader[];
    members: number;
  }[];
  letterCount: number;
  readers: number;
  members: number;
  skipped: {
    reason: 'nothing-open' | 'written-lately' | 'no-contact';
    clientId: string;
    clientName: string;
    clientNameZh: string | null;
    members: number;
  }[];
}

export interface ReportReader {
  contactId: string;
  name: string;
  email: string;
  language: Language;
  clientId: string;
  clientName: string;
  clientNameZh: string | null;
  weekday: number;
  lastOn: Day | null;
}

/** A procedure as published, as far as a campaign needs it. */
export interface SchemeRecord {
  key: string;
  fields: { names: Words; kind: string; stages: { key: string; names: Words }[] };
}

/** What is sent for a draft. */
export interface CampaignInput {
  name: string;
  changeKey?: string;
  entryId?: string;
  filter?: object;
  caseKind: CampaignKind | null;
  schemeKey: string | null;
  deadlineOn: string;
  documentsDueOn: string | null;
  documents: CampaignDocument[];
  ownerRule: OwnerRule;
  letter: LetterTexts | null;
  cancelsDeclaration: boolean;
  note: string | null;
}

/** Everything but where it comes from. */
export type CampaignDraftEdit = Omit<CampaignInput, 'changeKey' | 'entryId' | 'filter'>;
