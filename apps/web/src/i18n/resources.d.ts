import type accounts from './en/accounts.json';
import type applicability from './en/applicability.json';
import type approvals from './en/approvals.json';
import type audits from './en/audits.json';
import type calendar from './en/calendar.json';
import type campaigns from './en/campaigns.json';
import type cases from './en/cases.json';
import type certificates from './en/certificates.json';
import type changes from './en/changes.json';
import type check from './en/check.json';
import type clients from './en/clients.json';
import type comments from './en/comments.json';
import type common from './en/common.json';
import type determinations from './en/determinations.json';
import type documents from './en/documents.json';
import type domain from './en/domain.json';
import type errors from './en/errors.json';
import type feeds from './en/feeds.json';
import type history from './en/history.json';
import type imports from './en/imports.json';
import type lab from './en/lab.json';
import type marks from './en/marks.json';
import type operations from './en/operations.json';
import type papers from './en/papers.json';
import type plans from './en/plans.json';
import type portal from './en/portal.json';
import type productChanges from './en/productChanges.json';
import type products from './en/products.json';
import type release from './en/release.json';
import type reminders from './en/reminders.json';
import type renewals from './en/renewals.json';
import type search from './en/search.json';
import type settings from './en/settings.json';
import type today from './en/today.json';
import type work from './en/work.json';

/** A key that is not in the English file does not type-check; that the other two have it, the tests say. */
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: {
      accounts: typeof accounts;
      applicability: typeof applicability;
      approvals: typeof approvals;
      audits: typeof audits;
      calendar: typeof calendar;
      campaigns: typeof campaigns;
      cases: typeof cases;
      certificates: typeof certificates;
      changes: typeof changes;
      check: typeof check;
      clients: typeof clients;
      comments: typeof comments;
      common: typeof common;
      determinations: typeof determinations;
      documents: typeof documents;
      domain: typeof domain;
      errors: typeof errors;
      feeds: typeof feeds;
      history: typeof history;
      imports: typeof imports;
      lab: typeof lab;
      marks: typeof marks;
      operations: typeof operations;
      papers: typeof papers;
      plans: typeof plans;
      portal: typeof portal;
      productChanges: typeof productChanges;
      products: typeof products;
      release: typeof release;
      reminders: typeof reminders;
      renewals: typeof renewals;
      search: typeof search;
      settings: typeof settings;
      today: typeof today;
      work: typeof work;
    };
  }
}
