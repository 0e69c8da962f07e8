import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../api/session.js';
import { DetailPage, Facts, Section, type Reading } from '../components/detail-page.js';
import { MoreButton } from '../components/more-button.js';
import { Names } from '../components/names.js';
import { ErrorState, SkeletonPage } from '../components/states.js';
import { SubjectHistory } from '../components/subject-history.js';
import formPage from '../components/wizard.module.css';
import { useLanguage } from '../i18n/use-language.js';
import { CaseBatchDrawer } from '../renewals/case-batch-drawer.js';
import { NoteText, SourceLine } from '../renewals/sourced-note.js';
import { ChangeForms, type ChangeForm } from './change-forms.js';
import { openChangeCases, productChangeQuery, touchedCertificatesQuery } from './product-changes.api.js';
import classes from './product-changes.module.css';
import type { ProductChange, TouchedCertificate } from './product-changes.types.js';
import { TouchedRows } from './touched-rows.js';

/** One change: what it touches, what each certificate needs, what is accepted, and what must wait. */
export function ProductChangePage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useQuery(productChangeQuery(id));
  if (query.isError && !query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <SkeletonPage />;
  return <Change key={query.data.id} change={query.data} />;
}

const canHaveCase = ({ state, need }: TouchedCertificate) => state === 'touched' && need.schemeKey !== null;

function Change({ change }: { change: ProductChange }) {
  const { t } = useTranslation('productChanges');
  const { may } = useSession();
  const [form, setForm] = useState<ChangeForm | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isOpening, setOpening] = useState(false);
  const rows = useInfiniteQuery(touchedCertificatesQuery(change.id));
  const items = rows.data?.pages.flatMap((page) => page.items) ?? [];
  const mayEdit = may('product-change.edit');
  const open = items.filter(canHaveCase).map(({ certificate }) => certificate.id);
  const forCases = chosen.size > 0 ? open.filter((id) => chosen.has(id)) : open;
  const choose = (id: string, isChosen: boolean) =>
    setChosen(new Set(isChosen ? [...chosen, id] : [...chosen].filter((one) => one !== id)));
  return (
    <>
      <DetailPage
        title={change.title}
        crumb={{ to: '/product-changes', name: t('title') }}
        reading={
          <>
            {t(`kind.${change.kind}`)} · <Names latin={change.client.legalName} zh={change.client.legalNameZh} />
          </>
        }
        acts={mayEdit && <Acts change={change} onOpen={setForm} />}
        readings={useReadings(change)}
      >
        {change.hasLeftBefore && (
          <div className={formPage.warning} role="alert">
            <p>
              <b>{t('page.late')}</b>
            </p>
            <NoteText sourced={change.rule} />
          </div>
        )}
        <Section
          title={t('page.touched')}
          acts={
            mayEdit &&
            change.status === 'open' &&
            forCases.length > 0 && (
              <Button size="xs" onClick={() => setOpening(true)}>
                {t('page.openCases')}
              </Button>
            )
          }
        >
          <TouchedRows
            change={change}
            rows={items}
            chosen={chosen}
            onChoose={mayEdit ? choose : null}
            onOpen={setForm}
          />
          <MoreButton query={rows}>{t('page.moreRows')}</MoreButton>
        </Section>
        <Section title={t('page.rule')}>
          <div className={classes.rule}>
            <NoteText sourced={change.rule} />
            <SourceLine sourced={change.rule} />
          </div>
        </Section>
        <Section title={t('page.about')}>
          <About change={change} />
        </Section>
        {may('event.read') && <SubjectHistory subject={{ changeId: change.id }} />}
      </DetailPage>
      <ChangeForms change={change} open={form} onClose={() => setForm(null)} />
      {isOpening && (
        <CaseBatchDrawer
          title={t('page.openCases')}
          run={(isPreview, key) => openChangeCases(change.id, forCases.slice(0, 200), isPreview, key)}
          onClose={() => setOpening(false)}
          onDone={() => setChosen(new Set())}
        />
      )}
    </>
  );
}

function Acts({ change, onOpen }: { change: ProductChange; onOpen: (form: ChangeForm) => void }) {
  const { t } = useTranslation('productChanges');
  const isOpen = change.status === 'open';
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={14} stroke={1.75} aria-hidden />}>
            {t('page.more')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {isOpen && <Menu.Item onClick={() => onOpen({ form: 'add' })}>{t('page.add')}</Menu.Item>}
          {isOpen && <Menu.Item onClick={() => onOpen({ form: 'withdraw' })}>{t('page.withdraw')}</Menu.Item>}
          {!isOpen && <Menu.Item onClick={() => onOpen({ form: 'reopen' })}>{t('page.reopen')}</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
      <Button variant="default" onClick={() => onOpen({ form: 'edit' })}>
        {t('page.edit')}
      </Button>
    </>
  );
}

function useReadings(change: ProductChange): Reading[] {
  const { t } = useTranslation('productChanges');
  const language = useLanguage();
  const { counts, plannedOn, hasLeftBefore } = change;
  const waiting = counts.touched + counts.caseOpen;
  return [
    {
      label: t('field.plannedOn'),
      value: (
        <span className={hasLeftBefore ? classes.late : undefined}>
          {plannedOn ? language.day(plannedOn, {}) : t('page.notDated')}
        </span>
      ),
      ...(hasLeftBefore && { note: <span className={classes.late}>{t('shipment.left-before')}</span> }),
    },
    {
      label: t('field.progress'),
      value: t('page.progress', { accepted: counts.accepted, all: counts.accepted + waiting }),
      note: waiting > 0 ? t('page.waiting', { count: waiting }) : t('page.none'),
    },
    { label: t('field.status'), value: t(`status.${change.status}`), note: change.statusReason },
  ];
}

function About({ change }: { change: ProductChange }) {
  const { t } = useTranslation('productChanges');
  const { client, factory, description, responsibleName } = change;
  return (
    <>
      <Facts
        facts={[
          {
            label: t('field.client'),
            value: (
              <Link to={`/clients/${client.id}` as '/'} className="link">
                <Names latin={client.legalName} zh={client.legalNameZh} />
              </Link>
            ),
          },
          {
            label: t('field.factory'),
            value: factory && (
              <Link to={`/factories/${factory.id}` as '/'} className="link">
                <Names latin={factory.name} zh={factory.nameZh} />
              </Link>
            ),
          },
          { label: t('field.responsibleId'), value: responsibleName },
        ]}
      />
      {description && <p className={classes.description}>{description}</p>}
    </>
  );
}
