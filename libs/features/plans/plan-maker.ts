import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import type { RoutePlanOptions } from '#database/entities/route-plan.entity';
import type { Day } from '#domain/day';
import { BadInput } from '#domain/errors';
import { planBackward, planForward } from '#domain/plan/make-plan';
import { mayRunInParallel } from '#domain/plan/options';
import { NO_OPTIONS, type Plan, type PlanCalendars, type PlanOptions } from '#domain/plan/plan';
import { withPlanningValues, type OwnValues } from '#domain/plan/planning-values';
import type { ReferenceBook } from '#domain/reference/book';
import type { SchemeDefinition } from '#domain/reference/scheme';
import { Calendars } from '#platform/calendars/calendars';
import type { Direction, PlanOptionsInput } from './plans.dto.js';

/** What a plan is made of beside its scheme. */
export interface PlanAsked {
  classKey: string;
  direction: Direction;
  anchorOn: Day;
  options: RoutePlanOptions;
}

/** What is the same for all plans of one request: the book, the tenant's own values and its country. */
export interface PlanGround {
  book: ReferenceBook;
  own: OwnValues;
  country: string;
}

/** Asks the rules for plans, with the tenant's own values and the calendars of those who act. */
@Injectable()
export class PlanMaker {
  constructor(
    private readonly db: Db,
    private readonly calendars: Calendars,
  ) {}

  async ground(book: ReferenceBook): Promise<PlanGround> {
    const [values, [tenant]] = await Promise.all([
      this.db.read<{ key: string; amount: number }>(OWN_VALUES),
      this.db.read<{ country: string }>(COUNTRY),
    ]);
    return { book, own: new Map(values.map(({ key, amount }) => [key, amount])), country: tenant!.country };
  }

  /** @throws BadInput where the days lead out of the years that can be counted; RuleBroken as the planner */
  make(scheme: SchemeDefinition, asked: PlanAsked, ground: PlanGround): Plan {
    const { clientCountry, notBefore, ...given } = asked.options;
    const heading = ground.book.classes.get(asked.classKey.split('/')[0]!)?.heading ?? null;
    const options = { ...given, isParallel: given.isParallel && mayRunInParallel(scheme, heading) };
    const calendars = this.calendarsOf(ground, clientCountry);
    const own = withPlanningValues(scheme, ground.own);
    try {
      return asked.direction === 'forward'
        ? planForward(own, asked.anchorOn, options, calendars)
        : planBackward(own, asked.anchorOn, { ...options, notBefore }, calendars);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      const detail = 'The plan leads out of the years that can be counted.';
      throw new BadInput('invalid-input', [
        { field: 'options', code: 'too-long', detail, allowed: 'twenty years at most' },
      ]);
    }
  }

  /** Whose working days each party keeps. @param clientCountry null: that of the tenant */
  calendarsOf(ground: Pick<PlanGround, 'country'>, clientCountry: string | null): PlanCalendars {
    const china = this.calendars.of('CN');
    return {
      consultancy: this.calendars.of(ground.country),
      client: this.calendars.of(clientCountry ?? ground.country),
      laboratory: china,
      body: china,
      inspector: china,
      customs: china,
      authority: china,
    };
  }
}

/** The options of an input in the shape of the rules; what is not given is taken from `base`. */
export function optionsOf(input: PlanOptionsInput | undefined, base: PlanOptions = NO_OPTIONS): PlanOptions {
  const durations = input?.durations && Object.entries(input.durations);
  const pins = input?.pins && Object.entries(input.pins);
  return {
    isParallel: input?.isParallel ?? base.isParallel,
    optional: input?.optional ?? base.optional,
    durations: durations
      ? Object.fromEntries(durations.map(([key, { amount, unit = 'working-days' }]) => [key, { amount, unit }]))
      : base.durations,
    pins: pins
      ? Object.fromEntries(pins.map(([key, { startsOn = null, endsOn = null }]) => [key, { startsOn, endsOn }]))
      : base.pins,
  };
}

const OWN_VALUES = {
  name: 'planning-values.own',
  text: 'select key, amount from planning_values where tenant_id = current_tenant()',
};

const COUNTRY = { name: 'plans.country', text: 'select country from tenants where id = current_tenant()' };
