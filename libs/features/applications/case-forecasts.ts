import { Injectable } from '@nestjs/common';
import { ReferenceStore } from '#database/reference/reference-store';
import { caseForecast } from '#domain/cases/case-plan';
import type { Day } from '#domain/day';
import { NotFound, RuleBroken } from '#domain/errors';
import type { Plan, PlanCalendars } from '#domain/plan/plan';
import { withPlanningValues } from '#domain/plan/planning-values';
import type { SchemeDefinition } from '#domain/reference/scheme';
import { PlanMaker, type PlanGround } from '#features/plans/plan-maker';
import { schemeOfCase } from './case-scheme.js';
import { historyOf, type LoadedCase } from './loaded-case.js';

/** What is expected of a case, as it stands on a day. */
export interface CaseForecast {
  scheme: SchemeDefinition;
  calendars: PlanCalendars;
  /** null where no day can be counted */
  plan: Plan | null;
}

/** Asks the rules what is to be expected of cases, with the tenant's own values and the calendars of those who act. */
@Injectable()
export class CaseForecasts {
  constructor(
    private readonly references: ReferenceStore,
    private readonly maker: PlanMaker,
  ) {}

  /** @param country of the client */
  async of(one: LoadedCase, on: Day, country: string, ground: PlanGround): Promise<CaseForecast> {
    const scheme = withPlanningValues(await this.schemeOf(one, ground), ground.own);
    const calendars = this.maker.calendarsOf(ground, country);
    return { scheme, calendars, plan: forecastOrNull(scheme, one, on, calendars) };
  }

  /** @throws NotFound for a scheme that neither the newest reference data nor the case's own has */
  private async schemeOf({ application, stages }: LoadedCase, { book }: PlanGround): Promise<SchemeDefinition> {
    const { schemeKey, referenceVersion } = application;
    const found = book.schemes.get(schemeKey) ?? (await this.references.at(referenceVersion)).schemes.get(schemeKey);
    if (!found) throw new NotFound('scheme');
    return schemeOfCase(stages, found);
  }
}

function forecastOrNull(scheme: SchemeDefinition, one: LoadedCase, on: Day, calendars: PlanCalendars): Plan | null {
  try {
    return caseForecast(scheme, historyOf(one), on, calendars);
  } catch (error) {
    // Days that leave the years which can be counted, or a scheme without stages: the case is still there to be worked on.
    if (error instanceof RangeError) return null;
    if (error instanceof RuleBroken && error.code.startsWith('plan.')) return null;
    throw error;
  }
}
