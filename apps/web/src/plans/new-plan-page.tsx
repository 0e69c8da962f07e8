import { Button } from '@mantine/core';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isDay } from '#domain/day';
import type { Plan } from '#domain/plan/plan';
import { REUSED_BY } from '#domain/plan/recognition';
import { useSession } from '../api/session.js';
import { Section } from '../components/detail-page.js';
import { PageHeader } from '../components/page-header.js';
import { Sources } from '../components/sources.js';
import { EmptyState, ErrorState, SkeletonRows } from '../components/states.js';
import { useLanguage } from '../i18n/use-language.js';
import { fieldProblemText, toProblem } from '../api/problem.js';
import { joined, NO_CHANGE, withChange } from './changes.js';
import { ClosedRoutes } from './closed-routes.js';
import { usePlanWords } from './plan-words.js';
import { comparisonQuery, whatIfQuery } from './plans.api.js';
import classes from './plans.module.css';
import type { Comparison, Route, WhatIf } from './plans.types.js';
import { QuestionForm } from './question-form.js';
import { Reuse } from './reuse.js';
import { RouteColumns } from './route-columns.js';
import { RoutePlan } from './route-plan.js';
import { SavePlanForm } from './save-plan-form.js';
import { TimelineDrawing } from './timeline-drawing.js';
import { schemeOptions, usePlanAddress, type PlanAddress } from './use-plan-address.js';

/** The ways to a certificate side by side, and the plan of the chosen one. All of it stands in the address. */
export function NewPlanPage() {
  const { t } = useTranslation('plans');
  const address = usePlanAddress();
  const asked = useQuery({
    ...comparisonQuery(address.input ?? {}),
    enabled: address.input !== null,
    placeholderData: (before) => before,
  });
  const comparison = address.input ? asked.data : undefined;
  return (
    <>
      <PageHeader
        title={t('new.title')}
        crumb={{ to: '/plans', name: t('list.title') }}
        reading={comparison ? <ComparisonReading comparison={comparison} /> : t('new.reading')}
        acts={comparison && <SaveAct address={address} comparison={comparison} />}
      />
      <div className={classes.page}>
        <QuestionForm address={address} comparison={comparison} />
        {asked.isError && address.input && <Refused error={asked.error} onRetry={() => void asked.refetch()} />}
        {!address.input && (
          <EmptyState drawing={<TimelineDrawing />} sentence={t('new.empty')} hint={t('new.emptyHint')} />
        )}
        {address.input && asked.isPending && <SkeletonRows />}
        {comparison && !asked.isError && (
          <Compared key={comparison.classKey} address={address} comparison={comparison} />
        )}
      </div>
    </>
  );
}

/** What the api does not take, field by field, in words. */
function Refused({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { errors } = toProblem(error);
  if (errors.length === 0) return <ErrorState error={error} onRetry={onRetry} />;
  return (
    <ul className={classes.conflicts} role="alert">
      {errors.map((fault) => (
        <li key={`${fault.field} ${fault.code}`}>{fieldProblemText(fault)}</li>
      ))}
    </ul>
  );
}

function ComparisonReading({ comparison }: { comparison: Comparison }) {
  const { t } = useTranslation('plans');
  const language = useLanguage();
  const words = usePlanWords();
  const { classKey, classNames, mode, modeSince, modeSource } = comparison;
  return (
    <>
      {t('new.subject', { code: classKey, name: words.say(classNames) })}
      {language.gap}
      {t(modeSince ? 'new.modeSince' : 'new.mode', {
        mode: t(`mode.${mode}`),
        since: modeSince ? words.plain(modeSince) : '',
      })}
      {language.gap}
      {modeSource && (
        <span className={classes.modeSource}>
          <Sources text={modeSource} />
        </span>
      )}
    </>
  );
}

/** The ways, the plan of the chosen one, and what could be used again on it. */
function Compared({ address, comparison }: { address: PlanAddress; comparison: Comparison }) {
  const { t } = useTranslation('plans');
  const words = usePlanWords();
  const { open, closed, chosen } = waysOf(comparison, address.route);
  const asked = open.map((route) => address.whatIf(route.scheme, chosen?.schemeKey ?? null));
  const answers = useQueries({
    queries: asked.map((input) => ({
      ...whatIfQuery(input ?? { schemeKey: '', changed: {} }),
      enabled: input !== null,
      placeholderData: (before: WhatIf | undefined) => before,
    })),
  });
  const plans = new Map<string, Plan>();
  let whatIf: WhatIf | null = null;
  let failure: unknown = null;
  open.forEach((route, index) => {
    const answer = answers[index]!;
    if (!asked[index]) return;
    if (answer.data) plans.set(route.schemeKey, answer.data.changed);
    if (route !== chosen) return;
    whatIf = answer.data ?? null;
    failure = answer.error;
  });
  const base = (whatIf as WhatIf | null)?.base ?? chosen?.plan ?? null;
  const kept = open.filter(isMaintenance);
  const shared = {
    plans,
    reuse: comparison.reuse,
    answers: address.question.answers,
    onAnswer: address.answer,
    chosen: chosen?.schemeKey ?? null,
    onChoose: address.choose,
  };
  return (
    <>
      <Section title={t('routes.title')} note={t('routes.note', { count: open.length - kept.length })}>
        {open.length === kept.length ? (
          <p className={classes.quiet}>{t('routes.none')}</p>
        ) : (
          <RouteColumns routes={open.filter((route) => !isMaintenance(route))} {...shared} />
        )}
        {kept.length > 0 && (
          <details className={classes.closed} open={kept.includes(chosen!) || undefined}>
            <summary>{t('routes.maintenance', { count: kept.length })}</summary>
            <RouteColumns routes={kept} {...shared} />
          </details>
        )}
        <ClosedRoutes routes={closed} answers={address.question.answers} onAnswer={address.answer} />
      </Section>
      {chosen && base && (
        <Section title={t('plan.title', { route: words.say(chosen.scheme.names) })}>
          {failure !== null && <Refused error={failure} onRetry={() => void 0} />}
          <RoutePlan
            scheme={chosen.scheme}
            base={base}
            whatIf={failure === null ? whatIf : null}
            kept={address.own(chosen.schemeKey)}
            tried={address.trial(chosen.schemeKey)}
            trialDays={address.trialDays}
            onTry={(changes) => address.tryOut(chosen.schemeKey, changes)}
            onTryDays={address.tryDays}
            onForget={(stage) =>
              address.setOwn(chosen.schemeKey, withChange(address.own(chosen.schemeKey), stage, NO_CHANGE))
            }
            stage={address.stage}
            onStage={address.showStage}
            keepLabel={t('moves.keep')}
            onKeep={() =>
              address.keep(chosen.schemeKey, joined(address.own(chosen.schemeKey), address.trial(chosen.schemeKey)))
            }
            onDiscard={address.discard}
          />
        </Section>
      )}
      {chosen && (
        <Section title={t('reuse.title')}>
          <Reuse
            agreements={comparison.reuse.filter((one) => REUSED_BY[one.kind].includes(chosen.scheme.kind))}
            answers={address.question.reuseAnswers}
            days={address.question.reuseDays}
            onAnswer={address.answerReuse}
            onDay={address.dateReuse}
          />
        </Section>
      )}
    </>
  );
}

/**
 * Open ways to a certificate first; what is done with one that is there comes after them. Nothing chosen: the first that
 * has a plan, a conversion before a new certification because it uses what is there.
 */
function waysOf(
  comparison: Comparison,
  route: string | null,
): { open: Route[]; closed: Route[]; chosen: Route | null } {
  const rank = ({ scheme }: Route) => ORDER.indexOf(scheme.kind);
  const open = comparison.routes.filter(({ isOpen }) => isOpen).sort((one, other) => rank(one) - rank(other));
  const closed = comparison.routes.filter(({ isOpen }) => !isOpen);
  const planned = open.filter(({ plan }) => plan !== null);
  return { open, closed, chosen: planned.find(({ schemeKey }) => schemeKey === route) ?? planned[0] ?? null };
}

/** Something is done with a certificate that is there: no way to one. */
const isMaintenance = ({ scheme }: Route) => scheme.kind === 'maintenance';

const ORDER: readonly Route['scheme']['kind'][] = [
  'conversion',
  'certification',
  'declaration',
  'voluntary',
  'single-vehicle',
  'exemption',
  'maintenance',
];

function SaveAct({ address, comparison }: { address: PlanAddress; comparison: Comparison }) {
  const { t } = useTranslation('plans');
  const { may } = useSession();
  const [isSaving, setSaving] = useState(false);
  const { chosen } = waysOf(comparison, address.route);
  const { question, trialDays } = address;
  if (!chosen || !may('plan.edit')) return null;
  const changes = joined(address.own(chosen.schemeKey), address.trial(chosen.schemeKey));
  const start = trialDays.start ?? (isDay(question.start) ? question.start : comparison.startsOn);
  const isBackward = comparison.wishOn !== null;
  return (
    <>
      <Button onClick={() => setSaving(true)}>{t('save.open')}</Button>
      <SavePlanForm
        opened={isSaving}
        onClose={() => setSaving(false)}
        scheme={chosen.scheme}
        isTrying={
          Object.keys(address.trial(chosen.schemeKey)).length > 0 || trialDays.start !== null || trialDays.wish !== null
        }
        input={{
          ...(question.productId ? { productId: question.productId } : { classKey: comparison.classKey }),
          schemeKey: chosen.schemeKey,
          direction: isBackward ? 'backward' : 'forward',
          anchorOn: isBackward ? (trialDays.wish ?? comparison.wishOn!) : start,
          ...(isBackward && { notBefore: start }),
          clientCountry: question.country,
          options: schemeOptions(question, chosen.scheme, changes),
        }}
      />
    </>
  );
}
