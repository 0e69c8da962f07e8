import type { ChannelKind } from '#domain/mail/channel';

/** Where a channel leads, with its secrets. It lies sealed in the database and is shown to nobody. */
export interface ChannelTarget {
  /** address of the webhook, the gateway or the push service */
  url: string;
  /** of DingTalk: the key by which messages are signed; of web push: `auth` of the subscription */
  secret?: string;
  /** of web push: `p256dh` of the subscription */
  publicKey?: string;
  /** of an SMS gateway: its further headers, e.g. its key */
  headers?: Readonly<Record<string, string>>;
  /** of an SMS gateway: what is sent, with `{{text}}` and `{{to}}` */
  body?: string;
  /** of an SMS gateway: `application/json` or `application/x-www-form-urlencoded` */
  contentType?: string;
  /** of an SMS gateway: number of the reader */
  to?: string;
}

/** What a channel is told. */
export interface ChannelMessage {
  /** subject line of the mail: what, and when */
  title: string;
  /** name of the tenant */
  from: string;
  link: string;
  /** what the link is called */
  linkLabel: string;
}

/** Hosts to which a kind of channel may lead; null: those that the installation allows. */
const HOSTS: Readonly<Record<ChannelKind, readonly string[] | null>> = {
  wecom: ['qyapi.weixin.qq.com'],
  dingtalk: ['oapi.dingtalk.com', 'api.dingtalk.com'],
  teams: ['.logic.azure.com', '.api.powerplatform.com', '.webhook.office.com', '.logic.azure.cn'],
  slack: ['hooks.slack.com', 'hooks.slack-gov.com'],
  sms: null,
  'web-push': ['fcm.googleapis.com', '.push.services.mozilla.com', '.notify.windows.com', '.push.apple.com'],
};

/**
 * Hosts to which a channel may lead; one that begins with a dot stands for all hosts under it.
 *
 * @param smsHosts of the installation
 */
export function hostsOf(kind: ChannelKind, smsHosts: readonly string[]): readonly string[] {
  return HOSTS[kind] ?? smsHosts;
}

export function isHostAllowed(host: string, allowed: readonly string[]): boolean {
  return allowed.some((each) =>
    each.startsWith('.') ? host.endsWith(each) && host.length > each.length : host === each,
  );
}
