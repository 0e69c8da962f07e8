import { useTranslation } from 'react-i18next';
import type { Day } from '#domain/day';
import type { Basis, DeadlineKind } from '#domain/deadlines/deadline';
import { DueReading } from './due-reading.js';
import type { Column } from './list-table.js';
import { TwoLines } from './two-lines.js';

interface OwesNext {
  nextDueOn: Day | null;
  nextDueKind: DeadlineKind | null;
  nextDueBasis: Basis | null;
}

/** The column of a list that is sorted by the day each row owes next: the day, and under it what is owed. */
export function useDueColumn<Row extends OwesNext>(title: string): Column<Row> {
  const { t } = useTranslation('domain');
  return {
    ...{ key: 'due', title, width: '220px', sort: 'nextDueOn', isOneWay: true },
    cell: ({ nextDueOn, nextDueKind, nextDueBasis }) =>
      nextDueOn && nextDueKind ? (
        <TwoLines
          first={<DueReading day={nextDueOn} basis={nextDueBasis} />}
          second={t(`deadlineKind.${nextDueKind}`)}
        />
      ) : (
        '–'
      ),
  };
}
