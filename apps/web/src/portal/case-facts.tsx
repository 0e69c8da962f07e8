import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useToday } from '../api/clock.js';
import { useCaseWords } from '../applications/case-words.js';
import { useLanguage } from '../i18n/use-language.js';
import { lossOf, segmentOf, whereOf } from './glance.js';
import { Pairs } from './portal-page.js';
import { Turn } from './portal-words.js';
import classes from './portal.module.css';
import type { CaseAtAGlance, StageMark } from './portal.types.js';

/** The stages as a row of segments; the sentence is for those who cannot see it. */
export function Segments({ stages }: { stages: readonly StageMark[] }) {
  const { t } = useTranslation('portal');
  const done = stages.filter(({ status }) => segmentOf(status) === 'done').length;
  return (
    <div className={classes.segments} role="img" aria-label={t('case.stagesDone', { done, count: stages.length })}>
      {stages.map(({ key, attempt, status }) => (
        <i key={`${key} ${attempt}`} data-is={segmentOf(status)} />
      ))}
    </div>
  );
}

/** Now, next, whose turn, and when the certificate comes. */
export function CaseFacts({ glance, wide = false }: { glance: CaseAtAGlance; wide?: boolean }) {
  const { t } = useTranslation(['portal', 'domain']);
  const language = useLanguage();
  const words = useCaseWords();
  const today = useToday();
  const { now, next } = whereOf(glance.stages, glance.stageKey);
  const nowWords = now.map((stage) =>
    stage.status === 'running' && stage.startedOn
      ? t('portal:case.since', {
          stage: words.stage(stage),
          day: language.day(stage.startedOn, { withoutYear: true }),
        })
      : words.stage(stage),
  );
  // what was agreed may be over by now: said is what is expected as the case stands
  const nextWhen =
    next?.expectedFrom &&
    next.expectedTo &&
    next.expectedTo >= today &&
    words.range(next.expectedFrom, next.expectedTo);
  return (
    <Pairs
      wide={wide}
      pairs={[
        [
          t('portal:case.now'),
          <>
            {nowWords.length > 0 ? language.items(nowWords) : t('portal:case.nothingNow')}
            {glance.blocker && (
              <span className={classes.quiet}>
                {language.gap || ' '}
                {t('portal:case.waits', { why: t(`domain:stageBlocker.${glance.blocker}`) })}
              </span>
            )}
            {glance.status === 'on-hold' && (
              <span className={classes.quiet}> {t('domain:applicationStatus.on-hold')}</span>
            )}
          </>,
        ],
        [
          t('portal:case.next'),
          next ? language.clauses([words.stage(next), nextWhen]) : t('portal:case.certificateNext'),
        ],
        [t('portal:case.turn'), <Turn key="turn" party={glance.turn} />],
        [t('portal:case.certificate'), <Forecast key="forecast" glance={glance} />],
      ]}
    />
  );
}

/** A range with the likely day; where too few cases are finished for one, that, and the day of the plan. */
function Forecast({ glance: { range, forecastOn, forecastIsAtLeast } }: { glance: CaseAtAGlance }) {
  const { t } = useTranslation('portal');
  const language = useLanguage();
  const words = useCaseWords();
  if (range)
    return (
      <>
        {words.longRange(range.earlyOn, range.lateOn)}
        {language.language === 'zh' ? '，' : ', '}
        <b>{t('case.likely', { day: language.day(range.likelyOn, {}) })}</b>
        <span className={classes.quiet}> {t('case.fromCases', { count: range.cases })}</span>
      </>
    );
  if (!forecastOn) return <>{t('case.noForecast')}</>;
  const day = language.day(forecastOn, {});
  return (
    <>
      <b>{t(forecastIsAtLeast ? 'case.notBefore' : 'case.planned', { day })}</b>
      <span className={classes.quiet}> {t('case.tooFew')}</span>
    </>
  );
}

/** What is lost when it is missed; or why nothing can be said of that. */
export function Missed({ glance }: { glance: CaseAtAGlance }) {
  const { t } = useTranslation(['portal', 'domain']);
  const language = useLanguage();
  if (glance.light === 'unknown')
    return (
      <p className={classes.missed}>
        {t(glance.wishOn || glance.legalOn ? 'portal:unknown.duration' : 'portal:unknown.noDay')}
      </p>
    );
  const loss = lossOf(glance);
  if (!loss || loss.what === 'none') return null;
  const day = language.day(loss.day, {});
  return (
    <p className={classes.missed}>
      <IconAlertTriangle size={16} stroke={1.5} aria-hidden />
      <span>
        {loss.what === 'conversion' ? t('domain:ifMissed.conversion') : t(`portal:missed.${loss.what}`, { day })}
      </span>
    </p>
  );
}
