import { BadInput, RuleBroken } from '#domain/errors';
import type { RegisterColumn } from '#domain/register/columns';
import { IMPORT_NOUNS, type ImportCount, type ImportNoun, type ZoneQuestion } from './register-import.dto.js';
import { differencesOf, type Difference } from './register-nouns.js';

export interface WriteOptions {
  importId: string;
  /** Answers: country -> zone. A country with several clocks and no answer gets one of them, which only a trial may do. */
  zones: Readonly<Record<string, string>>;
  /** Known things that differ are brought to what the file says, as far as the rules allow it. */
  updatesKnown: boolean;
  /** Told after each portion of rows. */
  onProgress: (rowsDone: number) => void;
}

export interface WriteOutcome {
  counts: ImportCount[];
  /** Known things that the file describes otherwise. */
  differences: Difference[];
  questions: ZoneQuestion[];
  /** Responsible people who had no place in the tenant, and the first row that names each. */
  namedMembers: { email: string; row: number }[];
  ambiguousFactories: AmbiguousFactory[];
  secondsOfUnit: SecondOfUnit[];
}

/** A live CCC certificate of a unit that has another one. */
export interface SecondOfUnit {
  row: number;
  number: string;
  /** number of the other one */
  other: string;
}

/** A factory without a code, of whose name and country there are several. */
export interface AmbiguousFactory {
  /** the first row that names it */
  row: number;
  name: string;
  factories: number;
  /** code of the one that was taken; null: it has none */
  taken: string | null;
}

/** Counts per noun while writing. */
export class Outcome {
  readonly namedMembers: { email: string; row: number }[] = [];
  readonly ambiguousFactories: AmbiguousFactory[] = [];
  readonly secondsOfUnit: SecondOfUnit[] = [];
  private readonly counts = new Map<ImportNoun, ImportCount>(
    IMPORT_NOUNS.map((noun) => [noun, { noun, new: 0, known: 0, differs: 0, updated: 0 }]),
  );
  private readonly knownProductIds = new Set<string>();
  private readonly differences: Difference[] = [];
  private readonly updates: { noun: ImportNoun; update: () => Promise<unknown> }[] = [];
  private readonly questions = new Map<string, ZoneQuestion>();

  /** A unit may carry several certificates: it is counted once. */
  isFirst(productId: string): boolean {
    if (this.knownProductIds.has(productId)) return false;
    this.knownProductIds.add(productId);
    return true;
  }

  fresh(noun: ImportNoun, count: number): void {
    this.counts.get(noun)!.new += count;
  }

  /** @param update brings the known thing to what the file says; asked for only where they differ */
  known(
    noun: ImportNoun,
    row: number,
    pairs: Parameters<typeof differencesOf>[1],
    update?: () => Promise<unknown>,
  ): void {
    const count = this.counts.get(noun)!;
    const differences = differencesOf(row, pairs);
    count.known += 1;
    if (differences.length > 0) count.differs += 1;
    if (differences.length > 0 && update) this.updates.push({ noun, update });
    this.differences.push(...differences);
  }

  differ(row: number, as: RegisterColumn, file: string, known: string): void {
    this.differences.push({ row, as, file, known });
  }

  /** A change that a rule refuses (a revoked certificate made valid) is left out; it stays listed as a difference. */
  async update(): Promise<void> {
    for (const { noun, update } of this.updates) {
      try {
        await update();
        this.counts.get(noun)!.updated += 1;
      } catch (error) {
        if (!(error instanceof RuleBroken || error instanceof BadInput)) throw error;
      }
    }
  }

  ask(country: string, zones: string[]): void {
    const question = this.questions.get(country) ?? { country, zones, people: 0 };
    question.people += 1;
    this.questions.set(country, question);
  }

  finish(): WriteOutcome {
    return {
      counts: [...this.counts.values()],
      differences: this.differences,
      questions: [...this.questions.values()],
      namedMembers: this.namedMembers,
      ambiguousFactories: this.ambiguousFactories,
      secondsOfUnit: this.secondsOfUnit,
    };
  }
}

/** Things written in one go. */
export const PORTION = 500;

export function* portionsOf<T>(items: readonly T[]): Generator<T[]> {
  for (let start = 0; start < items.length; start += PORTION) yield items.slice(start, start + PORTION);
}

/** What the file leaves open stays as it is. */
export function given<T extends object>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
}
