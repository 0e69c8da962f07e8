import { useTranslation } from 'react-i18next';
import { daysBetween } from '#domain/day';
import type { Day } from '#domain/day';
import { PartyMark } from '../components/party-mark.js';
import { useLanguage } from '../i18n/use-language.js';
import { usePlanWords } from '../plans/plan-words.js';
import type { Route } from '../plans/plans.types.js';
import { useCaseWords } from './case-words.js';
import classes from './cases.module.css';

/** The plan that is agreed when the case is opened: its stages, its end, and what the wish says to it. */
export function PlanPreview({ route, wishOn }: { route: Route | null; wishOn: Day | null }) {
  const { t } = useTranslation('cases');
  const language = useLanguage();
  const words = useCaseWords();
  const plans = usePlanWords();
  const plan = route?.plan ?? null;
  if (!route || !plan)
    return (
      <>
        <h2 className={classes.sideTitle}>{t('preview.title')}</h2>
        <p className={classes.quiet}>{t(route ? 'preview.noPlan' : 'preview.empty')}</p>
      </>
    );
  const end = language.day(plan.endsOn, {});
  const slack = wishOn ? daysBetween(plan.endsOn, wishOn) : null;
  const broken = plan.limits.filter(({ state }) => state === 'broken');
  return (
    <>
      <h2 className={classes.sideTitle}>{t('preview.title')}</h2>
      <p className={classes.quiet}>{words.say(route.scheme.names)}</p>
      <p className={classes.planEnd}>{plan.isAtLeast ? t('readings.atLeast', { day: end }) : end}</p>
      {slack !== null && (
        <p className={slack < 0 ? classes.fault : undefined}>
          {slack < 0 ? t('preview.tooLate', { count: -slack }) : t('preview.inTime', { count: slack })}
        </p>
      )}
      {plan.isProvisional && <p className={classes.quiet}>{t('readings.provisional')}</p>}
      {broken.map((limit) => (
        <p key={limit.key} className={classes.fault}>
          {t('preview.broken', {
            limit: plans.limit(route.scheme, limit),
            day: limit.dueOn ? language.day(limit.dueOn, {}) : '',
          })}
        </p>
      ))}
      <ol className={classes.planStages}>
        {plan.stages
          .filter(({ isAfterCertificate }) => !isAfterCertificate)
          .map((stage) => (
            <li key={stage.key}>
              <PartyMark party={stage.party} />
              <span>{plans.stage(route.scheme, stage.key)}</span>
              <span>{words.range(stage.startsOn, stage.endsOn)}</span>
            </li>
          ))}
      </ol>
    </>
  );
}
