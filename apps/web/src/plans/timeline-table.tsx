import { useTranslation } from 'react-i18next';
import type { Plan, PlannedStage } from '#domain/plan/plan';
import { PartyName } from '../components/party-mark.js';
import { useHolidayWords } from '../calendar/holiday-words.js';
import { WithHan } from '../imports/han.js';
import { usePlanWords } from './plan-words.js';
import type { Scheme } from './plans.types.js';
import classes from './timeline.module.css';

/** The drawing as a table: every day, and every block that a count passed over. */
export function TimelineTable({ scheme, plan }: { scheme: Scheme; plan: Plan }) {
  const { t } = useTranslation('plans');
  const words = usePlanWords();
  return (
    <table className={classes.table}>
      <caption className="unseen">{t('table.caption', { route: words.say(scheme.names) })}</caption>
      <thead>
        <tr>
          <th scope="col">{t('table.stage')}</th>
          <th scope="col">{t('table.party')}</th>
          <th scope="col">{t('table.from')}</th>
          <th scope="col">{t('table.to')}</th>
          <th scope="col">{t('table.duration')}</th>
          <th scope="col">{t('table.why')}</th>
        </tr>
      </thead>
      <tbody>
        {plan.stages.map((stage) => (
          <tr key={stage.key}>
            <th scope="row">{words.stage(scheme, stage.key)}</th>
            <td>
              <PartyName party={stage.party} />
            </td>
            <td>{words.plain(stage.startsOn)}</td>
            <td>{stage.isAtLeast ? t('atLeast', { day: words.plain(stage.endsOn) }) : words.plain(stage.endsOn)}</td>
            <td>{words.duration(stage)}</td>
            <td>
              <Why scheme={scheme} stage={stage} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Why({ scheme, stage }: { scheme: Scheme; stage: PlannedStage }) {
  const { t } = useTranslation('plans');
  const words = usePlanWords();
  const holidays = useHolidayWords();
  const { counted, slackDays, isCritical } = stage;
  const told = [
    words.hold(scheme, stage),
    isCritical ? t('timeline.critical') : slackDays ? t('slack', { count: slackDays }) : null,
    ...(counted?.skipped ?? []).map(({ from, to, kind, names }) => {
      const range = holidays.range(from, to);
      return kind === 'weekend'
        ? t('table.weekend', { range })
        : t('table.holiday', { range, name: holidays.names(counted!.country, names) });
    }),
    ...(counted?.provisionalYears ?? []).map((year) => t('table.unpublished', { year })),
  ].filter((text) => text !== null);
  return <WithHan text={told.join('; ')} />;
}
