import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isSelfDeclaration } from '#domain/certificate';
import { AccountPage } from '../accounts/account-page.js';
import { api } from '../api/client.js';
import { readerTimeZone } from '../api/clock.js';
import { toProblem } from '../api/problem.js';
import type { PublicCheck } from '../certificates/register.types.js';
import { ErrorState } from '../components/states.js';
import { CertificateNumber } from '../components/certificate-number.js';
import { StatusTag } from '../components/status-tag.js';
import { useLanguage } from '../i18n/use-language.js';
import classes from './check.module.css';

const REGISTER = 'http://cx.cnca.cn/';

/** How one certificate stands, for whoever has its address: number, scheme, status, validity, and who says so. */
export function CheckPage() {
  const { t } = useTranslation('check');
  const { token } = useParams({ from: '/check/$token' });
  const check = useQuery({
    queryKey: ['public-check', token],
    queryFn: ({ signal }) => api.get<PublicCheck>(`/api/public/checks/${encodeURIComponent(token)}`, undefined, signal),
    retry: false,
    // The answer is of its moment: none is kept for the next look.
    gcTime: 0,
  });
  if (check.isPending)
    return (
      <AccountPage title={t('title')}>
        <p role="status">{t('loading')}</p>
      </AccountPage>
    );
  // Also an answer that was there before is not repeated once the address tells otherwise, or nothing.
  if (check.isError) return <NoAnswer error={check.error} onRetry={() => void check.refetch()} />;
  return <Answer check={check.data} isBusy={check.isFetching} onAgain={() => void check.refetch()} />;
}

function NoAnswer({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { t } = useTranslation('check');
  if (toProblem(error).status === 404)
    return <AccountPage title={t('gone.title')} lead={t('gone.lead')} foot={<Register />} />;
  return (
    <AccountPage title={t('title')}>
      <ErrorState error={error} onRetry={onRetry} />
    </AccountPage>
  );
}

function Answer({ check, isBusy, onAgain }: { check: PublicCheck; isBusy: boolean; onAgain: () => void }) {
  const { t } = useTranslation(['check', 'domain']);
  const language = useLanguage();
  const { number, scheme, status, statusOn, issuedOn, validUntil, answeredAt } = check;
  const isDeclaration = isSelfDeclaration(scheme);
  const facts: [string, ReactNode][] = [
    ...(status === 'valid'
      ? []
      : [[t('check:since'), statusOn ? language.day(statusOn, {}) : t('check:unknown')] as [string, ReactNode]]),
    [t('check:scheme'), t(`domain:scheme.${scheme}`)],
    [t('check:issuedOn'), issuedOn ? language.day(issuedOn, {}) : t('check:unknown')],
    [t('check:validUntil'), validUntil ? language.day(validUntil, {}) : t('check:noEnd')],
  ];
  return (
    <AccountPage title={t('check:title')} foot={<Register />}>
      <div className={classes.answer}>
        <div>
          <p className={classes.label}>{t(isDeclaration ? 'check:numberDeclaration' : 'check:number')}</p>
          <p className={classes.number}>
            <CertificateNumber number={number} />
          </p>
        </div>
        <div className={classes.standing}>
          <StatusTag status={status} isDeclaration={isDeclaration} />
          <p>{t(`check:means.${status}`)}</p>
        </div>
        <dl className={classes.facts}>
          {facts.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <p className={classes.moment}>
          {t('check:answered', { instant: language.instant(answeredAt, readerTimeZone()) })}
        </p>
        <p className={classes.who}>{t('check:whoAnswers')}</p>
        <div>
          <Button variant="default" loading={isBusy} onClick={onAgain}>
            {t('check:again')}
          </Button>
        </div>
      </div>
    </AccountPage>
  );
}

/** What counts. */
function Register() {
  const { t } = useTranslation('check');
  return (
    <a className="link" href={REGISTER} target="_blank" rel="noreferrer">
      {t('register')}
    </a>
  );
}
