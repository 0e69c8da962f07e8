import { Tenant } from './tenant.entity.js';
import { Client } from './client.entity.js';
import { Member } from './member.entity.js';
import { Contact } from './contact.entity.js';
import { Factory } from './factory.entity.js';
import { ClientFactory } from './client-factory.entity.js';
import { CatalogueClass } from './catalogue-class.entity.js';
import { ReferenceVersion } from './reference-version.entity.js';
import { ReferenceRecord } from './reference-record.entity.js';
import { Product } from './product.entity.js';
import { ApplicabilityCheck } from './applicability-check.entity.js';
import { Certificate } from './certificate.entity.js';
import { Import } from './import.entity.js';
import { ImportRow } from './import-row.entity.js';
import { Deadline } from './deadline.entity.js';
import { DeadlineMove } from './deadline-move.entity.js';
import { Letterhead } from './letterhead.entity.js';
import { DueMail } from './due-mail.entity.js';
import { Mail } from './mail.entity.js';
import { MailReport } from './mail-report.entity.js';
import { MailSender } from './mail-sender.entity.js';
import { SuppressedAddress } from './suppressed-address.entity.js';
import { Channel } from './channel.entity.js';
import { ChannelSend } from './channel-send.entity.js';
import { MailAttempt } from './mail-attempt.entity.js';
import { MailAlert, MailPace, MailTotal, MailWorker } from './mail-operations.entity.js';
import { ReminderAnswer } from './reminder-answer.entity.js';
import { MailChoice } from './mail-choice.entity.js';
import { MailPlan, MailTurn } from './mail-plan.entity.js';
import { ReminderProof } from './reminder-proof.entity.js';
import { Reminder } from './reminder.entity.js';
import { ReminderPolicy } from './reminder-policy.entity.js';
import { ReminderLaying } from './reminder-laying.entity.js';
import { ReminderSettings } from './reminder-settings.entity.js';
import { Absence } from './absence.entity.js';
import { Event } from './event.entity.js';
import { Note } from './note.entity.js';
import { PlanningValueRow } from './planning-value.entity.js';
import { RoutePlan } from './route-plan.entity.js';
import { IdempotencyKey } from './idempotency-key.entity.js';
import { Application } from './application.entity.js';
import { ApplicationUnit } from './application-unit.entity.js';
import { ApplicationStage } from './application-stage.entity.js';
import { ApplicationCounter } from './application-counter.entity.js';
import { CaseMove } from './case-move.entity.js';
import { StoredFile } from './stored-file.entity.js';
import { DocumentRequest } from './document-request.entity.js';
import { DocumentVersion } from './document-version.entity.js';
import { Audit } from './audit.entity.js';
import { AuditCertificate } from './audit-certificate.entity.js';
import { AuditFinding } from './audit-finding.entity.js';
import { Laboratory } from './laboratory.entity.js';
import { Bench } from './bench.entity.js';
import { BenchPlace } from './bench-place.entity.js';
import { Booking } from './booking.entity.js';
import { TestResult } from './test-result.entity.js';
import { Sample } from './sample.entity.js';
import { Comment } from './comment.entity.js';
import { Notice } from './notice.entity.js';
import { SearchWord } from './search-word.entity.js';
import { CertificateVersion } from './certificate-version.entity.js';
import { CertificateStatusChange } from './certificate-status-change.entity.js';
import { CertificatePaper } from './certificate-paper.entity.js';
import { CertificateFee } from './certificate-fee.entity.js';
import { Mark } from './mark.entity.js';
import { ReleaseKey } from './release-key.entity.js';
import { CbReport } from './cb-report.entity.js';
import { CertificateCheck } from './certificate-check.entity.js';
import { ProductChange } from './product-change.entity.js';
import { ProductChangeCertificate } from './product-change-certificate.entity.js';
import { RegulatoryEntry } from './regulatory-entry.entity.js';
import { Campaign } from './campaign.entity.js';
import { CampaignMember } from './campaign-member.entity.js';
import { CampaignLetter } from './campaign-letter.entity.js';
import { CampaignReport } from './campaign-report.entity.js';
import { CampaignStepMove } from './campaign-step-move.entity.js';
import { DeterminationDischarge } from './determination-discharge.entity.js';
import { Determination } from './determination.entity.js';
import { VehicleProject } from './vehicle-project.entity.js';
import { VehicleProjectProduct } from './vehicle-project-product.entity.js';
import { Approval } from './approval.entity.js';
import { CalendarFeed } from './calendar-feed.entity.js';

/** Every table the program writes or reads through TypeORM; the schema test compares each with the database. */
export const ENTITIES = [
  Tenant,
  Client,
  Member,
  Contact,
  Factory,
  ClientFactory,
  CatalogueClass,
  ReferenceVersion,
  ReferenceRecord,
  Product,
  ApplicabilityCheck,
  Certificate,
  Import,
  ImportRow,
  Deadline,
  DeadlineMove,
  Letterhead,
  Mail,
  DueMail,
  MailAttempt,
  MailReport,
  MailSender,
  SuppressedAddress,
  Channel,
  ChannelSend,
  MailPace,
  MailWorker,
  MailTotal,
  MailAlert,
  Reminder,
  ReminderPolicy,
  ReminderLaying,
  ReminderSettings,
  Absence,
  Event,
  Note,
  PlanningValueRow,
  RoutePlan,
  IdempotencyKey,
  Application,
  ApplicationUnit,
  ApplicationStage,
  ApplicationCounter,
  CaseMove,
  StoredFile,
  DocumentRequest,
  DocumentVersion,
  Audit,
  AuditCertificate,
  AuditFinding,
  Laboratory,
  Bench,
  BenchPlace,
  Booking,
  TestResult,
  Sample,
  Comment,
  Notice,
  SearchWord,
  CertificateVersion,
  CertificateStatusChange,
  CertificatePaper,
  CertificateFee,
  Mark,
  ReleaseKey,
  CertificateCheck,
  ProductChange,
  ProductChangeCertificate,
  RegulatoryEntry,
  Campaign,
  CampaignMember,
  CampaignLetter,
  CampaignReport,
  CampaignStepMove,
  Determination,
  DeterminationDischarge,
  VehicleProject,
  VehicleProjectProduct,
  Approval,
  CalendarFeed,
  ReminderAnswer,
  ReminderProof,
  MailChoice,
  MailPlan,
  MailTurn,
  CbReport,
];
