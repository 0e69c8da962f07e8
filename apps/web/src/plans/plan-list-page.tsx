import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSession } from '../api/session.js';
import { useClientFilter } from '../clients/use-client-filter.js';
import { ListPage, type Column } from '../components/list-page.js';
import { Names } from '../components/names.js';
import { EmptyState } from '../components/states.js';
import { TwoLines } from '../components/two-lines.js';
import { useLanguage } from '../i18n/use-language.js';
import { usePlanWords } from './plan-words.js';
import { loadPlans } from './plans.api.js';
import classes from './plans.module.css';
import type { PlanLine } from './plans.types.js';
import { TimelineDrawing } from './timeline-drawing.js';

const hrefOf = ({ id }: { id: string }) => `/plans/${id}`;

/** All stored plans. */
export function PlanListPage() {
  const { t } = useTranslation('plans');
  const { may, hasOneCompany } = useSession();
  const language = useLanguage();
  const words = usePlanWords();
  const clientFilter = useClientFilter();
  const create = may('plan.read') && (
    <Button component={Link} to="/plans/new">
      {t('list.create')}
    </Button>
  );
  const schemeOf = (plan: PlanLine) => (plan.schemeNames ? words.say(plan.schemeNames) : plan.schemeKey);
  const columns: Column<PlanLine>[] = [
    {
      key: 'name',
      title: t('list.name'),
      cell: (plan) => (
        <Link to={hrefOf(plan)}>
          <TwoLines first={<b className={classes.planName}>{plan.name}</b>} second={schemeOf(plan)} />
        </Link>
      ),
    },
    {
      key: 'subject',
      title: t('list.subject'),
      cell: (plan) => (
        <TwoLines first={<Subject plan={plan} />} second={plan.productName ? plan.classKey : undefined} />
      ),
      width: '200px',
      folds: 'byPeek',
    },
    ...(hasOneCompany
      ? []
      : [
          {
            key: 'client',
            title: t('list.client'),
            cell: (plan: PlanLine) => <Names latin={plan.clientName} zh={plan.clientNameZh} stacked />,
            width: '200px',
            folds: 'byPeek' as const,
          },
        ]),
    {
      key: 'direction',
      title: t('list.direction'),
      cell: (plan) => <TwoLines first={t(`direction.${plan.direction}`)} second={words.plain(plan.anchorOn)} />,
      width: '150px',
    },
    { key: 'end', title: t('list.end'), cell: (plan) => <End plan={plan} />, width: '190px' },
  ];
  return (
    <ListPage<PlanLine>
      title={t('list.title')}
      reading={t('list.reading')}
      acts={create}
      queryKey={['plans']}
      load={loadPlans}
      columns={columns}
      defaultSort="-createdAt"
      filters={clientFilter}
      rowId={({ id }) => id}
      rowHref={hrefOf}
      rowName={({ name }) => name}
      phoneRow={(plan) => (
        <>
          <Link to={hrefOf(plan)}>
            <TwoLines first={<b className={classes.planName}>{plan.name}</b>} second={schemeOf(plan)} />
          </Link>
          <p className={classes.phoneLine}>
            <End plan={plan} />
            <span className={classes.quiet}>
              {language.clauses([
                language.name(plan.productName, plan.productNameZh) || plan.classKey,
                language.name(plan.clientName, plan.clientNameZh),
              ])}
            </span>
          </p>
        </>
      )}
      empty={
        <EmptyState drawing={<TimelineDrawing />} sentence={t('list.empty')} hint={t('list.emptyHint')} act={create} />
      }
    />
  );
}

/** What is planned for: a product, or a class alone. */
function Subject({ plan }: { plan: PlanLine }) {
  if (!plan.productName) return <>{plan.classKey}</>;
  return <Names latin={plan.productName} zh={plan.productNameZh} />;
}

/** The day of the certificate, with what makes it unsure and what it breaks. */
function End({ plan }: { plan: PlanLine }) {
  const { t } = useTranslation('plans');
  const language = useLanguage();
  const words = usePlanWords();
  const day = words.plain(plan.endsOn);
  const notes = language.clauses([
    plan.limitsBroken > 0 && t('plan.limitsBroken', { count: plan.limitsBroken }),
    plan.isProvisional && t('list.provisional'),
  ]);
  return (
    <TwoLines
      first={
        <span className={plan.isProvisional ? classes.hatchedDay : undefined}>
          {plan.isAtLeast ? t('atLeast', { day }) : day}
        </span>
      }
      second={notes ? <span className={plan.limitsBroken > 0 ? classes.missed : undefined}>{notes}</span> : undefined}
    />
  );
}
