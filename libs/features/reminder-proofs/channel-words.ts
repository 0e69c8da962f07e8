import type { ChannelKind } from '#domain/mail/channel';
import type { Language } from '#domain/permissions';
import type { ToldByChannel } from '#features/channels/told-by-channels';
import type { Words } from '#domain/reference/record';

const words = (en: string, de: string, zh: string): Words => ({ en, de, zh });

const KIND_NAMES: Readonly<Record<ChannelKind, Words>> = {
  wecom: words('WeCom', 'WeCom', '企业微信'),
  dingtalk: words('DingTalk', 'DingTalk', '钉钉'),
  teams: words('Microsoft Teams', 'Microsoft Teams', '微软Teams'),
  slack: words('Slack', 'Slack', 'Slack 工作区'),
  sms: words('SMS', 'SMS', '短信'),
  'web-push': words('Push message', 'Push-Nachricht', '推送通知'),
};

interface ChannelWords {
  /** @param name of a channel of the team; null: the reader's own */
  named: (kind: string, name: string | null) => string;
  sent: (channel: string, at: string) => string;
  owed: (channel: string) => string;
  refused: (channel: string) => string;
  withdrawn: (channel: string) => string;
  /** what was said, and what the other side answered */
  said: (channel: string, text: string, answer: string | null) => string;
  meaning: string;
}

const CHANNEL_WORDS: Readonly<Record<Language, ChannelWords>> = {
  en: {
    named: (kind, name) => (name === null ? kind : `${kind} “${name}”`),
    sent: (channel, at) => `also by ${channel}, ${at}`,
    owed: (channel) => `by ${channel}: not sent yet`,
    refused: (channel) => `by ${channel}: refused`,
    withdrawn: (channel) => `by ${channel}: withdrawn`,
    said: (channel, text, answer) => `${channel}: “${text}”${answer === null ? '' : `, ${answer}`}`,
    meaning:
      'A message by chat, SMS or push is sent beside the mail and never instead of it; its words are those quoted, and the time is when the other side took it.',
  },
  de: {
    named: (kind, name) => (name === null ? kind : `${kind} „${name}“`),
    sent: (channel, at) => `auch über ${channel}, ${at}`,
    owed: (channel) => `über ${channel}: noch nicht gesendet`,
    refused: (channel) => `über ${channel}: abgelehnt`,
    withdrawn: (channel) => `über ${channel}: zurückgezogen`,
    said: (channel, text, answer) => `${channel}: „${text}“${answer === null ? '' : `, ${answer}`}`,
    meaning:
      'Eine Nachricht per Chat, SMS oder Push geht neben der Mail hinaus und nie an ihrer Stelle; ihr Wortlaut ist der zitierte, die Zeit die, zu der die Gegenseite sie annahm.',
  },
  zh: {
    named: (kind, name) => (name === null ? kind : `${kind}“${name}”`),
    sent: (channel, at) => `另经${channel}发送，${at}`,
    owed: (channel) => `${channel}：尚未发送`,
    refused: (channel) => `${channel}：被拒收`,
    withdrawn: (channel) => `${channel}：已撤回`,
    said: (channel, text, answer) => `${channel}：“${text}”${answer === null ? '' : `，${answer}`}`,
    meaning: '即时通讯、短信或推送消息与邮件同时发送，不代替邮件；其文字如所引，时间为对方接收的时间。',
  },
};

export const channelMeaning = (language: Language): string => CHANNEL_WORDS[language].meaning;

/** What became of the message. @param at when it was sent, as the document writes instants */
export function channelBecame({ kind, name, state }: ToldByChannel, at: string | null, language: Language): string {
  const own = CHANNEL_WORDS[language];
  const channel = own.named(KIND_NAMES[kind][language], name);
  return state === 'sent' ? own.sent(channel, at ?? '') : own[state](channel);
}

/** What it said, and what the other side did. */
export function channelSaid({ kind, name, text, answer }: ToldByChannel, language: Language): string {
  const own = CHANNEL_WORDS[language];
  return own.said(own.named(KIND_NAMES[kind][language], name), text, answer);
}
