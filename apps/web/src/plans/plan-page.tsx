import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { problemText } from '../api/problem.js';
import { readerTimeZone } from '../api/clock.js';
import { useSession } from '../api/session.js';
import { ReadingStrip } from '../components/detail-page.js';
import { DueValue } from '../components/due-reading.js';
import { newKey } from '../components/new-key.js';
import { PageHeader } from '../components/page-header.js';
import { ErrorState, SkeletonPage } from '../components/states.js';
import { toast } from '../components/toast.js';
import { useLanguage } from '../i18n/use-language.js';
import { hrefOf } from '../products/product-cells.js';
import { fromOptions, joined, NO_CHANGE, toOptions, withChange, type Changes } from './changes.js';
import { usePlanWords } from './plan-words.js';
import { createPlan, deletePlan, editPlan, planQuery, whatIfQuery, type PlanEdit } from './plans.api.js';
import classes from './plans.module.css';
import type { StoredPlan, WhatIfInput } from './plans.types.js';
import { RoutePlan } from './route-plan.js';
import { usePlanAddress } from './use-plan-address.js';

/** A stored plan: the same drawing, and what moves if something is otherwise. */
export function PlanPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useQuery(planQuery(id));
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <SkeletonPage />;
  return <PlanDetails plan={query.data} />;
}

function PlanDetails({ plan }: { plan: StoredPlan }) {
  const { t } = useTranslation('plans');
  const language = useLanguage();
  const words = usePlanWords();
  const { may } = useSession();
  const address = usePlanAddress();
  const acts = usePlanActs(plan);
  const kept = fromOptions(plan.options);
  const tried = address.trial(plan.schemeKey);
  const { trialDays } = address;
  const isTrying = Object.keys(tried).length > 0 || trialDays.start !== null || trialDays.wish !== null;
  const question = whatIfOf(plan, tried, trialDays);
  const asked = useQuery({ ...whatIfQuery(question), enabled: isTrying, placeholderData: (before) => before });
  const mayEdit = may('plan.edit');
  const { scheme } = plan;
  const broken = plan.plan.limits.filter(({ state }) => state === 'broken').length;
  return (
    <>
      <PageHeader
        title={plan.name}
        crumb={{ to: '/plans', name: t('list.title') }}
        reading={
          <>
            {scheme ? words.say(scheme.names) : plan.schemeKey}
            {language.language === 'zh' ? '，' : ', '}
            {plan.productId && plan.productName ? (
              <Link to={hrefOf({ id: plan.productId })} className="link">
                {language.name(plan.productName, plan.productNameZh)}
              </Link>
            ) : (
              plan.classKey
            )}
            {plan.clientName && <> ({language.name(plan.clientName, plan.clientNameZh)})</>}
          </>
        }
        acts={
          mayEdit && (
            <Button variant="default" onClick={() => void acts.remove()}>
              {t('plan.delete')}
            </Button>
          )
        }
      />
      <ReadingStrip
        readings={[
          plan.plan.wish && plan.plan.wish.isMet !== false
            ? {
                label: t('routes.startBy'),
                value: <DueValue day={plan.plan.wish.lastStartOn} />,
                note: plan.plan.isAtLeast
                  ? t('orEarlier', { day: words.plain(plan.plan.wish.lastStartOn) })
                  : words.plain(plan.plan.wish.lastStartOn),
              }
            : {
                label: t('routes.certificate'),
                value: plan.plan.isAtLeast
                  ? t('atLeast', { day: words.plain(plan.plan.endsOn) })
                  : words.plain(plan.plan.endsOn),
                note: plan.plan.wish
                  ? t('routes.tooLate', {
                      count: plan.plan.wish.daysLate,
                      wish: words.plain(plan.plan.wish.legal?.on ?? plan.plan.wish.on),
                    })
                  : null,
              },
          {
            label: t('plan.limits'),
            value: broken === 0 ? t('plan.limitsKept') : t('plan.limitsBroken', { count: broken }),
          },
          {
            label: t('plan.version'),
            value: language.number(plan.version),
            note: t('plan.by', {
              name: plan.createdByName ?? t('plan.somebody'),
              at: language.instant(plan.createdAt, readerTimeZone()),
            }),
          },
          {
            label: t('plan.data'),
            value: language.number(plan.referenceVersion),
            note: plan.plan.isProvisional ? t('list.provisional') : t('plan.published'),
          },
        ]}
      />
      <div className={classes.page}>
        {asked.isError && isTrying && <p className={classes.conflicts}>{problemText(asked.error)}</p>}
        {scheme ? (
          <RoutePlan
            scheme={scheme}
            base={plan.plan}
            whatIf={isTrying && !asked.isError ? (asked.data ?? null) : null}
            kept={kept}
            tried={tried}
            trialDays={trialDays}
            onTry={(changes) => address.tryOut(plan.schemeKey, changes)}
            onTryDays={address.tryDays}
            onForget={(stage) => void acts.save({ options: toOptions(withChange(kept, stage, NO_CHANGE)) })}
            stage={address.stage}
            onStage={address.showStage}
            keepLabel={t('plan.keep')}
            onKeep={() =>
              void acts.save(
                {
                  options: toOptions(joined(kept, tried)),
                  ...(trialDays.wish && { anchorOn: trialDays.wish }),
                  ...(trialDays.start && { anchorOn: trialDays.start }),
                },
                address.discard,
              )
            }
            onDiscard={address.discard}
          />
        ) : (
          <p className={classes.quiet}>{t('plan.noScheme')}</p>
        )}
      </div>
    </>
  );
}

function whatIfOf(plan: StoredPlan, tried: Changes, days: { start: string | null; wish: string | null }): WhatIfInput {
  const isBackward = plan.direction === 'backward';
  return {
    ...(plan.productId ? { productId: plan.productId, classKey: plan.classKey } : { classKey: plan.classKey }),
    ...(plan.clientCountry && { clientCountry: plan.clientCountry }),
    ...(isBackward
      ? { wishOn: plan.anchorOn, ...(plan.notBefore && { startsOn: plan.notBefore }) }
      : { startsOn: plan.anchorOn }),
    schemeKey: plan.schemeKey,
    options: { ...plan.options },
    changed: {
      ...(days.start && { startsOn: days.start }),
      ...(days.wish && isBackward && { wishOn: days.wish }),
      options: toOptions(tried),
    },
  };
}

/** Saving and deleting, each with its way back. */
function usePlanActs(plan: StoredPlan) {
  const { t } = useTranslation('plans');
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['plans'] });
  const put = async (edit: Omit<PlanEdit, 'version'>, version: number) => {
    const saved = await editPlan(plan.id, { ...edit, version });
    queryClient.setQueryData(planQuery(plan.id).queryKey, saved);
    void refresh();
    return saved;
  };
  return {
    save: async (edit: Omit<PlanEdit, 'version'>, then?: () => void) => {
      try {
        const saved = await put(edit, plan.version);
        then?.();
        const back = { anchorOn: plan.anchorOn, options: plan.options };
        toast(t('plan.saved'), async () => {
          await put(back, saved.version).catch((error: unknown) => toast(problemText(error)));
        });
      } catch (error) {
        toast(problemText(error));
        void refresh();
      }
    },
    remove: async () => {
      const { name, productId, classKey, clientId, schemeKey, direction, anchorOn, notBefore, clientCountry, options } =
        plan;
      try {
        await deletePlan(plan.id);
      } catch (error) {
        toast(problemText(error));
        return;
      }
      await navigate({ to: '/plans' });
      void refresh();
      toast(t('plan.deleted', { name }), async () => {
        const subject = productId ? { productId } : { ...(clientId && { clientId }) };
        await createPlan(
          { name, ...subject, classKey, schemeKey, direction, anchorOn, notBefore, clientCountry, options },
          newKey(),
        )
          .then(({ id }) => navigate({ href: `/plans/${id}` }))
          .catch((error: unknown) => toast(problemText(error)));
        void refresh();
      });
    },
  };
}
