import { IconLock } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CountUnit } from '#domain/calendar/counting';
import { readerTimeZone } from '../api/clock.js';
import { problemText } from '../api/problem.js';
import { refreshAfterChange } from '../api/refresh.js';
import { useSession } from '../api/session.js';
import { BasisMark } from '../components/deadline-chip.js';
import { Section } from '../components/detail-page.js';
import { Sources } from '../components/sources.js';
import { EmptyState, ErrorState, SkeletonRows } from '../components/states.js';
import { toast } from '../components/toast.js';
import { useLanguage } from '../i18n/use-language.js';
import { PlanningValueForm } from './planning-value-form.js';
import {
  byScheme,
  planningValuesQuery,
  resetPlanningValue,
  schemeRecordsQuery,
  setPlanningValue,
} from './planning-values.api.js';
import type { PlanningValue, SchemeValues, StageValue } from './planning-values.types.js';
import classes from './planning-values.module.css';
import { SettingsPage } from './settings-page.js';

/** How long the stages of each procedure are taken to last where no source says so, with the tenant's own amounts. */
export function PlanningValuesPage() {
  const { t } = useTranslation('settings');
  const values = useQuery(planningValuesQuery);
  const records = useQuery(schemeRecordsQuery);
  const failed = values.isError ? values : records.isError ? records : null;
  const schemes = values.data && records.data ? byScheme(values.data, records.data) : null;
  return (
    <SettingsPage tab="planningValues" reading={t('planningValues.reading')}>
      {!schemes && !failed && <SkeletonRows rows={6} />}
      {failed && <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />}
      {schemes?.length === 0 && <EmptyState sentence={t('planningValues.none')} />}
      {schemes?.map((scheme, index) => (
        <SchemeSection key={scheme.key} scheme={scheme} isFirst={index === 0} />
      ))}
    </SettingsPage>
  );
}

function SchemeSection({ scheme, isFirst }: { scheme: SchemeValues; isFirst: boolean }) {
  const { t } = useTranslation('settings');
  const { language } = useLanguage();
  const own = scheme.stages.filter(({ value }) => value?.ownAmount != null).length;
  const [isOpen, setOpen] = useState(isFirst || own > 0);
  return (
    <Section
      title={scheme.names[language]}
      note={own > 0 ? t('planningValues.ownCount', { count: own }) : t('planningValues.allDefault')}
      acts={
        <button type="button" className="link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? t('planningValues.fold') : t('planningValues.unfold', { count: scheme.stages.length })}
        </button>
      }
    >
      {isOpen && (
        <ul className={classes.stages}>
          {scheme.stages.map((stage) => (
            <li key={stage.stageKey}>
              <Stage stage={stage} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Stage({ stage }: { stage: StageValue }) {
  const { language } = useLanguage();
  return (
    <div className={classes.stage}>
      <span className={classes.name}>{stage.names[language]}</span>
      {stage.value ? <OpenValue value={stage.value} name={stage.names[language]} /> : <Locked stated={stage.stated} />}
    </div>
  );
}

function Locked({ stated }: { stated: NonNullable<StageValue['stated']> }) {
  const { t } = useTranslation('settings');
  const amount = useAmountWords();
  return (
    <>
      <span>
        {amount(stated.amount, stated.unit)}
        <span className={classes.second}>
          <BasisMark basis={stated.basis} />
        </span>
      </span>
      <span className={classes.quiet}>
        <IconLock size={13} stroke={1.5} aria-hidden className={classes.lock} />
        {t(stated.basis === 'legal' ? 'planningValues.lockedLegal' : 'planningValues.lockedPractice')}{' '}
        <Sources text={stated.source} />
      </span>
    </>
  );
}

function OpenValue({ value, name }: { value: PlanningValue; name: string }) {
  const { t } = useTranslation('settings');
  const { may } = useSession();
  const language = useLanguage();
  const amount = useAmountWords();
  const [isEditing, setEditing] = useState(false);
  const mayEdit = may('planning-value.edit');
  const unknown = t('planningValues.unknown');
  const byDefault = value.amount === null ? unknown : amount(value.amount, value.unit);
  const ownSource = value.source === 'none' ? t('planningValues.noSource') : <Sources text={value.source} />;
  const setBy = [value.setByName, value.setAt && language.instant(value.setAt, readerTimeZone())];
  return (
    <>
      <span>
        {value.ownAmount === null ? byDefault : <strong>{amount(value.ownAmount, value.unit)}</strong>}
        <span className={classes.second}>
          {value.ownAmount === null ? (
            <BasisMark basis="planning" />
          ) : (
            t('planningValues.insteadOf', { value: byDefault })
          )}
        </span>
      </span>
      <span className={classes.quiet}>
        {value.ownAmount === null ? (
          ownSource
        ) : (
          <>
            {value.reason && <span className={classes.reason}>{value.reason}</span>}
            {language.clauses(setBy)}
          </>
        )}
      </span>
      {mayEdit && (
        <span className={classes.acts}>
          {value.ownAmount !== null && <Reset value={value} name={name} />}
          <button
            type="button"
            className="link"
            aria-label={t('planningValues.editNamed', { name })}
            onClick={() => setEditing(true)}
          >
            {t('planningValues.edit')}
          </button>
          <PlanningValueForm opened={isEditing} onClose={() => setEditing(false)} value={value} name={name} />
        </span>
      )}
    </>
  );
}

/** Back to our default, with the own amount a click away for a while. */
function Reset({ value, name }: { value: PlanningValue; name: string }) {
  const { t } = useTranslation('settings');
  const queryClient = useQueryClient();
  const reset = useMutation({
    mutationFn: () => resetPlanningValue(value),
    onSuccess: async () => {
      await refreshAfterChange(queryClient);
      const { ownAmount, reason } = value;
      toast(t('planningValues.wasReset'), async () => {
        if (ownAmount !== null) await setPlanningValue({ ...value, version: null }, ownAmount, reason ?? '');
        await refreshAfterChange(queryClient);
      });
    },
  });
  return (
    <>
      {reset.isError && (
        <span role="alert" className={classes.failed}>
          {problemText(reset.error)}
        </span>
      )}
      <button
        type="button"
        className="link"
        aria-label={t('planningValues.resetNamed', { name })}
        disabled={reset.isPending}
        onClick={() => reset.mutate()}
      >
        {t('planningValues.reset')}
      </button>
    </>
  );
}

const UNITS = {
  'working-days': 'workingDays',
  'calendar-days': 'calendarDays',
  weeks: 'weeks',
  months: 'months',
  years: 'years',
} as const satisfies Record<CountUnit, string>;

function useAmountWords() {
  const { t } = useTranslation('domain');
  return (amount: number, unit: CountUnit) => t(`counted.${UNITS[unit]}`, { count: amount });
}
