/** What a file that belongs to a certificate is. */
export const PAPER_KINDS = [
  'certificate',
  'annex',
  'test-report',
  'declaration',
  'suspension-notice',
  'restoration-application',
  'rectification-report',
  'cancellation-notice',
  'other',
] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];
