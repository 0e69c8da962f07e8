/** Ways beside mail in which a person, or a team, hears what was mailed. */
export const CHANNEL_KINDS = ['wecom', 'dingtalk', 'teams', 'slack', 'sms', 'web-push'] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

/** What a channel may be told of: days with a legal basis, other days, what is overdue, news. */
export const CHANNEL_TOPICS = ['legal-days', 'other-days', 'overdue', 'news'] as const;
export type ChannelTopic = (typeof CHANNEL_TOPICS)[number];
