import type { Mentionable } from './comments.types.js';

/** The name that is being typed behind an `@`: where the `@` stands, and the letters so far. Null when none is. */
export function typedMention(text: string, caret: number): { at: number; letters: string } | null {
  const found = /(?:^|[\s(（，。])@([^\s@]{0,40}(?: [^\s@]{0,40})?)$/u.exec(text.slice(0, caret));
  if (!found) return null;
  const letters = found[1] ?? '';
  return { at: caret - letters.length - 1, letters };
}

/** People of the team whose name, or a word of it, begins with the letters. */
export function matching(team: readonly Mentionable[], letters: string): readonly Mentionable[] {
  const wanted = letters.toLocaleLowerCase();
  const begins = (name: string) => {
    const lower = name.toLocaleLowerCase();
    return lower.startsWith(wanted) || lower.split(/\s+/).some((word) => word.startsWith(wanted));
  };
  return team.filter(({ name }) => begins(name)).slice(0, 6);
}

/** Whose `@name` still stands in the text: what was deleted again is not told. */
export function mentionsIn(text: string, chosen: readonly Mentionable[]): Mentionable[] {
  return chosen.filter(({ name }) => text.includes(`@${name}`));
}
