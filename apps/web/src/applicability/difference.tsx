import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Day } from '#domain/day';
import { useToday } from '../api/clock.js';
import { problemText } from '../api/problem.js';
import { refreshAfterChange } from '../api/refresh.js';
import { Section } from '../components/detail-page.js';
import { newKey } from '../components/new-key.js';
import { ErrorState, SkeletonRows } from '../components/states.js';
import { toast } from '../components/toast.js';
import { useLanguage } from '../i18n/use-language.js';
import { keepCheck, repetitionQuery } from './applicability.api.js';
import classes from './applicability.module.css';
import type { Check, DeclarationDays, Repetition, ToldBacking, ToldPeriod } from './applicability.types.js';
import { Backing } from './backing.js';
import { PeriodDays } from './life-strip.js';
import { VerdictIcon } from './verdict-tag.js';
import { addressOfInput, inputOfFacts } from './wizard-address.js';

interface DifferenceProps {
  check: Check;
  /** another day than the stored one */
  day: Day | null;
  onDay: (day: Day | null) => void;
  onClose: () => void;
}

/** The stored facts on today's data: what would be said otherwise stands beside what was said. */
export function Difference({ check, day, onDay, onClose }: DifferenceProps) {
  const { t } = useTranslation('applicability');
  const language = useLanguage();
  const today = useToday();
  const repetition = useQuery(repetitionQuery(check.id, day, language.language));
  const asked = day ?? check.day;
  return (
    <Section
      title={t('again.title', { day: language.day(asked, {}) })}
      acts={
        <>
          {check.day !== today && (
            <button type="button" className="link" onClick={() => onDay(day === null ? today : null)}>
              {day === null ? t('again.forToday') : t('again.forDay', { day: language.day(check.day, {}) })}
            </button>
          )}
          <button type="button" className="link" onClick={onClose}>
            {t('again.close')}
          </button>
        </>
      }
    >
      {repetition.isPending && <SkeletonRows rows={3} />}
      {repetition.isError && <ErrorState error={repetition.error} onRetry={() => void repetition.refetch()} />}
      {repetition.data && <Compared check={check} now={repetition.data} />}
    </Section>
  );
}

function Compared({ check, now }: { check: Check; now: Repetition }) {
  const { t } = useTranslation('applicability');
  const { day } = useLanguage();
  const versions = { before: now.referenceVersionBefore, now: now.referenceVersion };
  if (now.isSame)
    return (
      <div role="status">
        <p className={classes.told}>{t('again.same')}</p>
        <p className={classes.quiet}>{t('again.versions', versions)}</p>
      </div>
    );
  return (
    <>
      <p className="unseen" role="status">
        {now.words.headline}
      </p>
      <div className={classes.compare}>
        <div>
          <h3>{t('again.before', { version: versions.before, day: day(check.day, {}) })}</h3>
          <Verdict check={check} />
          <Course now={now} side="before" />
          <Parts title={t('again.reasonsGone')} parts={now.reasonsGone} />
          <Parts title={t('again.questionsGone')} parts={now.questionsGone} />
          <Parts title={t('again.stepsGone')} parts={now.stepsGone} />
          <Parts title={t('again.alternativesGone')} parts={now.alternativesGone} />
        </div>
        <div>
          <h3>{t('again.now', { version: versions.now, day: day(now.day, {}) })}</h3>
          <Verdict check={now} />
          <Course now={now} side="now" />
          <Parts title={t('again.reasonsAdded')} parts={now.reasonsAdded} />
          <Parts title={t('again.questionsAdded')} parts={now.questionsAdded} />
          <Parts title={t('again.stepsAdded')} parts={now.stepsAdded} />
          <Parts title={t('again.alternativesAdded')} parts={now.alternativesAdded} />
        </div>
      </div>
      <KeepAgain check={check} now={now} />
    </>
  );
}

function Verdict({ check }: { check: Pick<Check, 'verdict' | 'words'> }) {
  return (
    <p className={classes.compareVerdict}>
      <VerdictIcon verdict={check.verdict} size={20} />
      <b>{check.words.verdict}</b>
    </p>
  );
}

/** How the class is certified then and after, and how long a declaration does: on both sides where it differs. */
function Course({ now, side }: { now: Repetition; side: 'before' | 'now' }) {
  const { t } = useTranslation('applicability');
  const { periodChange, nextChange, declarationChange } = now;
  return (
    <>
      {periodChange && <Period title={t('again.period')} period={periodChange[side]} />}
      {nextChange && <Period title={t('again.next')} period={nextChange[side]} />}
      {declarationChange && <Declaration days={declarationChange[side]} />}
    </>
  );
}

function Period({ title, period }: { title: string; period: ToldPeriod | null }) {
  const { t } = useTranslation('applicability');
  return (
    <>
      <h4 className={classes.compareHead}>{title}</h4>
      {period === null ? (
        <p className={classes.told}>{t('again.nothing')}</p>
      ) : (
        <>
          <p className={classes.told}>
            <PeriodDays from={period.validFrom} to={period.validTo} /> <b>{period.text}</b>
          </p>
          {!period.isMandatory && period.mode !== 'released' && <p className={classes.quiet}>{t('life.notYet')}</p>}
          <Backing backing={period} />
        </>
      )}
    </>
  );
}

function Declaration({ days }: { days: DeclarationDays | null }) {
  const { t } = useTranslation('applicability');
  const { day } = useLanguage();
  const until = (on: Day | null) => (on === null ? t('again.noEnd') : day(on, {}));
  return (
    <>
      <h4 className={classes.compareHead}>{t('again.declaration')}</h4>
      {days === null ? (
        <p className={classes.told}>{t('again.nothing')}</p>
      ) : (
        <>
          <p className={classes.told}>{t('again.newUntil', { day: until(days.newUntil) })}</p>
          <p className={classes.told}>{t('again.validUntil', { day: until(days.validUntil) })}</p>
        </>
      )}
    </>
  );
}

/** What only one of the two says. */
function Parts({ title, parts }: { title: string; parts: readonly ({ text: string } & Partial<ToldBacking>)[] }) {
  if (parts.length === 0) return null;
  return (
    <>
      <h4 className={classes.compareHead}>{title}</h4>
      <ul className={classes.reasons}>
        {parts.map((part, index) => (
          <li key={`${index} ${part.text}`}>
            <p className={classes.told}>{part.text}</p>
            {isBacked(part) && <Backing backing={part} />}
          </li>
        ))}
      </ul>
    </>
  );
}

const isBacked = (part: Partial<ToldBacking>): part is ToldBacking => part.basis !== undefined;

/** Today's answer becomes a check of its own; the stored one stays as it is. */
function KeepAgain({ check, now }: { check: Check; now: Repetition }): ReactNode {
  const { t } = useTranslation('applicability');
  const { language } = useLanguage();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [key] = useState(() => newKey());
  const input = inputOfFacts(now.facts, check.product?.id ?? null, check.client?.id ?? null);
  const keep = useMutation({
    mutationFn: () => keepCheck(input, language, key),
    onSuccess: async (made) => {
      toast(t('keep.done', { number: made.number }));
      await navigate({ to: `/applicability/${made.id}` });
      await refreshAfterChange(queryClient);
    },
  });
  return (
    <div className={classes.compareActs}>
      {keep.isError && (
        <span role="alert" className={classes.fault}>
          {problemText(keep.error)}
        </span>
      )}
      <Button variant="default" loading={keep.isPending} onClick={() => keep.mutate()}>
        {t('again.keep')}
      </Button>
      <Link to="/applicability/new" search={addressOfInput(input) as never} className="link">
        {t('again.change')}
      </Link>
    </div>
  );
}
