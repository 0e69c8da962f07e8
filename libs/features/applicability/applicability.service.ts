import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import { ApplicabilityCheck } from '#database/entities/applicability-check.entity';
import { Client } from '#database/entities/client.entity';
import { Factory } from '#database/entities/factory.entity';
import { Product } from '#database/entities/product.entity';
import { ReferenceStore } from '#database/reference/reference-store';
import type { Period } from '#domain/applicability/answer';
import { checkApplicability } from '#domain/applicability/applicability';
import { type Change, differenceBetween } from '#domain/applicability/difference';
import type { ApplicabilityFacts } from '#domain/applicability/facts';
import { BadInput } from '#domain/errors';
import type { Language } from '#domain/permissions';
import type { ReferenceBook } from '#domain/reference/book';
import { EventsService } from '#features/events/events.service';
import { Clock } from '#platform/clock';
import type { CheckInput, CheckView, PreviewView } from './applicability.dto.js';
import type { PeriodChange, RepetitionView } from './repetition.dto.js';
import { ApplicabilityQueries, checkNumber, type StoredCheck } from './applicability.queries.js';
import { factsOfInput } from './facts-of-input.js';
import { type NamedSubject, tell, tellAlternative, tellPeriod, tellQuestion, tellReason, tellStep } from './told.js';
import { APPLICABILITY_WORDS } from './words.js';

interface Understood {
  facts: ApplicabilityFacts;
  product: Product | null;
  clientId: string | null;
  book: ReferenceBook;
}

/** Asks the rule and keeps its answers; the only writer of `applicability_checks`. */
@Injectable()
export class ApplicabilityService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
    private readonly references: ReferenceStore,
    private readonly queries: ApplicabilityQueries,
  ) {}

  /** Answers without keeping anything. @throws BadInput, NotFound */
  async preview(input: CheckInput, language: Language): Promise<PreviewView> {
    const { facts, product, book } = await this.understand(input);
    return view(facts, book, product, language);
  }

  /** Answers and keeps the answer under the next number. @throws BadInput, NotFound */
  async check(input: CheckInput, language: Language): Promise<CheckView> {
    const { facts, product, clientId, book } = await this.understand(input);
    const answer = checkApplicability(facts, book);
    const { year, sequence } = await this.nextNumber();
    const id = await this.db.insert(ApplicabilityCheck, {
      year,
      sequence,
      clientId,
      productId: product?.id ?? null,
      day: facts.day,
      facts,
      verdict: answer.verdict,
      answer,
      referenceVersion: book.version,
      createdAt: this.clock.now(),
      createdBy: this.db.scope.memberId,
    });
    const told = { number: checkNumber(year, sequence), verdict: answer.verdict, day: facts.day };
    await this.events.record('applicability.checked', { productId: product?.id, clientId }, told);
    return this.show(id, language);
  }

  /** A stored check in the words of a language. @throws NotFound */
  async show(id: string, language: Language): Promise<CheckView> {
    const check = await this.queries.one(id);
    const words = tell(check.answer, check.facts, await this.bookOf(check), check.product, language);
    const { day, verdict, referenceVersion, facts, answer, number, product, client, createdAt, createdByName, supersededBy } = check; // prettier-ignore
    return { id, number, day, verdict, referenceVersion, facts, answer, words, product, client, createdAt, createdByName, supersededBy }; // prettier-ignore
  }

  /** The same facts on today's data, and on another day where one is named. Nothing is kept. @throws NotFound */
  async repeat(id: string, day: string | null, language: Language): Promise<RepetitionView> {
    const before = await this.queries.one(id);
    const book = await this.references.current();
    const facts = { ...before.facts, day: day ?? before.day };
    const now = view(facts, book, before.product, language);
    const difference = differenceBetween(before.answer, now.answer);
    const { verdicts } = APPLICABILITY_WORDS[language];
    return {
      ...now,
      isSame: difference.isSame,
      referenceVersionBefore: before.referenceVersion,
      dayBefore: before.day,
      verdictChange: difference.verdict && {
        ...difference.verdict,
        beforeText: verdicts[difference.verdict.before],
        nowText: verdicts[difference.verdict.now],
      },
      periodChange: tellChange(difference.period, language),
      nextChange: tellChange(difference.next, language),
      declarationChange: difference.declaration,
      reasonsAdded: difference.reasonsAdded.map((one) => tellReason(one, language)),
      reasonsGone: difference.reasonsGone.map((one) => tellReason(one, language)),
      questionsAdded: difference.questionsAdded.map((one) => tellQuestion(one, language)),
      questionsGone: difference.questionsGone.map((one) => tellQuestion(one, language)),
      stepsAdded: difference.stepsAdded.map((one) => tellStep(one, language)),
      stepsGone: difference.stepsGone.map((one) => tellStep(one, language)),
      alternativesAdded: difference.alternativesAdded.map((one) => tellAlternative(one, language)),
      alternativesGone: difference.alternativesGone.map((one) => tellAlternative(one, language)),
    };
  }

  /** The data that a stored answer was made with: names are told as they were. */
  bookOf(check: Pick<StoredCheck, 'referenceVersion'>): Promise<ReferenceBook> {
    return this.references.at(check.referenceVersion);
  }

  private async understand(input: CheckInput): Promise<Understood> {
    const book = await this.references.current();
    const product = input.productId ? await this.db.require(Product, input.productId) : null;
    const client = input.clientId ? await this.db.require(Client, input.clientId) : null;
    if (product && client && product.clientId !== client.id)
      throw new BadInput('invalid-input', [
        { field: 'clientId', code: 'of-another-client', detail: 'The product belongs to another client.', allowed: product.clientId }, // prettier-ignore
      ]);
    const factory = product?.factoryId ? await this.db.find(Factory, product.factoryId) : null;
    const known = product && {
      classKey: product.classCode,
      description: product.name,
      madeIn: factory?.country ?? null,
    };
    return {
      facts: factsOfInput(input, known, book),
      product,
      clientId: product?.clientId ?? client?.id ?? null,
      book,
    };
  }

  /** Numbers stand on letters: they follow one another without gaps, so checks of one tenant are numbered one by one. */
  private async nextNumber(): Promise<{ year: number; sequence: number }> {
    await this.db.query(`select pg_advisory_xact_lock(hashtextextended('applicability ' || current_tenant(), 0))`);
    const [tenant] = await this.db.query<{ timeZone: string }>(
      `select time_zone as "timeZone" from tenants where id = current_tenant()`,
    );
    const year = Number(this.clock.today(tenant!.timeZone).slice(0, 4));
    const [last] = await this.db.query<{ sequence: number }>(
      `select coalesce(max(sequence), 0) as sequence from applicability_checks where tenant_id = current_tenant() and year = $1`,
      [year],
    );
    return { year, sequence: last!.sequence + 1 };
  }
}

function view(
  facts: ApplicabilityFacts,
  book: ReferenceBook,
  product: NamedSubject | null,
  language: Language,
): PreviewView {
  const answer = checkApplicability(facts, book);
  const words = tell(answer, facts, book, product, language);
  return { day: facts.day, verdict: answer.verdict, referenceVersion: book.version, facts, answer, words };
}

function tellChange(change: Change<Period | null> | null, language: Language): PeriodChange | null {
  const told = (period: Period | null) => period && tellPeriod(period, language);
  return change && { before: told(change.before), now: told(change.now) };
}
