import type { Day } from '#domain/day';
import type { Words } from '#domain/reference/record';
import type { DocumentRequestAct, DocumentRequestStatus } from '#domain/states/document-request-status';

export interface Upload {
  id: string;
  name: string;
  sizeBytes: number;
  /** What has arrived; the next piece begins here. */
  offsetBytes: number;
  /** Of each piece but the last. */
  chunkBytes: number;
  state: 'uploading' | 'stored' | 'refused';
}

export interface StoredFile {
  id: string;
  name: string;
  sizeBytes: number;
  sha256: string;
  mediaType: string;
}

export interface FileLinkAnswer {
  url: string;
}

export interface DocumentVersion {
  id: string;
  number: number;
  file: StoredFile;
  note: string | null;
  receivedAt: string;
  receivedByName: string | null;
  isOnBehalf: boolean;
  verdict: 'accepted' | 'returned' | null;
  verdictReason: string | null;
  verdictAt: string | null;
}

export interface DocumentRequest {
  id: string;
  applicationId: string;
  stageKey: string;
  title: string;
  titleZh: string | null;
  instructions: string | null;
  template: StoredFile | null;
  askedOn: Day;
  dueOn: Day;
  status: DocumentRequestStatus;
  statusReason: string | null;
  firstSeenAt: string | null;
  /** Newest first. */
  versions: DocumentVersion[];
  acts: DocumentRequestAct[];
  version: number;
  createdAt: string;
}

export interface UsualDocuments {
  items: { stageKey: string; stageNames: Words; documents: { names: Words; isAsked: boolean }[] }[];
}

/** The acts that the team records; handing in is an upload. */
export type JudgingAct = Exclude<DocumentRequestAct, 'receive'>;

export interface AskedDocument {
  title: string;
  titleZh?: string | null;
  instructions?: string | null;
  templateFileId?: string | null;
}
