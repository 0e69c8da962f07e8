import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Section } from '../components/detail-page.js';
import { Names } from '../components/names.js';
import { ErrorState } from '../components/states.js';
import { useLanguage } from '../i18n/use-language.js';
import { overridesQuery } from './policies.api.js';
import classes from './policies.module.css';
import { editorSearch } from './policy-kind.js';
import type { PolicyOverride } from './policies.types.js';

/** Which clients and cases have a policy of their own, which holds before the tenant's. */
export function PolicyOverrides() {
  const { t } = useTranslation(['policies', 'domain']);
  const { clauses } = useLanguage();
  const query = useQuery(overridesQuery);
  const groups = new Map<string, PolicyOverride[]>();
  for (const one of query.data?.items ?? []) groups.set(one.clientId, [...(groups.get(one.clientId) ?? []), one]);
  return (
    <Section title={t('policies:overrides.title')} note={t('policies:overrides.note')}>
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && groups.size === 0 && <p className={classes.quiet}>{t('policies:overrides.none')}</p>}
      <ul className={classes.overrides}>
        {[...groups.values()].map((own) => (
          <li key={own[0]!.clientId}>
            <Link to={`/clients/${own[0]!.clientId}` as '/'} className="link">
              <Names latin={own[0]!.clientName} zh={own[0]!.clientNameZh} />
            </Link>
            <ul>
              {own.map((one) => (
                <li key={one.id}>
                  <Link
                    to={`/settings/reminders/${one.kind}` as '/'}
                    search={
                      editorSearch(
                        { clientId: one.applicationId ? null : one.clientId, applicationId: one.applicationId },
                        one.basis,
                      ) as never
                    }
                    className="link"
                  >
                    {t(`domain:deadlineKind.${one.kind}`)}
                  </Link>{' '}
                  <span className={classes.quiet}>
                    {clauses([
                      one.caseNumber
                        ? t('policies:overrides.case', { number: one.caseNumber })
                        : t('policies:level.client'),
                      one.basis && t(`policies:basis.${one.basis}`),
                    ])}
                  </span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {query.data?.isCut && <p className={classes.quiet}>{t('policies:overrides.cut')}</p>}
    </Section>
  );
}
