import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSession } from '../api/session.js';
import classes from './policies.module.css';
import type { PolicyOfKind, PolicyPlace } from './policies.types.js';
import { PolicyLines } from './policy-lines.js';

interface PolicyKindProps {
  policy: PolicyOfKind;
  place: PolicyPlace;
}

/** What the address of the editor needs. */
export function editorSearch({ clientId, applicationId }: PolicyPlace, basis: string | null): Record<string, string> {
  return { ...(clientId && { clientId }), ...(applicationId && { applicationId }), ...(basis && { basis }) };
}

/** One kind of deadline: what holds here, where it comes from, and the way to change it. */
export function PolicyKind({ policy, place }: PolicyKindProps) {
  const { t } = useTranslation(['policies', 'domain']);
  const { may } = useSession();
  const { kind, isChangeable, inForce } = policy;
  const name = t(`domain:deadlineKind.${kind}`);
  return (
    <section className={classes.kind} aria-label={name}>
      <header className={classes.kindHead}>
        <h3>{name}</h3>
        {may('policy.edit') && isChangeable && (
          <Link
            to={`/settings/reminders/${kind}` as '/'}
            search={editorSearch(place, null) as never}
            className="link"
            aria-label={t('policies:act.editNamed', { kind: name })}
          >
            {t('policies:act.edit')}
          </Link>
        )}
      </header>
      {inForce.map((one) => (
        <div key={one.basis ?? ''} className={classes.inForce}>
          <p className={classes.from}>
            <span className={classes.level} data-level={one.level}>
              {t(`policies:level.${one.level}`)}
            </span>
            {inForce.length > 1 && (
              <span>{one.basis ? t(`policies:basis.${one.basis}`) : t('policies:basis.others')}</span>
            )}
            {one.basis && may('policy.edit') && isChangeable && (
              <Link
                to={`/settings/reminders/${kind}` as '/'}
                search={editorSearch(place, one.basis) as never}
                className="link"
              >
                {t('policies:act.edit')}
              </Link>
            )}
          </p>
          <PolicyLines policy={one} isChangeable={isChangeable} />
        </div>
      ))}
    </section>
  );
}
