import { NumberInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { LADDER_LIMITS, ladderFault } from '#domain/deadlines/ladder';
import { problemText } from '../api/problem.js';
import { refreshAfterChange } from '../api/refresh.js';
import { FormDrawer } from '../components/form-drawer.js';
import { toast } from '../components/toast.js';
import { instantParts } from '../i18n/format.js';
import { useLanguage } from '../i18n/use-language.js';
import { cityOf } from '../i18n/zone-city.js';
import { previewQuery, saveLadder, type Ladder, type LadderSteps } from './ladders.api.js';
import classes from './ladders.module.css';
import { OffsetsField } from './offsets-field.js';

interface Values {
  offsets: number[];
  /** Empty: nobody is reminded once overdue. */
  overdueEveryDays: number | string;
}

const stepsOf = ({ offsets, overdueEveryDays }: Values): LadderSteps => ({
  offsets,
  overdueEveryDays: typeof overdueEveryDays === 'number' ? overdueEveryDays : null,
});

interface LadderFormProps {
  opened: boolean;
  onClose: () => void;
  ladder: Ladder;
}

/** Changes the steps of one kind, with the next ten mails in view before anything is saved. */
export function LadderForm({ opened, onClose, ladder }: LadderFormProps) {
  const { t } = useTranslation(['settings', 'domain']);
  const queryClient = useQueryClient();
  return (
    <FormDrawer<Values, Ladder>
      opened={opened}
      onClose={onClose}
      title={t('ladders.editNamed', { kind: t(`domain:deadlineKind.${ladder.kind}`) })}
      draftKey={`ladder-${ladder.kind}`}
      initial={{ offsets: ladder.offsets, overdueEveryDays: ladder.overdueEveryDays ?? '' }}
      labels={{ offsets: t('ladders.offsets'), overdueEveryDays: t('ladders.overdueLabel') }}
      check={(values) => {
        const steps = stepsOf(values);
        const fault = ladderFault(steps.offsets, steps.overdueEveryDays);
        if (fault === 'overdue-out-of-range')
          return { overdueEveryDays: t('ladders.overdueRange', { max: LADDER_LIMITS.maxOverdueEveryDays }) };
        return fault ? { offsets: t('ladders.offsetsHelp') } : {};
      }}
      save={(values) => saveLadder(ladder, stepsOf(values))}
      onSaved={() => {
        toast(t('ladders.saved'));
        void refreshAfterChange(queryClient);
      }}
      saveLabel={t('ladders.save')}
    >
      {(field, form) => (
        <>
          <OffsetsField {...field('offsets')} />
          <NumberInput
            {...field('overdueEveryDays', { optional: true })}
            description={t('ladders.overdueHelp')}
            min={1}
            max={LADDER_LIMITS.maxOverdueEveryDays}
            allowDecimal={false}
            allowNegative={false}
            hideControls
          />
          <Preview ladder={ladder} steps={stepsOf(form.values)} />
        </>
      )}
    </FormDrawer>
  );
}

/** The next ten mails of the steps as they are chosen. */
function Preview({ ladder, steps }: { ladder: Ladder; steps: LadderSteps }) {
  const { t } = useTranslation(['settings', 'domain']);
  const language = useLanguage();
  const [settled] = useDebouncedValue(steps, 300);
  const query = useQuery({ ...previewQuery(ladder.kind, settled), placeholderData: keepPreviousData });
  return (
    <section className={classes.preview} aria-live="polite" aria-busy={query.isFetching}>
      <h3>{t('ladders.preview')}</h3>
      {query.isError && <p>{problemText(query.error)}</p>}
      {query.data && (
        <>
          <p className={classes.quiet}>
            {t('ladders.count', {
              count: query.data.planned,
              planned: language.number(query.data.planned),
              now: language.number(query.data.plannedNow),
            })}
          </p>
          {query.data.next.length === 0 && <p>{t('ladders.noMails')}</p>}
          <ol>
            {query.data.next.map((mail) => (
              <li key={`${mail.sendAt} ${mail.toEmail} ${mail.stepDays}`}>
                <span>
                  {language.day(mail.sendOn)}
                  <span className={classes.second}>
                    {instantParts(mail.sendAt, mail.timeZone).time} {cityOf(mail.timeZone)}
                  </span>
                </span>
                <span>
                  {mail.toName}
                  <span className={classes.second}>
                    {language.clauses([
                      t('ladders.reminders', { count: mail.reminders }),
                      mail.stepDays >= 0
                        ? t('ladders.daysBefore', { count: mail.stepDays })
                        : t('ladders.daysLate', { count: -mail.stepDays }),
                      mail.movedFrom &&
                        t('ladders.moved', { day: language.day(mail.movedFrom, { weekday: true, withoutYear: true }) }),
                      mail.isAlone && t('ladders.alone'),
                    ])}
                  </span>
                </span>
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}
