import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { DeadlineKind } from '#domain/deadlines/deadline';
import { useSession } from '../api/session.js';
import { Section } from '../components/detail-page.js';
import { ErrorState, SkeletonRows } from '../components/states.js';
import { policiesQuery } from './policies.api.js';
import classes from './policies.module.css';
import type { PolicyPlace } from './policies.types.js';
import { editorSearch, PolicyKind } from './policy-kind.js';

interface PolicySectionProps {
  place: PolicyPlace;
  /** Kinds that may be owed here; all when left out. */
  kinds?: readonly DeadlineKind[];
}

/** On the page of a client or a case: its own policies whole, and for the other kinds where theirs comes from. */
export function PolicySection({ place, kinds }: PolicySectionProps) {
  const { t } = useTranslation(['policies', 'domain']);
  const { may } = useSession();
  const level = place.applicationId ? 'case' : 'client';
  const query = useQuery({ ...policiesQuery(place), enabled: may('policy.read') });
  if (!may('policy.read')) return null;
  const all = (query.data ?? []).filter(({ kind, isChangeable }) => isChangeable && (kinds?.includes(kind) ?? true));
  const own = all.filter(({ inForce }) => inForce.some((one) => one.level === level));
  const others = all.filter((policy) => !own.includes(policy));
  return (
    <Section title={t('policies:section.title')} note={t(`policies:section.${level}Note`)}>
      {query.isPending && <SkeletonRows rows={3} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && own.length === 0 && <p className={classes.quiet}>{t(`policies:section.${level}None`)}</p>}
      {own.map((policy) => (
        <PolicyKind key={policy.kind} policy={policy} place={place} />
      ))}
      {others.length > 0 && (
        <details className={classes.others}>
          <summary className="link">{t('policies:section.others', { count: others.length })}</summary>
          <ul className={classes.otherKinds}>
            {others.map(({ kind, inForce }) => (
              <li key={kind}>
                <span>{t(`domain:deadlineKind.${kind}`)}</span>
                <span className={classes.quiet}>{t(`policies:level.${inForce[0]!.level}`)}</span>
                {may('policy.edit') && (
                  <Link
                    to={`/settings/reminders/${kind}` as '/'}
                    search={editorSearch(place, null) as never}
                    className="link"
                    aria-label={t('policies:act.ownNamed', { kind: t(`domain:deadlineKind.${kind}`) })}
                  >
                    {t('policies:act.own')}
                  </Link>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  );
}
