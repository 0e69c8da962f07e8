import { useTranslation } from 'react-i18next';
import type { Day } from '#domain/day';
import { PartyName } from '../components/party-mark.js';
import { useLanguage } from '../i18n/use-language.js';
import type { CaseStage } from './applications.types.js';
import { useCaseWords } from './case-words.js';
import classes from './plan-against-actual.module.css';

/** The drawing as a table: each stage with its agreed, actual and expected days. */
export function StageDaysTable({
  stages,
  latest,
}: {
  stages: readonly CaseStage[];
  latest: ReadonlyMap<string, Day> | null;
}) {
  const { t } = useTranslation(['cases', 'domain', 'plans']);
  const language = useLanguage();
  const words = useCaseWords();
  const range = (from: Day | null, to: Day | null) => (from && to ? words.longRange(from, to) : '–');
  const actual = ({ startedOn, endedOn }: CaseStage) => {
    if (startedOn && endedOn) return words.longRange(startedOn, endedOn);
    if (startedOn) return t('cases:stage.since', { day: language.day(startedOn, {}) });
    return endedOn ? language.day(endedOn, {}) : '–';
  };
  return (
    <table className={classes.table}>
      <caption className="unseen">{t('cases:plan.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('plans:table.stage')}</th>
          <th scope="col">{t('plans:table.party')}</th>
          <th scope="col">{t('cases:stage.state')}</th>
          <th scope="col">{t('cases:stage.planned')}</th>
          <th scope="col">{t('cases:stage.actual')}</th>
          <th scope="col">{t('cases:stage.expected')}</th>
          {latest && <th scope="col">{t('cases:plan.latest')}</th>}
        </tr>
      </thead>
      <tbody>
        {stages.map((stage) => (
          <tr key={stage.id}>
            <th scope="row">{words.stage(stage)}</th>
            <td>
              <PartyName party={stage.party} />
            </td>
            <td>{t(`domain:stageStatus.${stage.status}`)}</td>
            <td>{range(stage.plannedFrom, stage.plannedTo)}</td>
            <td>{actual(stage)}</td>
            <td>{stage.endedOn ? '–' : range(stage.expectedFrom, stage.expectedTo)}</td>
            {latest && (
              <td>{!stage.endedOn && latest.get(stage.key) ? language.day(latest.get(stage.key)!, {}) : '–'}</td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
