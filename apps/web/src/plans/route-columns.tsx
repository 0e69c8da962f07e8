import { IconCheck, IconHelp, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { daysBetween } from '#domain/day';
import type { Plan } from '#domain/plan/plan';
import { REUSED_BY, VERDICTS, type AgreementAnswer } from '#domain/plan/recognition';
import { KNOWN_OR_NOT, type YesNoUnknown } from '#domain/reference/actors';
import { PARTIES } from '#domain/reference/scheme';
import { PartyMark, partyClass } from '../components/party-mark.js';
import { Sources } from '../components/sources.js';
import { RelativeDays, useUrgency } from '../components/urgency.js';
import { useLanguage } from '../i18n/use-language.js';
import { LimitState } from './limits.js';
import { usePlanWords } from './plan-words.js';
import classes from './plans.module.css';
import type { Route } from './plans.types.js';
import { YesNo } from './yes-no.js';

/** Facts that can be told; what only the body can say has no answer here. */
const ANSWERED_BY_BODY = ['allianceInstead'];

interface RouteColumnsProps {
  routes: readonly Route[];
  /** The plan of a way with its own values in place of the compared one. */
  plans: ReadonlyMap<string, Plan>;
  reuse: readonly AgreementAnswer[];
  answers: Readonly<Record<string, YesNoUnknown>>;
  onAnswer: (key: string, value: YesNoUnknown | null) => void;
  chosen: string | null;
  onChoose: (schemeKey: string) => void;
}

/** The ways that are open, side by side. */
export function RouteColumns(props: RouteColumnsProps) {
  const { t } = useTranslation('plans');
  return (
    <ul className={classes.routes} aria-label={t('routes.title')}>
      {props.routes.map((route) => (
        <RouteColumn
          key={route.schemeKey}
          {...props}
          route={route}
          plan={props.plans.get(route.schemeKey) ?? route.plan}
        />
      ))}
    </ul>
  );
}

function RouteColumn({
  route,
  plan,
  reuse,
  answers,
  onAnswer,
  chosen,
  onChoose,
}: RouteColumnsProps & { route: Route; plan: Plan | null }) {
  const { t } = useTranslation(['plans', 'domain']);
  const words = usePlanWords();
  const { scheme } = route;
  const isChosen = chosen === route.schemeKey;
  return (
    <li className={classes.route} data-chosen={isChosen || undefined}>
      <button
        type="button"
        className={classes.routeHead}
        aria-pressed={isChosen}
        disabled={!plan}
        onClick={() => onChoose(route.schemeKey)}
      >
        <span className={classes.routeKind}>{t(`kind.${scheme.kind}`)}</span>
        <span className={classes.routeName}>{words.say(scheme.names)}</span>
      </button>
      <p className={classes.verdict} data-open={route.toAsk.length === 0 || undefined}>
        {route.toAsk.length === 0 ? (
          <IconCheck size={14} stroke={2} aria-hidden />
        ) : (
          <IconHelp size={14} stroke={2} aria-hidden />
        )}
        {t(route.toAsk.length === 0 ? 'routes.open' : 'routes.openIf')}
      </p>
      {plan ? <Days plan={plan} scheme={scheme} /> : <p className={classes.quiet}>{t('routes.noStages')}</p>}
      {plan && <Turns plan={plan} />}
      {plan && <UrgentLimits route={route} plan={plan} />}
      {route.toAsk.length > 0 && (
        <div className={classes.asks}>
          {route.toAsk.map((question) => (
            <div key={question.key} className={classes.ask}>
              <p>{words.question(question)}</p>
              {!ANSWERED_BY_BODY.includes(question.key) && (
                <YesNo
                  label={words.question(question)}
                  value={answers[question.key] ?? 'unknown'}
                  onChange={(value) => onAnswer(question.key, value)}
                />
              )}
            </div>
          ))}
        </div>
      )}
      <Reuse kind={scheme.kind} reuse={reuse} />
      {scheme.practiceTotal.length > 0 && (
        <p className={classes.quietLine}>
          {t('routes.practice')}{' '}
          {scheme.practiceTotal.map(({ text, source }) => (
            <span key={source} className={classes.practice}>
              {words.say(text)} (<Sources text={source} />){' '}
            </span>
          ))}
        </p>
      )}
      <details className={classes.why}>
        <summary>{t('routes.why')}</summary>
        <Reasons route={route} answers={answers} onAnswer={onAnswer} />
        {scheme.note && <p className={classes.quietLine}>{words.say(scheme.note)}</p>}
      </details>
    </li>
  );
}

/** The day that the way leads to, or by which it must begin. */
function Days({ plan, scheme }: { plan: Plan; scheme: Route['scheme'] }) {
  const { t } = useTranslation('plans');
  const words = usePlanWords();
  const { wish } = plan;
  const isStart = wish !== null && wish.isMet !== false;
  const shown = isStart ? wish.lastStartOn : plan.endsOn;
  const { daysLeft } = useUrgency(shown);
  const length = daysBetween(plan.startsOn, plan.endsOn);
  return (
    <div className={classes.routeDays}>
      <p className={classes.routeLabel}>{t(isStart ? 'routes.startBy' : 'routes.certificate')}</p>
      <p className={classes.routeDay}>
        {plan.isAtLeast ? t(isStart ? 'orEarlier' : 'atLeast', { day: words.plain(shown) }) : words.plain(shown)}
      </p>
      <p className={classes.quietLine}>
        <RelativeDays days={daysLeft} />
        {plan.unknownStages.length === 0 && <>; {t('routes.length', { count: length })}</>}
      </p>
      {wish && !isStart && (
        <p className={classes.missed}>
          {t('routes.tooLate', { count: wish.daysLate, wish: words.plain(wish.legal?.on ?? wish.on) })}
        </p>
      )}
      {wish?.legal && (
        <p className={classes.quietLine}>
          {t('routes.legal', { day: words.plain(wish.legal.on), stage: words.stage(scheme, wish.legal.stage) })}
        </p>
      )}
      {wish?.isMet && !plan.isAtLeast && (
        <p className={classes.met}>{t('routes.inTime', { wish: words.plain(wish.on) })}</p>
      )}
      {plan.unknownStages.length > 0 && (
        <p className={classes.honest}>{t('routes.unknown', { count: plan.unknownStages.length })}</p>
      )}
      {plan.isProvisional && <p className={classes.provisional}>{t('routes.provisional')}</p>}
    </div>
  );
}

/** Whose turn it is how long: one strip in the parties' hues, and the days in words. */
function Turns({ plan }: { plan: Plan }) {
  const { t } = useTranslation(['plans', 'domain']);
  const language = useLanguage();
  const spans = PARTIES.flatMap((party) => {
    const own = plan.stages.filter((stage) => stage.party === party && !stage.isAfterCertificate);
    const days = own.reduce((sum, { startsOn, endsOn }) => sum + daysBetween(startsOn, endsOn), 0);
    return days > 0 ? [{ party, days }] : [];
  });
  if (spans.length === 0) return null;
  return (
    <div className={classes.turns}>
      <div className={classes.strip} aria-hidden="true">
        {plan.stages
          .filter(({ isAfterCertificate, startsOn, endsOn }) => !isAfterCertificate && startsOn !== endsOn)
          .map(({ key, party, startsOn, endsOn }) => (
            <i key={key} className={partyClass(party)} style={{ flexGrow: daysBetween(startsOn, endsOn) }} />
          ))}
      </div>
      <ul className={classes.turnWords}>
        {spans.map(({ party, days }) => (
          <li key={party}>
            <PartyMark party={party} />
            {t(`domain:party.${party}`)} {t('routes.turnDays', { days: language.number(days) })}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Limits up to the certificate that the plan breaks or nearly breaks; legal ones in any case. */
function UrgentLimits({ route, plan }: { route: Route; plan: Plan }) {
  const { t } = useTranslation(['plans', 'domain']);
  const words = usePlanWords();
  const shown = plan.limits.filter(
    ({ state, basis, metBy }) =>
      (state === 'broken' || state === 'tight' || (basis === 'legal' && state === 'ok')) &&
      plan.stages.some(({ key, isAfterCertificate }) => key === metBy && !isAfterCertificate),
  );
  const broken = plan.limits.filter(({ state }) => state === 'broken');
  if (shown.length === 0 && broken.length === 0) return null;
  return (
    <div>
      <p className={classes.routeLabel}>
        {t(broken.length > 0 ? 'routes.limitsBroken' : 'routes.limits', { count: broken.length })}
      </p>
      <ul className={classes.routeLimits}>
        {shown.map((limit) => (
          <li key={limit.key}>
            <span>{words.limit(route.scheme, limit)}</span>{' '}
            {limit.basis !== 'legal' && (
              <span className={classes.quietInline}>({t(`domain:basis.${limit.basis}`)}) </span>
            )}
            <LimitState limit={limit} plan={plan} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** How many agreements would let existing results be used again on this way. */
function Reuse({ kind, reuse }: { kind: Route['scheme']['kind']; reuse: readonly AgreementAnswer[] }) {
  const { t } = useTranslation('plans');
  const language = useLanguage();
  const own = reuse.filter((agreement) => REUSED_BY[agreement.kind].includes(kind));
  if (own.length === 0) return null;
  const counts = VERDICTS.map((verdict) => ({ verdict, count: own.filter((one) => one.verdict === verdict).length }));
  return (
    <p className={classes.quietLine}>
      {t('routes.reuse', {
        counts: language.clauses(
          counts.map(({ verdict, count }) => count > 0 && t(`reuse.count.${verdict}`, { count })),
        ),
      })}
    </p>
  );
}

export function Reasons({
  route,
  answers,
  onAnswer,
}: Pick<RouteColumnsProps, 'answers' | 'onAnswer'> & { route: Route }) {
  const { t } = useTranslation(['plans', 'domain']);
  const words = usePlanWords();
  return (
    <ul className={classes.reasons}>
      {route.reasons.map((reason) => {
        const condition = String(reason.facts['condition'] ?? '');
        return (
          <li key={`${reason.code} ${condition}`} data-for={reason.isFor || undefined}>
            {reason.isFor ? <IconCheck size={13} stroke={2} aria-hidden /> : <IconX size={13} stroke={2} aria-hidden />}
            <div>
              <span className="unseen">{t(reason.isFor ? 'routes.for' : 'routes.against')} </span>
              {words.reason(reason)}
              {condition && KNOWN_OR_NOT.includes(answers[condition] ?? 'unknown') && (
                <YesNo
                  label={words.reason(reason)}
                  value={answers[condition] ?? 'unknown'}
                  onChange={(value) => onAnswer(condition, value)}
                />
              )}
              {reason.source && (
                <span className={classes.quietLine}>
                  <Sources text={reason.source} />
                  {reason.certainty &&
                    reason.certainty !== 'official' &&
                    ` (${t(`domain:certainty.${reason.certainty}`)})`}
                </span>
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
