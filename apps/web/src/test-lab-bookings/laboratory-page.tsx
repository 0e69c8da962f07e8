import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { refreshAfterChange } from '../api/refresh.js';
import { useSession } from '../api/session.js';
import { DetailPage, Facts, Section } from '../components/detail-page.js';
import { Names } from '../components/names.js';
import { SectionList } from '../components/section-list.js';
import { Sources } from '../components/sources.js';
import { ErrorState, SkeletonPage } from '../components/states.js';
import { useLanguage } from '../i18n/use-language.js';
import { BenchForm } from './bench-form.js';
import { Answer } from './lab-cells.js';
import { laboratoryQuery } from './lab.api.js';
import classes from './lab.module.css';
import type { Bench, Laboratory } from './lab.types.js';
import { LaboratoryForm } from './laboratory-form.js';
import { cityOf } from '../i18n/zone-city.js';

/** One laboratory: its marks with where they come from, and its benches. */
export function LaboratoryPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useQuery(laboratoryQuery(id));
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <SkeletonPage />;
  return <LaboratoryDetails key={id} laboratory={query.data} />;
}

function LaboratoryDetails({ laboratory }: { laboratory: Laboratory }) {
  const { t } = useTranslation('lab');
  const { may } = useSession();
  const language = useLanguage();
  const queryClient = useQueryClient();
  const [open, setOpen] = useState<'edit' | 'bench' | Bench | null>(null);
  const mayEdit = may('laboratory.edit');
  const { checkedOn, basisNote, reference } = laboratory;
  const said = checkedOn ? t('eligibility.checked', { day: language.day(checkedOn, {}) }) : t('laboratory.unchecked');
  return (
    <>
      <DetailPage
        title={<Names latin={laboratory.name} zh={laboratory.nameZh} />}
        titleText={laboratory.name}
        crumb={{ to: '/lab/laboratories', name: t('laboratory.title') }}
        reading={language.clauses([
          laboratory.city,
          language.country(laboratory.country),
          t('help.zone', { city: cityOf(laboratory.timeZone) }),
        ])}
        acts={
          mayEdit && (
            <>
              <Button variant="default" onClick={() => setOpen('edit')}>
                {t('laboratory.edit')}
              </Button>
              <Button onClick={() => setOpen('bench')}>{t('bench.create')}</Button>
            </>
          )
        }
        readings={(['cccDesignated', 'cnas', 'cma'] as const).map((mark) => ({
          label: t(`mark.${mark === 'cccDesignated' ? 'ccc-designated' : mark}`),
          value: <Answer answer={laboratory[mark]} />,
          note: said,
        }))}
      >
        <Section title={t('facts')}>
          <Facts
            facts={[
              { label: t('field.basisNote'), value: basisNote },
              { label: t('field.email'), value: laboratory.email },
              { label: t('field.note'), value: laboratory.note },
              { label: t('laboratory.known'), value: reference?.note?.[language.language] },
              { label: t('laboratory.source'), value: reference && <Sources text={reference.source} /> },
            ]}
          />
        </Section>
        <Section
          title={t('tabs.benches')}
          acts={
            <Link className="link" to="/lab/benches">
              {t('benches.title')}
            </Link>
          }
        >
          <BenchList benches={laboratory.benches} onEdit={mayEdit ? setOpen : undefined} />
        </Section>
      </DetailPage>
      <LaboratoryForm
        opened={open === 'edit'}
        onClose={() => setOpen(null)}
        laboratory={laboratory}
        onSaved={() => void refreshAfterChange(queryClient)}
      />
      <BenchForm
        key={typeof open === 'object' ? open?.id : 'new'}
        opened={open !== null && open !== 'edit'}
        onClose={() => setOpen(null)}
        laboratory={laboratory}
        bench={typeof open === 'object' ? (open ?? undefined) : undefined}
      />
    </>
  );
}

function BenchList({ benches, onEdit }: { benches: readonly Bench[]; onEdit: ((bench: Bench) => void) | undefined }) {
  const { t } = useTranslation('lab');
  const hours = (bench: Bench) => (
    <>
      {`${bench.opensAt}–${bench.closesAt}`}{' '}
      {bench.worksWeekends && <span className={classes.quiet}>{t('bench.weekends')}</span>}
    </>
  );
  const edit = (bench: Bench) =>
    onEdit && (
      <Button
        variant="default"
        size="xs"
        onClick={() => onEdit(bench)}
        aria-label={t('bench.editNamed', { name: bench.name })}
      >
        {t('bench.edit')}
      </Button>
    );
  const places = ({ capacity, isClosed }: Bench) =>
    isClosed ? t('benches.closed') : t('bench.places', { count: capacity });
  return (
    <SectionList<Bench>
      caption={t('tabs.benches')}
      rows={benches}
      columns={[
        { key: 'name', title: t('field.bench'), cell: (bench) => bench.name },
        { key: 'places', title: t('field.capacity'), cell: places, width: '160px' },
        { key: 'hours', title: t('field.hours'), cell: hours, width: '220px' },
        { key: 'edit', title: t('bench.edit'), cell: edit, width: '150px' },
      ]}
      rowId={(bench) => bench.id}
      rowName={(bench) => bench.name}
      phoneRow={(bench) => (
        <div className={classes.phoneRow}>
          <strong>{bench.name}</strong>
          <span className={classes.quiet}>
            {places(bench)} · {hours(bench)}
          </span>
          {edit(bench)}
        </div>
      )}
      empty={t('bench.empty')}
    />
  );
}
