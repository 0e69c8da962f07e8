import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import type { Laboratory } from '#database/entities/laboratory.entity';
import { ReferenceStore } from '#database/reference/reference-store';
import { modeOn } from '#domain/applicability/mode';
import { eligibility, type Eligibility } from '#domain/cases/eligibility';
import type { Day } from '#domain/day';
import { Forbidden, NotFound, RuleBroken } from '#domain/errors';
import { may, type Role } from '#domain/permissions';
import type { ReferenceBook } from '#domain/reference/book';
import type { EligibilityQuery, HongKongAnswers } from './bookings.dto.js';
import { KNOWN_COUNTRY, knownLaboratory, marksOf, type KeptMarks } from './known-laboratories.js';

type Judged = KeptMarks & { country: string };

/** A "no" that a manager took upon themselves. */
export interface Override {
  overrideReason: string | null;
  overriddenBy: string | null;
}

/** Asks the rules whether tests of a laboratory serve a product's case on a day. */
@Injectable()
export class EligibilityService {
  constructor(
    private readonly db: Db,
    private readonly references: ReferenceStore,
  ) {}

  /** For a screen, before anything is saved. @throws NotFound */
  async ask({ productId, laboratoryId, referenceKey, day, ...hongKong }: EligibilityQuery): Promise<Eligibility> {
    const book = this.references.known();
    return this.answer(await this.laboratory(book, laboratoryId, referenceKey), productId, day, hongKong, book);
  }

  /**
   * The answer that a booking keeps. A "no" needs the reason of somebody who may override it.
   *
   * @param before what was overridden for an earlier day of the same booking: it still holds
   * @throws RuleBroken `booking.not-eligible` with `{ day, because }`; Forbidden where the reason is not a manager's
   */
  async require(
    laboratory: Laboratory,
    productId: string,
    day: Day,
    given: HongKongAnswers & { overrideReason?: string },
    role: Role,
    before: Override = { overrideReason: null, overriddenBy: null },
  ): Promise<Override & { eligibility: Eligibility }> {
    const { overrideReason, hkHoklas, hkContract, hkCmaNeeded } = given;
    const found = await this.answer(laboratory, productId, day, { hkHoklas, hkContract, hkCmaNeeded }, await this.references.current()); // prettier-ignore
    if (found.verdict !== 'no') return { eligibility: found, overrideReason: null, overriddenBy: null };
    if (overrideReason === undefined) {
      if (before.overrideReason !== null) return { eligibility: found, ...before };
      const because = found.answers.filter(({ answer }) => answer === 'no').map(({ key, reason }) => ({ key, reason }));
      throw new RuleBroken('booking.not-eligible', { day, because });
    }
    if (!may(role, 'booking.override')) throw new Forbidden('booking.override');
    return { eligibility: found, overrideReason, overriddenBy: this.db.scope.memberId };
  }

  private async answer(
    laboratory: Judged,
    productId: string,
    day: Day,
    { hkHoklas = 'unknown', hkContract = 'unknown', hkCmaNeeded = 'unknown' }: HongKongAnswers,
    book: ReferenceBook,
  ): Promise<Eligibility> {
    const [product] = await this.db.read<{ classCode: string; madeIn: string | null }>(PRODUCT, [productId]);
    if (!product) throw new NotFound('product');
    return eligibility(
      {
        laboratory: { country: laboratory.country, ...marksOf(laboratory, book) },
        product: { mode: modeOn(book, product.classCode, null, day).mode, madeIn: product.madeIn },
        hongKong: { 'hk-hoklas': hkHoklas, 'hk-contract': hkContract, 'hk-cma-needed': hkCmaNeeded },
        day,
      },
      book,
    );
  }

  private async laboratory(book: ReferenceBook, id?: string, referenceKey?: string): Promise<Judged> {
    if (id !== undefined) {
      const [found] = await this.db.read<Judged>(LABORATORY, [id]);
      if (found) return found;
    }
    const known = id === undefined ? knownLaboratory(book, referenceKey ?? null) : undefined;
    if (!known) throw new NotFound('laboratory');
    const { key, cccDesignated, cnas, cma } = known;
    return { referenceKey: key, cccDesignated, cnas, cma, checkedOn: null, basisNote: null, country: KNOWN_COUNTRY };
  }
}

const PRODUCT = {
  name: 'eligibility.product',
  text: `select p.class_code as "classCode", f.country as "madeIn" from products p
         left join factories f on f.tenant_id = p.tenant_id and f.id = p.factory_id
         where p.tenant_id = current_tenant() and p.id = $1`,
};

const LABORATORY = {
  name: 'eligibility.laboratory',
  text: `select reference_key as "referenceKey", ccc_designated as "cccDesignated", cnas, cma, checked_on as "checkedOn",
           basis_note as "basisNote", country
         from laboratories where tenant_id = current_tenant() and id = $1`,
};
