import { createHmac } from 'node:crypto';
import type { ChannelKind } from '#domain/mail/channel';
import { oneLine } from '../mail/mailer.js';
import type { ChannelMessage, ChannelTarget } from './channel-target.js';
import type { OutgoingPost, PostAnswer } from './post-out.js';
import { pushRequest, type VapidKey } from './web-push.js';

/** What became of a message: sent; not taken for now; not taken. */
export type ChannelOutcome = 'sent' | 'delayed' | 'refused';

const JSON_HEADERS = { 'content-type': 'application/json; charset=utf-8' } as const;
const ANSWER_CHARACTERS = 500;
/** Characters of a title: group robots cut or refuse more. */
const TITLE_CHARACTERS = 300;
/** Characters of an SMS: three parts in Chinese. */
const SMS_CHARACTERS = 200;

/** How each kind of channel wants to be told. */
export function requestOf(
  kind: ChannelKind,
  target: ChannelTarget,
  given: ChannelMessage,
  { now, vapid }: { now: Date; vapid: VapidKey },
): OutgoingPost {
  const message = { ...given, title: oneLine(given.title).slice(0, TITLE_CHARACTERS), from: oneLine(given.from) };
  const json = (body: object, url = target.url): OutgoingPost => ({
    url,
    headers: JSON_HEADERS,
    body: JSON.stringify(body),
  });
  const text = `${message.title}\n${message.from}\n${message.link}`;
  switch (kind) {
    case 'wecom':
      return json({ msgtype: 'text', text: { content: text } });
    case 'dingtalk':
      return json({ msgtype: 'text', text: { content: text } }, signedUrl(target, now));
    case 'teams':
      return json(adaptiveCard(message));
    case 'slack':
      return json({ text: `${slackText(message.title)}\n${slackText(message.from)} · <${message.link}|${slackText(message.linkLabel)}>` }); // prettier-ignore
    case 'sms':
      return smsRequest(target, message);
    case 'web-push':
      return pushRequest(target, message, { vapid, now });
  }
}

/** What the server's answer means. Robots of WeCom and DingTalk answer 200 and say in the body what went wrong. */
export function outcomeOf(
  kind: ChannelKind,
  { status, body }: PostAnswer,
): { outcome: ChannelOutcome; answer: string } {
  const answer = oneLine(`${status} ${body}`).slice(0, ANSWER_CHARACTERS);
  if (status === 429 || status === 408 || status >= 500) return { outcome: 'delayed', answer };
  if (status < 200 || status > 299) return { outcome: 'refused', answer };
  if (kind !== 'wecom' && kind !== 'dingtalk') return { outcome: 'sent', answer };
  const code = errorCodeOf(body);
  if (code === 0) return { outcome: 'sent', answer };
  return { outcome: code !== null && BUSY[kind].includes(code) ? 'delayed' : 'refused', answer };
}

/** Codes that say "not now": too many in a minute, system busy. */
const BUSY: Readonly<Record<'wecom' | 'dingtalk', readonly number[]>> = {
  wecom: [-1, 45009, 45033],
  dingtalk: [-1, 130101, 130102, 410100],
};

function errorCodeOf(body: string): number | null {
  try {
    const { errcode } = JSON.parse(body) as { errcode?: unknown };
    return typeof errcode === 'number' ? errcode : null;
  } catch {
    return null;
  }
}

/** DingTalk: a signature over the time in milliseconds, which holds for an hour. */
function signedUrl({ url, secret }: ChannelTarget, now: Date): string {
  if (!secret) return url;
  const timestamp = String(now.getTime());
  const sign = createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64');
  const signed = new URL(url);
  signed.searchParams.set('timestamp', timestamp);
  signed.searchParams.set('sign', sign);
  return signed.toString();
}

function adaptiveCard({ title, from, link, linkLabel }: ChannelMessage): object {
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          body: [
            { type: 'TextBlock', text: cardText(title), weight: 'Bolder', wrap: true },
            { type: 'TextBlock', text: cardText(from), isSubtle: true, spacing: 'None', wrap: true },
          ],
          actions: [{ type: 'Action.OpenUrl', title: linkLabel, url: link }],
        },
      },
    ],
  };
}

/** A TextBlock reads Markdown: what people typed stays what it is. */
function cardText(text: string): string {
  return text.replace(/[\\[\]()*_`#~]/g, '\\$&');
}

/** Slack takes these three for its own signs. */
function slackText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The template is filled in so that what stands in the message cannot leave its place in it. */
function smsRequest(target: ChannelTarget, { title, from, link }: ChannelMessage): OutgoingPost {
  const contentType = target.contentType ?? 'application/json';
  const text = `${from}: ${title.slice(0, SMS_CHARACTERS)} ${link}`;
  const isForm = contentType === 'application/x-www-form-urlencoded';
  const put = (value: string) => (isForm ? encodeURIComponent(value) : JSON.stringify(value).slice(1, -1));
  const body = (target.body ?? '').replace(/\{\{(text|to)\}\}/g, (_, name: string) => put(name === 'text' ? text : (target.to ?? ''))); // prettier-ignore
  return { url: target.url, headers: { ...target.headers, 'content-type': contentType }, body };
}
