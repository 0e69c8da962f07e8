/** Why it is a party's turn, as libs/domain/cases/turns.ts says it. */
export const TURN_WHYS = ['running', 'handed-over', 'blocked', 'on-hold', 'between'] as const;
export type TurnWhy = (typeof TURN_WHYS)[number];
