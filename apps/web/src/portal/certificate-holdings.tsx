import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { FeeList } from '../certificates/fees.js';
import { PaperList } from '../certificates/papers.js';
import { checkQuery, feesQuery, papersQuery } from '../certificates/register.api.js';
import type { Certificate } from '../certificates/certificates.types.js';
import { MoreButton } from '../components/more-button.js';
import { MarkList } from '../marks/mark-list.js';
import { marksQuery } from '../marks/marks.api.js';
import { Part } from './portal-page.js';
import classes from './portal.module.css';

/** What hangs on a certificate, as far as there is any: its papers, marks, annual fees, and its public check. */
export function CertificateHoldings({ certificate: { id } }: { certificate: Certificate }) {
  const { t } = useTranslation(['papers', 'marks']);
  const papers = useInfiniteQuery(papersQuery(id));
  const { data: marks } = useQuery(marksQuery(id));
  const { data: fees } = useQuery(feesQuery(id));
  const { data: check } = useQuery(checkQuery(id));
  const ofPapers = papers.data?.pages.flatMap(({ items }) => items) ?? [];
  const sheet = `${classes.sheet} ${classes.pad}`;
  return (
    <>
      {ofPapers.length > 0 && (
        <Part title={t('papers:paper.title')}>
          <div className={sheet}>
            <PaperList papers={ofPapers} mayRemove={false} />
            <MoreButton query={papers}>{t('papers:paper.more')}</MoreButton>
          </div>
        </Part>
      )}
      {marks && marks.items.length > 0 && (
        <Part title={t('marks:title')}>
          <div className={sheet}>
            <MarkList marks={marks.items} />
          </div>
        </Part>
      )}
      {fees && fees.items.length > 0 && (
        <Part title={t('papers:fee.title')} note={t('papers:fee.note')}>
          <div className={sheet}>
            <FeeList fees={fees.items} />
          </div>
        </Part>
      )}
      {check?.address && check.isAllowed && (
        <Part title={t('papers:check.title')} note={t('papers:check.note')}>
          <div className={sheet}>
            <a className={`link ${classes.address}`} href={check.address} target="_blank" rel="noreferrer">
              {check.address}
            </a>
          </div>
        </Part>
      )}
    </>
  );
}
