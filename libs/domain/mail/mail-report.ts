/** What may be reported of a mail after a server has taken it. */
export const MAIL_REPORT_KINDS = ['bounce', 'soft-bounce', 'delay', 'complaint', 'delivered'] as const;
export type MailReportKind = (typeof MAIL_REPORT_KINDS)[number];

/** Reports after which nothing more is sent to the address. */
export const MARKING = ['bounce', 'complaint'] as const satisfies readonly MailReportKind[];
