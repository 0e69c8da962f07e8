import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../api/session.js';
import { BasisMark } from '../components/deadline-chip.js';
import { Section } from '../components/detail-page.js';
import { ErrorState, SkeletonRows } from '../components/states.js';
import { LadderForm } from './ladder-form.js';
import { laddersQuery, type Ladder } from './ladders.api.js';
import classes from './ladders.module.css';
import { ResetLadder } from './reset-ladder.js';
import { SettingsPage } from './settings-page.js';

/** At which steps people are reminded, per kind of deadline. */
export function LaddersPage() {
  const { t } = useTranslation('settings');
  const query = useQuery(laddersQuery);
  return (
    <SettingsPage tab="ladders" reading={t('ladders.reading')}>
      {query.isPending && <SkeletonRows rows={6} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.map((ladder) => (
        <LadderSection key={ladder.kind} ladder={ladder} />
      ))}
    </SettingsPage>
  );
}

function LadderSection({ ladder }: { ladder: Ladder }) {
  const { t } = useTranslation(['settings', 'domain']);
  const { may } = useSession();
  const [isEditing, setEditing] = useState(false);
  const mayEdit = may('policy.edit') && ladder.isChangeable;
  return (
    <Section
      title={t(`domain:deadlineKind.${ladder.kind}`)}
      note={t(ladder.isDefault ? 'ladders.isDefault' : 'ladders.isOwn')}
      acts={
        mayEdit && (
          <>
            {!ladder.isDefault && <ResetLadder ladder={ladder} />}
            <button
              type="button"
              className="link"
              aria-label={t('ladders.editNamed', { kind: t(`domain:deadlineKind.${ladder.kind}`) })}
              onClick={() => setEditing(true)}
            >
              {t('ladders.edit')}
            </button>
          </>
        )
      }
    >
      <div className={classes.ladder}>
        {ladder.offsets.length === 0 && ladder.overdueEveryDays === null ? (
          <p className={classes.quiet}>{t(`ladders.silent.${ladder.isChangeable ? 'changeable' : 'fixed'}`)}</p>
        ) : (
          <>
            <ul className={classes.chips} aria-label={t('ladders.offsets')}>
              {ladder.offsets.map((offset) => (
                <li key={offset} className={classes.chip}>
                  {t('ladders.daysBefore', { count: offset })}
                </li>
              ))}
            </ul>
            <p className={classes.line}>
              <span>
                {ladder.overdueEveryDays === null
                  ? t('ladders.overdueNever')
                  : t('ladders.overdueEvery', { count: ladder.overdueEveryDays })}
              </span>
              <BasisMark basis="planning" />
              <span className={classes.quiet}>{t('ladders.source')}</span>
            </p>
          </>
        )}
      </div>
      {mayEdit && <LadderForm opened={isEditing} onClose={() => setEditing(false)} ladder={ladder} />}
    </Section>
  );
}
