import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readerTimeZone } from '../api/clock.js';
import { Section } from '../components/detail-page.js';
import { MoreButton } from '../components/more-button.js';
import { EmptyState, ErrorState, SkeletonRows } from '../components/states.js';
import { instantParts } from '../i18n/format.js';
import { useLanguage } from '../i18n/use-language.js';
import { ChangeList, useKindWords } from '../operations/change-list.js';
import { versionQuery, versionsQuery } from '../operations/reference.api.js';
import type { FieldChange, ReferenceVersionLine } from '../operations/reference.types.js';
import { CalendarDifference } from './calendar-difference.js';
import classes from './changes.module.css';
import { MoveList } from './move-list.js';

/** What a notice usually changes: shown with its source at once, a release of hundreds on demand. */
const SHOWN_AT_ONCE = 3;

/** A block per publication: what was published, and every day that it moved. */
export function Publications() {
  const { t } = useTranslation('changes');
  const query = useInfiniteQuery(versionsQuery);
  if (query.isPending) return <SkeletonRows />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const versions = query.data.pages.flatMap((page) => page.items);
  const isNew = versions.length === 1;
  return (
    <>
      {isNew && <EmptyState sentence={t('moved.empty')} hint={t('moved.emptyHint')} />}
      {versions.map((version) => (
        <Publication key={version.number} version={version} />
      ))}
      <MoreButton query={query} className={classes.more}>
        {t('moved.earlier')}
      </MoreButton>
    </>
  );
}

function Publication({ version }: { version: ReferenceVersionLine }) {
  const { t } = useTranslation('changes');
  const language = useLanguage();
  const kindWords = useKindWords();
  const records = version.kinds.reduce((sum, { added, changed, removed }) => sum + added + changed + removed, 0);
  const [isOpen, setOpen] = useState(records <= SHOWN_AT_ONCE);
  const { day } = instantParts(version.publishedAt, readerTimeZone());
  return (
    <Section
      title={language.day(day)}
      note={t(`moved.origin.${version.origin}`, { number: version.number })}
      acts={
        <button type="button" className="link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t(isOpen ? 'moved.hideRecords' : 'moved.showRecords')}
        </button>
      }
    >
      {version.note && <p className={classes.note}>{version.note}</p>}
      <p className={classes.kinds}>{kindWords(version.kinds)}</p>
      {isOpen && <Records number={version.number} />}
      <MoveList version={version.number} isFirst={version.number === 1} />
    </Section>
  );
}

function Records({ number }: { number: number }) {
  const { t } = useTranslation('changes');
  const query = useQuery(versionQuery(number));
  if (query.isPending) return <SkeletonRows rows={2} />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const years = query.data.changes.filter(({ kind, change }) => kind === 'calendar-year' && change === 'changed');
  return (
    <div className={classes.records}>
      {years.map(({ key, fields }) => (
        <Year key={key} name={key} fields={fields} />
      ))}
      <ChangeList changes={query.data.changes} label={t('moved.records')} inWords />
    </div>
  );
}

/** @param name of the record, e.g. `CN-2027` */
function Year({ name, fields }: { name: string; fields: readonly FieldChange[] }) {
  const { t } = useTranslation('changes');
  const language = useLanguage();
  const [country = '', year = ''] = name.split('-');
  return (
    <section className={classes.year}>
      <h3>{t('calendar.year', { country: language.country(country), year })}</h3>
      <CalendarDifference fields={fields} />
    </section>
  );
}
