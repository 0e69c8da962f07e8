import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.js';
import { BasisMark } from '../components/deadline-chip.js';
import { Section } from '../components/detail-page.js';
import type { Column } from '../components/list-table.js';
import { SectionList } from '../components/section-list.js';
import { ErrorState, SkeletonRows } from '../components/states.js';
import { TwoLines } from '../components/two-lines.js';
import { useLanguage } from '../i18n/use-language.js';
import classes from './operations.module.css';
import type { CalendarYear, CatalogueClass, DeadlineRule, Operations } from './operations.types.js';
import { ReferenceUpload } from './reference-upload.js';
import { ReferenceVersions } from './reference-versions.js';

/** The law and the calendars as the product applies them, each with its source: the same for every tenant. */
export function ReferenceData({ fares }: { fares: Operations | null }) {
  const { t } = useTranslation('operations');
  return (
    <div className={classes.content}>
      <Section
        title={t('reference.title')}
        note={fares ? t('reference.now', { version: fares.reference.version }) : undefined}
      >
        <ReferenceUpload tenants={fares?.reference.tenants ?? null} />
      </Section>
      <Section title={t('versions.title')} note={t('versions.note')}>
        <ReferenceVersions />
      </Section>
      <Rules />
      <Years />
      <Classes />
    </div>
  );
}

function useReference<Row>(name: 'rules' | 'classes' | 'calendar') {
  return useQuery({
    queryKey: ['reference', name],
    queryFn: ({ signal }) => api.get<{ items: Row[] }>(`/api/reference/${name}`, undefined, signal),
  });
}

function Rules() {
  const { t } = useTranslation(['operations', 'domain']);
  const query = useReference<DeadlineRule>('rules');
  const certainty = (rule: DeadlineRule) =>
    [t(`domain:certainty.${rule.certainty}`), rule.isDisputed && t('disputed')].filter(Boolean).join(', ');
  const source = (rule: DeadlineRule) => {
    if (rule.source === 'none') return t('domain:noSource');
    if (!rule.sourceUrl) return rule.source;
    return (
      <a className="link" href={rule.sourceUrl} target="_blank" rel="noreferrer">
        {rule.source}
      </a>
    );
  };
  const columns: Column<DeadlineRule>[] = [
    {
      key: 'kind',
      title: t('rules.kind'),
      cell: (rule) => <TwoLines first={t(`domain:deadlineKind.${rule.kind}`)} second={rule.code} />,
    },
    { key: 'basis', title: t('rules.basis'), cell: (rule) => <BasisMark basis={rule.basis} />, width: '150px' },
    { key: 'source', title: t('rules.source'), cell: source, width: '270px' },
    { key: 'certainty', title: t('rules.certainty'), cell: certainty, width: '270px' },
  ];
  return (
    <Section title={t('rules.title')} note={t('rules.note')}>
      {query.isPending && <SkeletonRows rows={4} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && (
        <SectionList
          caption={t('rules.title')}
          rows={query.data.items}
          columns={columns}
          rowId={({ code }) => code}
          rowName={({ code }) => code}
          phoneRow={(rule) => (
            <>
              <TwoLines first={t(`domain:deadlineKind.${rule.kind}`)} second={rule.code} />
              <p className={classes.phoneLine}>
                <BasisMark basis={rule.basis} />
                {source(rule)}
                <span>{certainty(rule)}</span>
              </p>
            </>
          )}
          empty={t('none')}
        />
      )}
    </Section>
  );
}

function Years() {
  const { t } = useTranslation('operations');
  const { country, number } = useLanguage();
  const query = useReference<CalendarYear>('calendar');
  const count = (year: CalendarYear, kind: 'holiday' | 'make-up') =>
    number(year.days.filter((day) => day.kind === kind).length);
  const columns: Column<CalendarYear>[] = [
    { key: 'year', title: t('years.year'), cell: (year) => `${country(year.country)} ${year.year}` },
    { key: 'status', title: t('years.status'), cell: (year) => t(`years.statuses.${year.status}`), width: '360px' },
    {
      key: 'holidays',
      title: t('years.holidays'),
      cell: (year) => count(year, 'holiday'),
      width: '120px',
      align: 'right',
    },
    { key: 'makeUp', title: t('years.makeUp'), cell: (year) => count(year, 'make-up'), width: '150px', align: 'right' },
  ];
  return (
    <Section title={t('years.title')} note={t('years.note')}>
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && (
        <SectionList
          caption={t('years.title')}
          rows={query.data.items}
          columns={columns}
          rowId={(year) => `${year.country} ${year.year}`}
          rowName={(year) => `${year.country} ${year.year}`}
          phoneRow={(year) => (
            <>
              <p>{`${country(year.country)} ${year.year}`}</p>
              <p className={classes.phoneLine}>
                <span>{t(`years.statuses.${year.status}`)}</span>
                <span>
                  {t('years.holidays')} {count(year, 'holiday')}, {t('years.makeUp')} {count(year, 'make-up')}
                </span>
              </p>
            </>
          )}
          empty={t('none')}
        />
      )}
    </Section>
  );
}

function Classes() {
  const { t } = useTranslation(['operations', 'domain']);
  const { language } = useLanguage();
  const query = useReference<CatalogueClass>('classes');
  const nameOf = (one: CatalogueClass) => ({ en: one.nameEn, de: one.nameDe, zh: one.nameZh })[language];
  const converting = (one: CatalogueClass) => (one.isConverting ? t('classes.converting') : '');
  const columns: Column<CatalogueClass>[] = [
    { key: 'code', title: t('classes.code'), cell: ({ code }) => code, width: '80px' },
    { key: 'name', title: t('classes.name'), cell: nameOf },
    { key: 'rule', title: t('classes.rule'), cell: ({ rule }) => rule, width: '190px' },
    { key: 'converting', title: t('classes.declarations'), cell: converting, width: '190px' },
    {
      key: 'certainty',
      title: t('rules.certainty'),
      cell: (one) => t(`domain:certainty.${one.certainty}`),
      width: '200px',
    },
  ];
  return (
    <Section title={t('classes.title')}>
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && (
        <SectionList
          caption={t('classes.title')}
          rows={query.data.items}
          columns={columns}
          rowId={({ code }) => code}
          rowName={nameOf}
          phoneRow={(one) => (
            <>
              <p>{`${one.code} ${nameOf(one)}`}</p>
              <p className={classes.phoneLine}>
                <span>{[one.rule, converting(one)].filter(Boolean).join(', ')}</span>
              </p>
            </>
          )}
          empty={t('none')}
        />
      )}
    </Section>
  );
}
