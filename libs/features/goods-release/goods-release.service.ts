import { Injectable } from '@nestjs/common';
import { ReferenceStore } from '#database/reference/reference-store';
import { statusOn } from '#domain/certificates/life';
import type { Day } from '#domain/day';
import { BadInput, NotFound } from '#domain/errors';
import type { Language } from '#domain/permissions';
import type { ReferenceBook } from '#domain/reference/book';
import { goodsRelease, modelKey, type ReleaseAnswer, type ReleaseReason } from '#domain/release/goods-release';
import { Clock } from '#platform/clock';
import type { GoodsReleaseQuery, GoodsReleaseView, ReleaseItemView, ReleaseReasonView } from './goods-release.dto.js';
import { GoodsReleaseQueries, type ReleaseProduct } from './goods-release.queries.js';
import { RELEASE_WORDS } from './words.js';

/** The day on which goods leave is one of the factory's authority. */
const ZONE = 'Asia/Shanghai';
/** Products that may share a model before the question has to name one. */
const MOST_PRODUCTS = 20;
/** Candidates whose models are compared: a short model is the tail of many. */
const MOST_CANDIDATES = 500;
/** The procedure whose rule says that changed goods wait. */
const CHANGE_SCHEME = 'ccc-change';

/** Whether goods may leave the factory on a day. Reads only. */
@Injectable()
export class GoodsReleaseService {
  constructor(
    private readonly clock: Clock,
    private readonly references: ReferenceStore,
    private readonly queries: GoodsReleaseQueries,
  ) {}

  /**
   * @param language of the sentences
   * @throws BadInput when neither model nor product is named; NotFound for a product behind the wall
   */
  async ask(query: GoodsReleaseQuery, language: Language): Promise<GoodsReleaseView> {
    const { model = null, productId } = query;
    if (model === null && productId === undefined)
      throw new BadInput('invalid-input', [
        { field: 'model', code: 'nothing-asked', detail: 'Name a model or a product.', allowed: 'model, productId' },
      ]);
    const on = query.on ?? this.clock.today(ZONE);
    const products = productId === undefined ? await this.ofModel(model!) : await this.one(productId);
    const told = products.slice(0, MOST_PRODUCTS);
    const book = await this.references.current();
    const items = await this.judged(told, book, { on, model, isChanged: query.changed === undefined ? null : query.changed === 'true' }, language); // prettier-ignore
    return {
      model,
      on,
      answer: together(items.map(({ answer }) => answer)),
      items,
      isComplete: told.length === products.length,
      answeredAt: this.clock.now(),
      dataVersion: book.version,
    };
  }

  private async one(productId: string): Promise<ReleaseProduct[]> {
    const found = await this.queries.products([productId]);
    if (found.length === 0) throw new NotFound('product');
    return found;
  }

  /** Those whose whole model reads as asked, by the product or by one of its certificates. */
  private async ofModel(model: string): Promise<ReleaseProduct[]> {
    const key = modelKey(model);
    const ids = await this.queries.ofModel(model, MOST_CANDIDATES);
    const candidates = ids.length === 0 ? [] : await this.queries.products(ids);
    const has = (models: readonly string[] | null) => (models ?? []).some((one) => modelKey(one) === key);
    return candidates.filter((product) => has(product.models) || product.certificates.some((one) => has(one.models)));
  }

  private async judged(
    products: readonly ReleaseProduct[],
    book: ReferenceBook,
    asked: { on: Day; model: string | null; isChanged: boolean | null },
    language: Language,
  ): Promise<ReleaseItemView[]> {
    const certificateIds = products.flatMap(({ certificates }) => certificates.map(({ id }) => id));
    const campaigns = certificateIds.length === 0 ? [] : await this.queries.campaigns(certificateIds);
    const scheme = book.schemes.get(CHANGE_SCHEME);
    const accepted = {
      basis: 'legal' as const,
      certainty: scheme?.certainty ?? ('unverified' as const),
      source: scheme?.source ?? 'none',
    };
    const words = RELEASE_WORDS[language];
    const say = (reason: ReleaseReason): ReleaseReasonView => ({
      ...reason,
      text: words.reason(reason.code, reason.facts),
    });
    return products.map((product) => {
      const verdict = goodsRelease(
        {
          classCode: product.classCode,
          variants: (book.classes.get(product.classCode)?.variants ?? []).map(({ key }) => key),
          model: asked.model,
          productModels: product.models,
          isChanged: asked.isChanged,
          certificates: product.certificates.map(({ changes, status, ...certificate }) => ({
            ...certificate,
            // A status without the change that led to it began on a day that nobody recorded.
            status: changes.length === 0 && status !== 'valid' ? 'unknown' : (statusOn(changes, asked.on) ?? 'unknown'),
            openCampaigns: campaigns.filter(({ certificateId }) => certificateId === certificate.id),
          })),
          determinations: product.determinations,
        },
        asked.on,
        book,
        accepted,
      );
      const { id, name, nameZh, models, classCode, clientId, clientName, clientNameZh } = product;
      const told = asked.model ?? (language === 'zh' ? (nameZh ?? name) : name);
      return {
        ...{ productId: id, productName: name, productNameZh: nameZh, models, classCode },
        ...{ clientId, clientName, clientNameZh, answer: verdict.answer, mode: verdict.mode },
        headline: words.headline(verdict.answer, told, asked.on),
        reasons: verdict.reasons.map(say),
        certificates: verdict.certificates.map((one) => ({ ...one, reasons: one.reasons.map(say) })),
      };
    });
  }
}

/** One answer for all products of a model, only where they agree. */
function together(answers: readonly ReleaseAnswer[]): ReleaseAnswer {
  const [first] = answers;
  return first !== undefined && answers.every((one) => one === first) ? first : 'unknown';
}
