import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readerTimeZone } from '../api/clock.js';
import { MoreButton } from '../components/more-button.js';
import { ErrorState, SkeletonRows } from '../components/states.js';
import { useLanguage } from '../i18n/use-language.js';
import { ChangeList, useKindWords } from './change-list.js';
import { versionQuery, versionsQuery } from './reference.api.js';
import classes from './reference.module.css';
import type { ReferenceVersionLine } from './reference.types.js';

/** Every publication, the newest first; a line unfolds to what it changed. */
export function ReferenceVersions() {
  const { t } = useTranslation('operations');
  const query = useInfiniteQuery(versionsQuery);
  if (query.isPending) return <SkeletonRows rows={3} />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <>
      <ol className={classes.versions} aria-label={t('versions.title')}>
        {query.data.pages
          .flatMap((page) => page.items)
          .map((version) => (
            <li key={version.number}>
              <VersionLine version={version} />
            </li>
          ))}
      </ol>
      <MoreButton query={query}>{t('versions.more')}</MoreButton>
    </>
  );
}

function VersionLine({ version }: { version: ReferenceVersionLine }) {
  const { t } = useTranslation('operations');
  const language = useLanguage();
  const kindWords = useKindWords();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const Icon = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <>
      <p className={classes.versionHead}>
        <button
          type="button"
          className={classes.unfold}
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setOpen(!isOpen)}
        >
          <Icon size={14} stroke={1.75} aria-hidden />
          {t('versions.number', { number: version.number })}
        </button>
        <span>{language.instant(version.publishedAt, readerTimeZone())}</span>
        <span className={classes.quiet}>
          {language.clauses([t(`versions.origin.${version.origin}`), version.publishedBy, version.fileName])}
        </span>
      </p>
      <p className={classes.versionKinds}>{kindWords(version.kinds)}</p>
      {version.note && <p className={classes.note}>{version.note}</p>}
      <div id={id}>{isOpen && <VersionChanges number={version.number} />}</div>
    </>
  );
}

function VersionChanges({ number }: { number: number }) {
  const { t } = useTranslation('operations');
  const query = useQuery(versionQuery(number));
  if (query.isPending) return <SkeletonRows rows={2} />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return <ChangeList changes={query.data.changes} label={t('versions.number', { number })} />;
}
