import { Injectable } from '@nestjs/common';
import { ReferenceStore } from '#database/reference/reference-store';
import { modeOn } from '#domain/applicability/mode';
import type { Day } from '#domain/day';
import { mayRunInParallel, refuseOptions } from '#domain/plan/options';
import { routesFor, type RouteFacts } from '#domain/plan/router';
import { whatMoved } from '#domain/plan/what-if';
import { reuse } from '#domain/plan/recognition';
import { Clock } from '#platform/clock';
import type { Who } from '#platform/http/who';
import { refused, requireClass, requireOpenRoute, requireOrder, requirePlanDay, requireScheme } from './plan-input.js';
import { optionsOf, PlanMaker, type PlanAsked } from './plan-maker.js';
import { toSchemeView } from './plan-views.js';
import type { ComparisonInput, ComparisonView, RouteView, WhatIfChange, WhatIfInput, WhatIfView } from './plans.dto.js'; // prettier-ignore
import { PlansQueries } from './plans.queries.js';

type Subject = Pick<ComparisonInput, 'productId' | 'classKey' | 'clientCountry' | 'startsOn' | 'wishOn' | 'options'>;

/** What a question is about, looked up. */
interface Known {
  classKey: string;
  clientCountry: string | null;
  facts: RouteFacts;
}

/** Ways side by side; stores nothing. */
@Injectable()
export class ComparisonsService {
  constructor(
    private readonly clock: Clock,
    private readonly references: ReferenceStore,
    private readonly maker: PlanMaker,
    private readonly queries: PlansQueries,
  ) {}

  /** @throws NotFound for a product that is not there; BadInput naming what is allowed */
  async compare(input: ComparisonInput, who: Who): Promise<ComparisonView> {
    const book = await this.references.current();
    const known = await this.known(input);
    const found = requireClass(book, known.classKey);
    const startsOn = requirePlanDay('startsOn', input.startsOn ?? this.clock.today(who.timeZone));
    const asked = this.asked(input, known, startsOn, optionsOf(input.options));
    refuseOptions([...book.schemes.values()], asked.options);
    const day = input.day ?? startsOn;
    const [classKey, variantKey = null] = known.classKey.split('/') as [string, string | undefined];
    const { mode, period } = modeOn(book, classKey, variantKey, day);
    const facts = { ...known.facts, ...input.facts };
    const ground = await this.maker.ground(book);
    const routes = routesFor({ classKey: known.classKey, mode, day, facts }, book);
    const { answers = {}, days = {} } = input.recognition ?? {};
    return {
      classKey: known.classKey,
      classNames: found.variants.find(({ key }) => key === variantKey)?.names ?? found.names,
      day,
      mode,
      modeSince: period?.validFrom ?? null,
      modeInstrument: period?.instrument ?? null,
      modeSource: period?.source ?? null,
      startsOn,
      wishOn: input.wishOn ?? null,
      clientCountry: asked.options.clientCountry ?? ground.country,
      referenceVersion: book.version,
      routes: routes.map((route): RouteView => {
        const scheme = book.schemes.get(route.schemeKey)!;
        const isPlanned = route.isOpen && scheme.stages.length > 0;
        return {
          schemeKey: route.schemeKey,
          scheme: toSchemeView(scheme),
          isOpen: route.isOpen,
          reasons: route.reasons,
          toAsk: route.toAsk,
          mayRunInParallel: mayRunInParallel(scheme, found.heading),
          plan: isPlanned ? this.maker.make(scheme, asked, ground) : null,
        };
      }),
      reuse: reuse(book.agreements, { answers, days }, day),
    };
  }

  /** What moves when one thing is otherwise. @throws as compare; RuleBroken `plan.route-closed` */
  async whatIf(input: WhatIfInput, who: Who): Promise<WhatIfView> {
    const book = await this.references.current();
    const known = await this.known(input);
    requireClass(book, known.classKey);
    const scheme = requireScheme(book, input.schemeKey);
    const startsOn = requirePlanDay('startsOn', input.startsOn ?? this.clock.today(who.timeZone));
    const options = optionsOf(input.options);
    refuseOptions([scheme], options);
    const { changed } = input;
    const otherwise = optionsOf(joined(input.options, changed.options));
    refuseOptions([scheme], otherwise, 'changed.options');
    const wishOn = changed.wishOn ?? input.wishOn;
    const startsThen = requirePlanDay('changed.startsOn', changed.startsOn ?? startsOn);
    const ground = await this.maker.ground(book);
    const asked = this.asked(input, known, startsOn, options);
    requireOpenRoute(book, scheme.key, known.classKey, [startsOn, input.wishOn ?? null]);
    const base = this.maker.make(scheme, asked, ground);
    const other = this.maker.make(scheme, this.asked({ ...input, wishOn }, known, startsThen, otherwise), ground);
    return { schemeKey: scheme.key, scheme: toSchemeView(scheme), base, changed: other, moves: whatMoved(base, other) };
  }

  private asked(input: Subject, known: Known, startsOn: Day, options: ReturnType<typeof optionsOf>): PlanAsked {
    const wishOn = input.wishOn === undefined ? null : requirePlanDay('wishOn', input.wishOn);
    if (wishOn !== null) requireOrder('wishOn', startsOn, wishOn);
    return {
      classKey: known.classKey,
      direction: wishOn === null ? 'forward' : 'backward',
      anchorOn: wishOn ?? startsOn,
      options: { ...options, clientCountry: input.clientCountry ?? known.clientCountry, notBefore: wishOn && startsOn },
    };
  }

  private async known({ productId, classKey }: Subject): Promise<Known> {
    if (productId !== undefined) {
      const product = await this.queries.product(productId);
      if (classKey !== undefined && classKey.split('/')[0] !== product.classCode)
        throw refused('classKey', 'not-its-class', 'The product is of another class.', product.classCode);
      const { hasLiveDeclaration, hasCertificate } = product;
      return {
        classKey: classKey ?? product.classCode,
        clientCountry: product.clientCountry,
        facts: {
          hasLiveDeclaration: hasLiveDeclaration ? 'yes' : 'no',
          hasCertificate: hasCertificate ? 'yes' : 'no',
        },
      };
    }
    if (classKey === undefined) throw refused('classKey', 'nothing-planned', 'Name a product or a class.', 'productId or classKey'); // prettier-ignore
    return { classKey, clientCountry: null, facts: {} };
  }
}

/** The base with what is otherwise in its place; durations and pins stage by stage. */
function joined(base: WhatIfInput['options'], changed: WhatIfChange['options']): WhatIfInput['options'] {
  return {
    ...base,
    ...changed,
    durations: { ...base?.durations, ...changed?.durations },
    pins: { ...base?.pins, ...changed?.pins },
  };
}
