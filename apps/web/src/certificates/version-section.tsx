import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readerTimeZone } from '../api/clock.js';
import { CertificateNumber } from '../components/certificate-number.js';
import { Section } from '../components/detail-page.js';
import { MoreButton } from '../components/more-button.js';
import { ErrorState } from '../components/states.js';
import { instantParts } from '../i18n/format.js';
import { useLanguage } from '../i18n/use-language.js';
import { versionsQuery } from './certificate-life.api.js';
import type { Version } from './certificate-life.types.js';
import classes from './certificate-life.module.css';
import type { Certificate } from './certificates.types.js';
import { Differences } from './said-value.js';
import { LinkTo } from './status-line.js';
import { VersionCompare } from './version-compare.js';

/** What the certificate said in each of its versions, and how it came from a declaration to its renewals. */
export function VersionSection({ certificate }: { certificate: Certificate }) {
  const { t } = useTranslation('certificates');
  const [isComparing, setComparing] = useState(false);
  const query = useInfiniteQuery(versionsQuery(certificate.id));
  const versions = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Section
      title={t('version.title')}
      note={versions.length > 0 && !query.hasNextPage ? t('version.note', { count: versions.length }) : undefined}
      acts={
        versions.length > 1 && (
          <Button size="compact-sm" variant="default" onClick={() => setComparing(true)}>
            {t('version.compare')}
          </Button>
        )
      }
    >
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && versions.length === 0 && <p className={classes.quiet}>{t('version.none')}</p>}
      <Chain certificate={certificate} versions={versions} />
      <ol className={classes.list}>
        {versions.map((version, at) => (
          <VersionLine
            key={version.id}
            version={version}
            before={versions[at + 1]}
            isFirst={at === versions.length - 1 && !query.hasNextPage}
          />
        ))}
      </ol>
      <MoreButton query={query}>{t('version.more')}</MoreButton>
      <VersionCompare
        opened={isComparing}
        onClose={() => setComparing(false)}
        number={certificate.number}
        versions={versions}
      />
    </Section>
  );
}

/** Declaration, certificate, its renewals: only where there is more than one link. */
function Chain({ certificate, versions }: { certificate: Certificate; versions: readonly Version[] }) {
  const { t } = useTranslation(['certificates', 'domain']);
  const language = useLanguage();
  const { replaces, replacedBy } = certificate;
  const renewals = versions.filter(({ cause }) => cause === 'renewed').reverse();
  if (!replaces && !replacedBy && renewals.length === 0) return null;
  const links = [
    replaces && {
      id: replaces.id,
      name: t(`domain:scheme.${replaces.scheme}`),
      value: <LinkTo certificate={replaces} />,
    },
    {
      id: certificate.id,
      name: t(`domain:scheme.${certificate.scheme}`),
      value: <CertificateNumber number={certificate.number} />,
    },
    ...renewals.map(({ id, holdsFrom, says }) => ({
      id,
      name: t('certificates:version.cause.renewed'),
      value: (
        <>
          {holdsFrom
            ? t('certificates:version.from', { day: language.day(holdsFrom, {}) })
            : t('certificates:version.fromUnknown')}
          {says.validUntil && `, ${t('certificates:state.until', { day: language.day(says.validUntil, {}) })}`}
        </>
      ),
    })),
    replacedBy && {
      id: replacedBy.id,
      name: t(`domain:scheme.${replacedBy.scheme}`),
      value: <LinkTo certificate={replacedBy} />,
    },
  ].filter((link) => link !== null);
  return (
    <ol className={classes.chain} aria-label={t('certificates:version.chain')}>
      {links.map(({ id, name, value }) => (
        <li key={id} aria-current={id === certificate.id || undefined}>
          <span className={classes.quiet}>{name}</span>
          <span>{value}</span>
        </li>
      ))}
    </ol>
  );
}

interface VersionLineProps {
  version: Version;
  before: Version | undefined;
  isFirst: boolean;
}

function VersionLine({ version, before, isFirst }: VersionLineProps) {
  const { t } = useTranslation('certificates');
  const language = useLanguage();
  const { number, cause, holdsFrom, application, reason, by, recordedAt } = version;
  const recordedOn = instantParts(recordedAt, readerTimeZone()).day;
  return (
    <li className={classes.line}>
      <p className={classes.lineHead}>
        <b>{t(`version.cause.${cause}`)}</b>
        <span>{holdsFrom ? t('version.from', { day: language.day(holdsFrom, {}) }) : t('version.fromUnknown')}</span>
        {application && (
          <Link to={`/cases/${application.id}` as '/'} className="link">
            {t('version.case', { number: application.number })}
          </Link>
        )}
      </p>
      {before && <Differences older={before} newer={version} />}
      {isFirst && <p className={classes.quiet}>{t('version.first')}</p>}
      {reason && <p className={classes.reason}>{reason}</p>}
      <p className={classes.quiet}>
        {language.clauses([
          t('version.number', { number }),
          t('version.recorded', { day: language.day(recordedOn, {}) }),
          by && t('version.by', { name: by }),
        ])}
      </p>
    </li>
  );
}
