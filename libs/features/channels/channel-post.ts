import { Inject, Injectable } from '@nestjs/common';
import type { ChannelKind } from '#domain/mail/channel';
import type { Language } from '#domain/permissions';
import type { ChannelMessage, ChannelTarget } from '#platform/channels/channel-target';
import type { VapidKey } from '#platform/channels/web-push';
import { Clock } from '#platform/clock';
import type { Config } from '#platform/config/config';
import { CONFIG } from '#platform/platform.module';
import { seal, unseal } from '#platform/sealed';

const ANSWER_CHARACTERS = 500;

const WORDS: Readonly<Record<Language, { open: string; test: (name: string) => string }>> = {
  en: { open: 'Open Homolog', test: (name) => `This is a test of the channel "${name}". It works.` },
  de: { open: 'Homolog öffnen', test: (name) => `Dies ist ein Test des Kanals „${name}“. Er funktioniert.` },
  zh: { open: '打开Homolog', test: (name) => `这是通知渠道“${name}”的测试消息，渠道可用。` },
};

export interface ChannelResult {
  state: 'sent' | 'delayed' | 'refused';
  answer: string;
}

/** Tells a channel something; outside of every transaction. */
@Injectable()
export class ChannelPost {
  private vapid: VapidKey | null = null;

  constructor(
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  sealTarget(tenantId: string, channelId: string, target: ChannelTarget): string {
    return seal(this.config.secret, purposeOf(tenantId, channelId), JSON.stringify(target));
  }

  /** @returns what came of it; nothing is thrown, because every failure is an answer somebody reads */
  async post(
    channel: { tenantId: string; id: string; kind: ChannelKind; sealedTarget: string; language: Language },
    message: Omit<ChannelMessage, 'linkLabel'>,
  ): Promise<ChannelResult> {
    const { kind, language } = channel;
    const { requestOf, outcomeOf } = await import('#platform/channels/channel-requests');
    const { AddressRefused, postOut } = await import('#platform/channels/post-out');
    try {
      const target = this.open(channel);
      const told = { ...message, linkLabel: WORDS[language].open };
      const post = requestOf(kind, target, told, { now: this.clock.now(), vapid: await this.vapidKey() });
      const { outcome: state, answer } = outcomeOf(kind, await postOut(post, { isLoopbackAllowed: this.config.isChannelLoopback })); // prettier-ignore
      return { state, answer };
    } catch (error) {
      const isForGood = error instanceof AddressRefused || error instanceof SealBroken;
      return { state: isForGood ? 'refused' : 'delayed', answer: wordsOf(error) };
    }
  }

  testTitle(name: string, language: Language): string {
    return WORDS[language].test(name);
  }

  async vapidKey(): Promise<VapidKey> {
    const { platformOwner, secret, url } = this.config;
    const { vapidKeyOf } = await import('#platform/channels/web-push');
    const contact = platformOwner
      ? `mailto:${platformOwner}`
      : url.startsWith('https:')
        ? url
        : `mailto:${this.config.mailFrom}`;
    return (this.vapid ??= vapidKeyOf(secret, contact));
  }

  private open({ tenantId, id, sealedTarget }: { tenantId: string; id: string; sealedTarget: string }): ChannelTarget {
    try {
      return JSON.parse(unseal(this.config.secret, purposeOf(tenantId, id), sealedTarget)) as ChannelTarget;
    } catch {
      throw new SealBroken('the address of this channel does not open; set it up anew');
    }
  }
}

class SealBroken extends Error {}

function purposeOf(tenantId: string, channelId: string): string {
  return `channel ${tenantId} ${channelId}`;
}

function wordsOf(error: unknown): string {
  const { name, message, code } = error as { name?: string; message?: string; code?: string };
  return (
    name === 'AbortError' || name === 'TimeoutError' ? 'no answer in time' : [code, message].filter(Boolean).join(': ')
  ).slice(0, ANSWER_CHARACTERS);
}
