import { FirstSchema1763640000000 } from './1763640000000-first-schema.js';
import { Search1763640000001 } from './1763640000001-search.js';
import { Statistics1763640000002 } from './1763640000002-statistics.js';
import { Letterhead1763700000001 } from './1763700000001-letterhead.js';
import { ReferenceRecords1763700000002 } from './1763700000002-reference-records.js';
import { Applicability1763700000003 } from './1763700000003-applicability.js';
import { Plans1763700000004 } from './1763700000004-plans.js';
import { DeadlineMoves1763700000005 } from './1763700000005-deadline-moves.js';
import { StatusGrounds1763700000006 } from './1763700000006-status-grounds.js';
import { Applications1763800000001 } from './1763800000001-applications.js';
import { FilesDocuments1763800000002 } from './1763800000002-files-documents.js';
import { Audits1763800000003 } from './1763800000003-audits.js';
import { Laboratories1763800000004 } from './1763800000004-laboratories.js';
import { CaseSubjects1763800000005 } from './1763800000005-case-subjects.js';
import { CaseSearch1763800000006 } from './1763800000006-case-search.js';
import { CertificateLife1763900000001 } from './1763900000001-certificate-life.js';
import { CertificateRegister1763900000002 } from './1763900000002-certificate-register.js';
import { ProductChanges1763900000003 } from './1763900000003-product-changes.js';
import { RegulatoryWatch1763900000004 } from './1763900000004-regulatory-watch.js';
import { Campaigns1763900000005 } from './1763900000005-campaigns.js';
import { DeterminationsApprovals1763900000006 } from './1763900000006-determinations-approvals.js';
import { CertificateSubjects1763900000007 } from './1763900000007-certificate-subjects.js';
import { GoodsRelease1763900000008 } from './1763900000008-goods-release.js';
import { CertificateCampaignMends1764000000000 } from './1764000000000-certificate-campaign-mends.js';
import { ReminderPolicies1764000000001 } from './1764000000001-reminder-policies.js';
import { MailDelivery1764000000002 } from './1764000000002-mail-delivery.js';
import { CalendarFeeds1764000000003 } from './1764000000003-calendar-feeds.js';
import { ReminderAnswers1764000000004 } from './1764000000004-reminder-answers.js';
import { MailSenders1764000000005 } from './1764000000005-mail-senders.js';
import { MailChoices1764000000006 } from './1764000000006-mail-choices.js';
import { ReminderLedger1764000000007 } from './1764000000007-reminder-ledger.js';
import { CaseSearchMeets1764100000001 } from './1764100000001-case-search-meets.js';
import { DisownedNotices1764100000002 } from './1764100000002-disowned-notices.js';
import { CbReports1764100000003 } from './1764100000003-cb-reports.js';
import { EscalationPolicies1764100000004 } from './1764100000004-escalation-policies.js';
import { DueMails1764200000001 } from './1764200000001-due-mails.js';
import { CaseSearchSets1764200000002 } from './1764200000002-case-search-sets.js';
import { CbReportMoves1764200000003 } from './1764200000003-cb-report-moves.js';
import { ReminderLayings1764200000004 } from './1764200000004-reminder-layings.js';

/** In order of their timestamps. A merged migration is never edited; a change is a new one. */
export const MIGRATIONS = [
  FirstSchema1763640000000,
  Search1763640000001,
  Statistics1763640000002,
  Letterhead1763700000001,
  ReferenceRecords1763700000002,
  Applicability1763700000003,
  Plans1763700000004,
  DeadlineMoves1763700000005,
  StatusGrounds1763700000006,
  Applications1763800000001,
  FilesDocuments1763800000002,
  Audits1763800000003,
  Laboratories1763800000004,
  CaseSubjects1763800000005,
  CaseSearch1763800000006,
  CertificateLife1763900000001,
  CertificateRegister1763900000002,
  ProductChanges1763900000003,
  RegulatoryWatch1763900000004,
  Campaigns1763900000005,
  DeterminationsApprovals1763900000006,
  CertificateSubjects1763900000007,
  GoodsRelease1763900000008,
  CertificateCampaignMends1764000000000,
  ReminderPolicies1764000000001,
  MailDelivery1764000000002,
  CalendarFeeds1764000000003,
  ReminderAnswers1764000000004,
  MailSenders1764000000005,
  MailChoices1764000000006,
  ReminderLedger1764000000007,
  CaseSearchMeets1764100000001,
  DisownedNotices1764100000002,
  CbReports1764100000003,
  EscalationPolicies1764100000004,
  DueMails1764200000001,
  CaseSearchSets1764200000002,
  CbReportMoves1764200000003,
  ReminderLayings1764200000004,
];
