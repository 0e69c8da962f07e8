/**
 * The web keeps the shapes of the api's answers by hand, because they speak the domain's unions. This file is checked
 * by the type checker (`npm run check:types`), not run: an answer that loses a field the web reads, or changes its type,
 * does not compile. That the addresses exist is held by test/http/web-contract.spec.ts.
 */
import type * as web from '../../apps/web/src/api/types.js';
import type * as webApplicability from '../../apps/web/src/applicability/applicability.types.js';
import type * as webApplications from '../../apps/web/src/applications/applications.types.js';
import type * as webApprovals from '../../apps/web/src/approvals/approvals.types.js';
import type * as webRelease from '../../apps/web/src/goods-release/goods-release.types.js';
import type * as webCampaigns from '../../apps/web/src/campaigns/campaigns.types.js';
import type * as webDeterminations from '../../apps/web/src/determinations/determinations.types.js';
import type * as webAudits from '../../apps/web/src/factory-audits/audits.types.js';
import type * as webFeeds from '../../apps/web/src/calendar-feeds/calendar-feeds.types.js';
import type * as webCalendar from '../../apps/web/src/calendar/calendar.types.js';
import type * as webChanges from '../../apps/web/src/changes/changes.types.js';
import type * as webReference from '../../apps/web/src/operations/reference.types.js';
import type * as webCertificateLife from '../../apps/web/src/certificates/certificate-life.types.js';
import type * as webCertificates from '../../apps/web/src/certificates/certificates.types.js';
import type * as webRegister from '../../apps/web/src/certificates/register.types.js';
import type * as webMailChoices from '../../apps/web/src/mail-choices/mail-choices.types.js';
import type * as webMail from '../../apps/web/src/mail/mail.types.js';
import type * as webMarks from '../../apps/web/src/marks/marks.types.js';
import type * as webDocuments from '../../apps/web/src/documents/documents.types.js';
import type * as webClients from '../../apps/web/src/clients/clients.types.js';
import type * as webInspection from '../../apps/web/src/clients/factory-inspection.types.js';
import type * as webComments from '../../apps/web/src/comments/comments.types.js';
import type * as webImports from '../../apps/web/src/imports/imports.types.js';
import type * as webOperations from '../../apps/web/src/operations/operations.types.js';
import type * as webSearch from '../../apps/web/src/palette/search.types.js';
import type * as webProductChanges from '../../apps/web/src/product-changes/product-changes.types.js';
import type * as webRenewals from '../../apps/web/src/renewals/renewals.types.js';
import type * as webPlans from '../../apps/web/src/plans/plans.types.js';
import type * as webPortal from '../../apps/web/src/portal/portal.types.js';
import type * as webCbReports from '../../apps/web/src/products/cb-reports.types.js';
import type * as webProducts from '../../apps/web/src/products/products.types.js';
import type * as webAbsences from '../../apps/web/src/absences/absences.types.js';
import type * as webPolicies from '../../apps/web/src/reminder-policies/policies.types.js';
import type * as webReminders from '../../apps/web/src/reminders/reminders.types.js';
import type * as webPlanningValues from '../../apps/web/src/settings/planning-values.types.js';
import type * as webSettings from '../../apps/web/src/settings/settings.types.js';
import type * as webLab from '../../apps/web/src/test-lab-bookings/lab.types.js';
import type * as webToday from '../../apps/web/src/today/today.types.js';
import type * as webWork from '../../apps/web/src/work/work.types.js';
import type * as accounts from '../../libs/features/accounts/accounts.dto.js';
import type * as letterhead from '../../libs/features/accounts/letterhead.dto.js';
import type * as applicability from '../../libs/features/applicability/applicability.dto.js';
import type * as applicabilityQuestions from '../../libs/features/applicability/applicability-questions.dto.js';
import type * as repetition from '../../libs/features/applicability/repetition.dto.js';
import type * as applications from '../../libs/features/applications/applications.dto.js';
import type * as applicationList from '../../libs/features/applications/application-list.dto.js';
import type * as caseMoves from '../../libs/features/applications/case-moves.dto.js';
import type * as casePlan from '../../libs/features/applications/case-plan.dto.js';
import type * as certification from '../../libs/features/applications/certification.dto.js';
import type * as calendar from '../../libs/features/calendar/calendar.dto.js';
import type * as certificateLife from '../../libs/features/certificates/certificate-life.dto.js';
import type * as certificates from '../../libs/features/certificates/certificates.dto.js';
import type * as checks from '../../libs/features/certificates/checks.dto.js';
import type * as fees from '../../libs/features/certificates/fees.dto.js';
import type * as papers from '../../libs/features/certificates/papers.dto.js';
import type * as mailChoices from '#features/mail-choices/mail-choices.dto';
import type * as channels from '../../libs/features/channels/channels.dto.js';
import type * as suppressedAddresses from '../../libs/features/mail-bounces/suppressed-addresses.dto.js';
import type * as mailSamples from '../../libs/features/mail-samples/mail-samples.dto.js';
import type * as mailSenders from '../../libs/features/mail-senders/mail-senders.dto.js';
import type * as marks from '../../libs/features/marks/marks.dto.js';
import type * as clients from '../../libs/features/clients/clients.dto.js';
import type * as contacts from '../../libs/features/clients/contacts.dto.js';
import type * as factories from '../../libs/features/clients/factories.dto.js';
import type * as inspections from '../../libs/features/clients/factory-inspections.dto.js';
import type * as comments from '../../libs/features/comments/comments.dto.js';
import type * as documents from '../../libs/features/documents/documents.dto.js';
import type * as files from '../../libs/features/files/files.dto.js';
import type * as deadlines from '../../libs/features/deadlines/deadlines.dto.js';
import type * as today from '../../libs/features/deadlines/today.dto.js';
import type * as audits from '../../libs/features/factory-audits/audits.dto.js';
import type * as findings from '../../libs/features/factory-audits/findings.dto.js';
import type * as windows from '../../libs/features/factory-audits/windows.dto.js';
import type * as feeds from '../../libs/features/calendar-feeds/calendar-feeds.dto.js';
import type * as operations from '../../libs/features/operations/operations.dto.js';
import type * as planningValues from '../../libs/features/plans/planning-values.dto.js';
import type * as productChanges from '../../libs/features/product-changes/product-changes.dto.js';
import type * as renewals from '../../libs/features/renewals/renewals.dto.js';
import type * as caseBatch from '../../libs/features/applications/case-batch.dto.js';
import type * as plans from '../../libs/features/plans/plans.dto.js';
import type * as portal from '../../libs/features/portal/portal.dto.js';
import type * as cbReports from '../../libs/features/cb-reports/cb-reports.dto.js';
import type * as products from '../../libs/features/products/products.dto.js';
import type * as moves from '../../libs/features/reference/moves.dto.js';
import type * as publications from '../../libs/features/reference/publications.dto.js';
import type * as reference from '../../libs/features/reference/reference.dto.js';
import type * as regulatory from '../../libs/features/regulatory-watch/regulatory-changes.dto.js';
import type * as versions from '../../libs/features/reference/versions.dto.js';
import type * as imports from '../../libs/features/register-import/register-import.dto.js';
import type * as search from '../../libs/features/search/search.dto.js';
import type * as notices from '../../libs/features/reminders/notices.dto.js';
import type * as absences from '../../libs/features/accounts/absences.dto.js';
import type * as policies from '../../libs/features/reminders/policies.dto.js';
import type * as policyPreviews from '../../libs/features/reminders/policy-preview.dto.js';
import type * as reminderHours from '../../libs/features/reminders/reminder-hours.dto.js';
import type * as reminderProofs from '../../libs/features/reminder-proofs/reminder-proofs.dto.js';
import type * as reminders from '../../libs/features/reminders/reminders.dto.js';
import type * as bookings from '../../libs/features/test-lab-bookings/bookings.dto.js';
import type * as laboratories from '../../libs/features/test-lab-bookings/laboratories.dto.js';
import type * as samples from '../../libs/features/test-lab-bookings/samples.dto.js';
import type * as approvals from '../../libs/features/approvals/approvals.dto.js';
import type * as vehicleProjects from '../../libs/features/approvals/vehicle-projects.dto.js';
import type * as goodsRelease from '../../libs/features/goods-release/goods-release.dto.js';
import type * as releaseKeys from '../../libs/features/goods-release/release-keys.dto.js';
import type * as campaignBoard from '../../libs/features/campaigns/board.dto.js';
import type * as campaignMembers from '../../libs/features/campaigns/members.dto.js';
import type * as campaignPreview from '../../libs/features/campaigns/preview.dto.js';
import type * as campaignList from '../../libs/features/campaigns/campaign-list.dto.js';
import type * as campaigns from '../../libs/features/campaigns/campaigns.dto.js';
import type * as chases from '../../libs/features/campaigns/chases.dto.js';
import type * as letters from '../../libs/features/campaigns/letters.dto.js';
import type * as reports from '../../libs/features/campaigns/reports.dto.js';
import type * as determinations from '../../libs/features/determinations/determinations.dto.js';
import type * as grounds from '../../libs/features/determinations/grounds.dto.js';
import type * as work from '../../libs/features/work/work.dto.js';

/** What the api answers can be read as what the web reads. */
type Reads<Web, Api extends Web> = Api;

export type Contract = [
  Reads<web.Me, accounts.MeView>,
  Reads<web.Membership, accounts.MembershipView>,
  Reads<web.Deadline, deadlines.DeadlineView>,
  Reads<webToday.TodayView, today.TodayView>,
  Reads<webLab.LaboratoryPage, laboratories.LaboratoryPage>,
  Reads<webLab.Laboratory, laboratories.LaboratoryView>,
  Reads<webLab.Occupancy, laboratories.Occupancy>,
  Reads<webLab.Eligibility, laboratories.EligibilityView>,
  Reads<webLab.BookingLine, bookings.BookingLine>,
  Reads<webLab.BookingAfterAct, bookings.BookingAfterAct>,
  Reads<webLab.SampleLine, samples.SampleLine>,
  Reads<webRelease.GoodsRelease, goodsRelease.GoodsReleaseView>,
  Reads<webFeeds.NewCalendarFeed, feeds.NewCalendarFeedView>,
  Reads<webRelease.ReleaseKey, releaseKeys.ReleaseKeyView>,
  Reads<webRelease.NewReleaseKey, releaseKeys.NewReleaseKeyView>,
  Reads<webCampaigns.CampaignLine, campaignList.CampaignLine>,
  Reads<webCampaigns.Campaign, campaigns.CampaignView>,
  Reads<webCampaigns.CampaignPreview, campaignPreview.CampaignPreview>,
  Reads<webCampaigns.CampaignMember, campaignMembers.CampaignMemberLine>,
  Reads<webCampaigns.CampaignFunnel, campaignBoard.CampaignFunnel>,
  Reads<webCampaigns.CampaignForecast, campaignBoard.CampaignForecastView>,
  Reads<webCampaigns.CampaignProgress, campaignBoard.CampaignProgress>,
  Reads<webCampaigns.LetterTemplate, letters.LetterTemplateView>,
  Reads<webCampaigns.LetterPreview, letters.LetterPreviewView>,
  Reads<webCampaigns.LetterLine, letters.LetterLine>,
  Reads<webCampaigns.ChaseAnswer, chases.ChaseView>,
  Reads<webCampaigns.ReportReader, reports.ReportReaderView>,
  Reads<webDeterminations.DeterminationLine, determinations.DeterminationLine>,
  Reads<webDeterminations.Determination, determinations.DeterminationView>,
  Reads<webDeterminations.GroundList, grounds.GroundList>,
  Reads<webApprovals.ApprovalLine, approvals.ApprovalLine>,
  Reads<webApprovals.Approval, approvals.ApprovalView>,
  Reads<webApprovals.ApprovalKind, approvals.ApprovalKindView>,
  Reads<webApprovals.ProjectLine, vehicleProjects.ProjectLine>,
  Reads<webApprovals.ProjectBoard, vehicleProjects.ProjectBoard>,
  Reads<webAudits.Audit, audits.AuditView>,
  Reads<webAudits.AuditLine, audits.AuditLine>,
  Reads<webAudits.AuditCount, audits.AuditCount>,
  Reads<webAudits.Finding, findings.FindingView>,
  Reads<webAudits.WindowLine, windows.WindowLine>,
  Reads<webApplicability.Preview, applicability.PreviewView>,
  Reads<webApplicability.Check, applicability.CheckView>,
  Reads<webApplicability.CheckLine, applicability.CheckLine>,
  Reads<webApplicability.Repetition, repetition.RepetitionView>,
  Reads<webApplicability.Questions, applicabilityQuestions.QuestionsView>,
  Reads<webApplicability.Candidates, applicabilityQuestions.CandidatesView>,
  Reads<webApplicability.Subjects, applicabilityQuestions.SubjectsView>,
  Reads<webDocuments.Upload, files.UploadView>,
  Reads<webDocuments.StoredFile, files.FileView>,
  Reads<webDocuments.FileLinkAnswer, files.FileLinkView>,
  Reads<webDocuments.DocumentRequest, documents.DocumentRequestView>,
  Reads<webDocuments.UsualDocuments, documents.UsualDocuments>,
  Reads<webApplications.Application, applications.ApplicationView>,
  Reads<webApplications.ApplicationLine, applicationList.ApplicationLine>,
  Reads<webApplications.ApplicationCount, applicationList.ApplicationCount>,
  Reads<webApplications.CaseMove, caseMoves.MoveView>,
  Reads<webApplications.CasePlan, casePlan.CasePlanView>,
  // what the web sends is what the api takes
  Reads<applications.ApplicationInput, webApplications.ApplicationInput>,
  Reads<applications.ApplicationEdit, webApplications.ApplicationEdit>,
  Reads<caseMoves.MoveInput, webApplications.MoveInput>,
  Reads<certification.CertificationInput, webApplications.CertificationInput>,
  Reads<webWork.BoardView, work.BoardView>,
  Reads<webWork.StagesView, work.StagesView>,
  Reads<webWork.WorkCalendarView, work.WorkCalendarView>,
  Reads<webWork.BulkResult, work.BulkResult>,
  Reads<work.BulkMoveInput, webWork.BulkMoveInput>,
  Reads<work.BulkAssignmentInput, webWork.BulkAssignmentInput>,
  Reads<webCalendar.CalendarYear, calendar.CalendarYearView>,
  Reads<webCalendar.CountedDay, calendar.CountedDayView>,
  Reads<webSettings.Tenant, accounts.TenantView>,
  Reads<webSettings.Letterhead, letterhead.LetterheadView>,
  Reads<webSettings.Member, accounts.MemberView>,
  Reads<webClients.ClientLine, clients.ClientLine>,
  Reads<webClients.Client, clients.ClientView>,
  Reads<webClients.Contact, contacts.ContactView>,
  Reads<webClients.FactoryLine, factories.FactoryLine>,
  Reads<webClients.Factory, factories.FactoryView>,
  Reads<webInspection.FactoryInspection, inspections.InspectionWindowView>,
  Reads<webPortal.PortalOverview, portal.PortalOverview>,
  Reads<webPortal.DocumentOfClient, portal.DocumentOfClient>,
  Reads<webPortal.CbReportOfClient, cbReports.CbReportOfClient>,
  Reads<webProducts.ProductLine, products.ProductLine>,
  Reads<webProducts.Product, products.ProductView>,
  Reads<webProducts.CatalogueClass, products.ClassView>,
  Reads<webCbReports.CbReport, cbReports.CbReportView>,
  Reads<webCertificates.CertificateLine, certificates.CertificateLine>,
  Reads<webCertificates.CertificateCount, certificates.CertificateCount>,
  Reads<webCertificates.Certificate, certificates.CertificateView>,
  Reads<webCertificateLife.Version, certificateLife.VersionView>,
  Reads<webCertificateLife.StatusChange, certificateLife.StatusChangeView>,
  Reads<webRegister.Paper, papers.PaperView>,
  Reads<webRegister.FeeList, fees.FeeList>,
  Reads<webRegister.Check, checks.CheckView>,
  Reads<webRegister.PublicCheck, checks.PublicCheckView>,
  Reads<webMailChoices.ReaderChoices, mailChoices.ReaderChoicesView>,
  Reads<webMail.MailSender, mailSenders.MailSenderView>,
  Reads<webMail.MailSample, mailSamples.MailSampleView>,
  Reads<webMail.MailSampleKind, mailSamples.MailSampleKindView>,
  Reads<webMail.MailSampleSent, mailSamples.MailSampleSentView>,
  Reads<webMail.SuppressedAddress, suppressedAddresses.SuppressedAddressView>,
  Reads<webMail.ChannelList, channels.ChannelList>,
  Reads<webMail.ChannelTest, channels.ChannelTestView>,
  Reads<webMarks.Mark, marks.MarkView>,
  Reads<webRenewals.Renewal, renewals.RenewalView>,
  Reads<webRenewals.RenewalGroupList, renewals.RenewalGroupList>,
  Reads<webRenewals.BatchResult, caseBatch.BatchResult>,
  Reads<webProductChanges.ProductChangeLine, productChanges.ProductChangeLine>,
  Reads<webProductChanges.ProductChange, productChanges.ProductChangeView>,
  Reads<webProductChanges.TouchedCertificate, productChanges.TouchedCertificate>,
  Reads<webProductChanges.Touched, productChanges.TouchedView>,
  Reads<productChanges.ProductChangeInput, webProductChanges.ProductChangeInput>,
  Reads<productChanges.ProductChangeActInput, webProductChanges.ProductChangeActInput>,
  Reads<webPlans.Comparison, plans.ComparisonView>,
  Reads<webPlans.WhatIf, plans.WhatIfView>,
  Reads<webPlans.PlanLine, plans.PlanLine>,
  Reads<webPlans.StoredPlan, plans.PlanView>,
  Reads<webImports.ImportLine, imports.ImportLine>,
  Reads<Omit<webImports.ImportView, 'tidied'>, Omit<imports.ImportView, 'tidied'>>,
  Reads<webImports.ImportReader, imports.ImportReader>,
  Reads<webImports.ImportSheetRows, imports.ImportSheetRows>,
  Reads<webReminders.ReminderLine, reminders.ReminderView>,
  Reads<webReminders.ReminderDetail, reminders.ReminderDetailView>,
  Reads<webReminders.ReminderProof, reminderProofs.ProofView>,
  Reads<webReminders.ProofCheck, reminderProofs.ProofCheckView>,
  Reads<webReminders.Morning, reminders.MorningView>,
  Reads<webPolicies.PolicyOfKind, policies.PolicyOfKind>,
  Reads<webPolicies.PolicyOverride, policies.PolicyOverride>,
  Reads<webPolicies.PolicyPreview, policyPreviews.PolicyPreview>,
  Reads<webPolicies.ReminderHours, reminderHours.ReminderHoursView>,
  Reads<webAbsences.Absence, absences.AbsenceView>,
  Reads<webReminders.NoticeLine, notices.NoticeView>,
  Reads<webComments.Comment, comments.CommentView>,
  Reads<webComments.Mentionable, comments.MentionableView>,
  Reads<webSearch.SearchHit, search.SearchHit>,
  Reads<webOperations.Operations, operations.OperationsView>,
  Reads<webPlanningValues.PlanningValue, planningValues.PlanningValueView>,
  Reads<webOperations.CatalogueClass, reference.CatalogueClassView>,
  Reads<webOperations.CalendarYear, reference.ReferenceYearView>,
  Reads<webReference.ReferenceVersionLine, versions.ReferenceVersionLine>,
  Reads<webReference.ReferenceVersion, versions.ReferenceVersionView>,
  Reads<webReference.Publication, publications.PublicationView>,
  Reads<webChanges.Move, moves.MoveView>,
  Reads<webChanges.RegulatoryChange, regulatory.RegulatoryChangeView>,
  Reads<webChanges.AffectedPage, regulatory.AffectedPage>,
];
