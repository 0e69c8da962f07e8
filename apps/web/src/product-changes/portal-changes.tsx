import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isWaiting } from '#domain/product-changes/change-status';
import { CertificateNumber } from '../components/certificate-number.js';
import { Names } from '../components/names.js';
import { useLanguage } from '../i18n/use-language.js';
import { Part } from '../portal/portal-page.js';
import portal from '../portal/portal.module.css';
import { openChangesQuery, touchedCertificatesQuery } from './product-changes.api.js';
import classes from './product-changes.module.css';
import type { ProductChangeLine } from './product-changes.types.js';

/** For the client: its changes that no body has accepted yet, and which goods must wait for that. */
export function PortalChanges() {
  const { t } = useTranslation('productChanges');
  const { data } = useQuery(openChangesQuery);
  const waiting = (data?.items ?? []).filter(({ counts }) => counts.touched + counts.caseOpen > 0);
  if (waiting.length === 0) return null;
  return (
    <Part title={t('portal.title')}>
      <ul className={`${portal.sheet} ${portal.rows}`}>
        {waiting.map((change) => (
          <li key={change.id} className={portal.pad}>
            <Waiting change={change} />
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Waiting({ change }: { change: ProductChangeLine }) {
  const { t } = useTranslation('productChanges');
  const language = useLanguage();
  const rows = useInfiniteQuery(touchedCertificatesQuery(change.id));
  const items = rows.data?.pages.flatMap((page) => page.items).filter(({ state }) => isWaiting(state)) ?? [];
  const { counts, plannedOn, hasLeftBefore } = change;
  return (
    <>
      <p>
        <b>{change.title}</b>{' '}
        {plannedOn && (
          <span className={hasLeftBefore ? classes.late : classes.quiet}>
            {t('portal.planned', { day: language.day(plannedOn, {}) })}
          </span>
        )}
      </p>
      <p>{t('portal.waits', { count: counts.touched + counts.caseOpen })}</p>
      <ul aria-label={t('portal.which')} className={classes.quiet}>
        {items.map(({ id, certificate }) => (
          <li key={id}>
            <Names latin={certificate.productName} zh={certificate.productNameZh} />{' '}
            <CertificateNumber number={certificate.number} />
          </li>
        ))}
      </ul>
    </>
  );
}
