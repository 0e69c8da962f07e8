import type { ChannelKind, ChannelTopic } from '#domain/mail/channel';
import type { DkimFinding } from '#domain/mail/dkim-record';
import type { Language } from '#domain/permissions';

/** Who mails of the tenant come from, and what the domain must carry. */
export interface MailSender {
  name: string | null;
  nameZh: string | null;
  address: string | null;
  replyTo: string | null;
  accent: string | null;
  hasLogo: boolean;
  logo: 'none' | 'too-large' | 'fits';
  state: 'unverified' | 'verified' | null;
  verifiedAt: string | null;
  checkedAt: string | null;
  checkResult: DkimFinding | null;
  keyMadeAt: string | null;
  record: { type: 'TXT'; name: string; value: string } | null;
  /** Who stands in From now. */
  from: string;
  installationAddress: string;
  /** 0 while nothing was ever saved. */
  version: number;
}

export interface MailSampleKind {
  kind: string;
  group: 'reminder' | 'news' | 'account';
}

export interface MailSample {
  kind: string;
  from: { name: string; email: string };
  subject: string;
  html: string;
  text: string;
}

export interface MailSampleSent {
  to: string;
  answer: string;
  left: number;
}

/** An address that mails do not reach, or whose reader complained. */
export interface SuppressedAddress {
  id: string;
  email: string;
  reason: 'bounce' | 'complaint';
  status: string | null;
  answer: string | null;
  since: string;
  contacts: { contactId: string; name: string; clientId: string; clientName: string; clientNameZh: string | null }[];
  /** of a client's person the client is named */
  members: {
    memberId: string;
    name: string;
    clientId: string | null;
    clientName: string | null;
    clientNameZh: string | null;
  }[];
  refused: number;
}

export interface Channel {
  id: string;
  kind: ChannelKind;
  name: string;
  isTeam: boolean;
  isOwn: boolean;
  host: string;
  language: Language;
  topics: ChannelTopic[];
  isOn: boolean;
  lastAt: string | null;
  lastState: 'sent' | 'delayed' | 'refused' | null;
  lastAnswer: string | null;
  owed: number;
  version: number;
}

export interface ChannelList {
  items: Channel[];
  kinds: ChannelKind[];
  teamLanguage: Language;
  smsHosts: string[];
  pushKey: string;
}

export interface ChannelTest {
  state: 'sent' | 'delayed' | 'refused';
  answer: string;
}
