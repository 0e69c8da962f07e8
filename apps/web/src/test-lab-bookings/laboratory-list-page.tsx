import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../api/problem.js';
import { refreshAfterChange } from '../api/refresh.js';
import { useSession } from '../api/session.js';
import { Section } from '../components/detail-page.js';
import { Names } from '../components/names.js';
import { newKey } from '../components/new-key.js';
import { PageHeader } from '../components/page-header.js';
import { SectionList } from '../components/section-list.js';
import { Sources } from '../components/sources.js';
import { ErrorState, SkeletonRows } from '../components/states.js';
import { toast } from '../components/toast.js';
import { TwoLines } from '../components/two-lines.js';
import { useLanguage } from '../i18n/use-language.js';
import { Answer } from './lab-cells.js';
import { LabTabs } from './lab-tabs.js';
import { createLaboratory, laboratoriesQuery, laboratoryHref } from './lab.api.js';
import classes from './lab.module.css';
import type { KnownLaboratory, LaboratoryLine, Marks } from './lab.types.js';
import { LaboratoryForm } from './laboratory-form.js';

/** The tenant's own laboratories, and those the reference data knows. */
export function LaboratoryListPage() {
  const { t } = useTranslation('lab');
  const { may } = useSession();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [isCreating, setCreating] = useState(false);
  const query = useQuery(laboratoriesQuery);
  return (
    <>
      <PageHeader
        title={t('laboratory.title')}
        reading={t('laboratory.reading')}
        acts={may('laboratory.edit') && <Button onClick={() => setCreating(true)}>{t('laboratory.create')}</Button>}
      />
      <LabTabs />
      <div className={classes.main}>
        {query.isPending && <SkeletonRows />}
        {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
        {query.data && (
          <>
            <Section title={t('laboratory.own')}>
              <OwnLaboratories rows={query.data.items} />
            </Section>
            {query.data.known.length > 0 && (
              <Section title={t('laboratory.known')} note={t('laboratory.knownNote')}>
                {query.data.known.map((laboratory) => (
                  <Known key={laboratory.referenceKey} laboratory={laboratory} />
                ))}
              </Section>
            )}
          </>
        )}
      </div>
      <LaboratoryForm
        opened={isCreating}
        onClose={() => setCreating(false)}
        onSaved={(laboratory) => {
          void refreshAfterChange(queryClient);
          void navigate({ href: laboratoryHref(laboratory) });
        }}
      />
    </>
  );
}

/** The three marks in a row. */
export function MarkRow({ marks }: { marks: Marks }) {
  const { t } = useTranslation('lab');
  return (
    <span className={classes.marks}>
      <Answer answer={marks.cccDesignated} label={t('mark.ccc-designated')} />
      <Answer answer={marks.cnas} label={t('mark.cnas')} />
      <Answer answer={marks.cma} label={t('mark.cma')} />
    </span>
  );
}

function OwnLaboratories({ rows }: { rows: readonly LaboratoryLine[] }) {
  const { t } = useTranslation('lab');
  const language = useLanguage();
  const checked = ({ checkedOn }: LaboratoryLine) =>
    checkedOn ? t('eligibility.checked', { day: language.day(checkedOn, {}) }) : t('laboratory.unchecked');
  return (
    <SectionList<LaboratoryLine>
      caption={t('laboratory.own')}
      rows={rows}
      columns={[
        {
          key: 'name',
          title: t('field.laboratory'),
          cell: (row) => (
            <Link to={laboratoryHref(row)}>
              <TwoLines
                first={<Names latin={row.name} zh={row.nameZh} strong />}
                second={language.clauses([row.city, language.country(row.country)])}
              />
            </Link>
          ),
        },
        {
          key: 'marks',
          title: t('field.marks'),
          cell: (row) => <TwoLines first={<MarkRow marks={row} />} second={checked(row)} />,
          width: '430px',
        },
        {
          key: 'benches',
          title: t('tabs.benches'),
          cell: (row) => language.number(row.benches),
          width: '90px',
          align: 'right',
        },
        {
          key: 'live',
          title: t('field.bookingsLive'),
          cell: (row) => language.number(row.bookingsLive),
          width: '130px',
          align: 'right',
        },
      ]}
      rowId={(row) => row.id}
      rowName={(row) => row.name}
      rowHref={laboratoryHref}
      phoneRow={(row) => (
        <div className={classes.phoneRow}>
          <Names latin={row.name} zh={row.nameZh} strong />
          <MarkRow marks={row} />
          <span className={classes.quiet}>{checked(row)}</span>
        </div>
      )}
      empty={t('laboratory.empty')}
    />
  );
}

/** One that only the reference data knows; taking it over makes the tenant's own row. */
function Known({ laboratory }: { laboratory: KnownLaboratory }) {
  const { t } = useTranslation(['lab', 'domain']);
  const { may } = useSession();
  const { language, clauses } = useLanguage();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const { referenceKey, names, note, source, certainty } = laboratory;
  const takeOver = async () => {
    setBusy(true);
    try {
      const made = await createLaboratory({ referenceKey }, { idempotencyKey: newKey(), version: undefined });
      void refreshAfterChange(queryClient);
      await navigate({ href: laboratoryHref(made) });
    } catch (error) {
      toast(problemText(error));
      setBusy(false);
    }
  };
  return (
    <div className={classes.known}>
      <span className={classes.knownHead}>
        <Names latin={language === 'de' ? names.de : names.en} zh={names.zh} strong />
        {may('laboratory.edit') && (
          <Button
            variant="default"
            size="xs"
            loading={isBusy}
            onClick={() => void takeOver()}
            aria-label={t('lab:laboratory.takeOverNamed', { name: names[language] })}
          >
            {t('lab:laboratory.takeOver')}
          </Button>
        )}
      </span>
      <MarkRow marks={laboratory} />
      {note && <span className={classes.follows}>{note[language]}</span>}
      <span className={classes.backing}>
        <span>{clauses([...new Set([laboratory.city, laboratory.province])])}</span>
        {source !== 'none' && (
          <span>
            <Sources text={source} />
          </span>
        )}
        <span>{t(`domain:certainty.${certainty}`)}</span>
      </span>
    </div>
  );
}
