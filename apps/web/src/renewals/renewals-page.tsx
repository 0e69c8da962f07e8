import { Button, SegmentedControl, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, addMonths } from '#domain/day';
import { useToday } from '../api/clock.js';
import { dayScale } from '../components/day-scale.js';
import { PageHeader } from '../components/page-header.js';
import { EmptyState, ErrorState, SkeletonRows } from '../components/states.js';
import { useUrlState } from '../components/url-state.js';
import { useLanguage } from '../i18n/use-language.js';
import bulk from '../work/bulk.module.css';
import { CaseBatchDrawer } from './case-batch-drawer.js';
import { RenewalGroup } from './renewal-group.js';
import { openRenewals, renewalGroupsQuery, type ToRenew } from './renewals.api.js';
import classes from './renewals.module.css';
import { MOST_IN_BATCH, type Renewal, type RenewalGroup as Group, type RenewalSide } from './renewals.types.js';

const AHEAD = ['3', '6', '12', '24'] as const;
type Ahead = (typeof AHEAD)[number];
const SIDES: readonly RenewalSide[] = ['client', 'factory'];
/** Groups that are open when the page opens: more would be more than a screen. */
const OPEN_AT_FIRST = 3;
/** The rest of the life after the last day to file is drawn too. */
const AFTER_FILING_DAYS = 90;

/** What is to be filed for renewal until a day, by client or factory, and the cases for it. */
export function RenewalsPage() {
  const { t } = useTranslation('renewals');
  const language = useLanguage();
  const today = useToday();
  const [url, setUrl] = useUrlState();
  const ahead = AHEAD.find((one) => one === url['months']) ?? '6';
  const by = SIDES.find((one) => one === url['by']) ?? 'client';
  const until = addMonths(today, Number(ahead));
  const scale = dayScale(addDays(today, -30), addDays(until, AFTER_FILING_DAYS));
  const query = useQuery(renewalGroupsQuery(by, until));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [toRenew, setToRenew] = useState<ToRenew | null>(null);
  const choose = ({ id }: Renewal, isChosen: boolean) => {
    const next = new Set(chosen);
    if (!isChosen) next.delete(id);
    else if (next.size < MOST_IN_BATCH) next.add(id);
    setChosen(next);
  };
  const ofGroup = ({ id }: Group): ToRenew => (by === 'client' ? { clientId: id!, until } : { factoryId: id!, until });
  return (
    <>
      <PageHeader
        title={t('title')}
        reading={query.data && t('reading', { count: query.data.total, until: language.day(until, {}) })}
      />
      <div className={classes.controls}>
        <Select
          label={t('until')}
          data={AHEAD.map((value) => ({ value, label: t(`ahead.${value}` as 'ahead.3') }))}
          value={ahead}
          allowDeselect={false}
          onChange={(value) => setUrl({ months: (value as Ahead | null) ?? null })}
        />
        <SegmentedControl
          aria-label={t('by.label')}
          data={SIDES.map((value) => ({ value, label: t(`by.${value}`) }))}
          value={by}
          onChange={(value) => setUrl({ by: value })}
        />
      </div>
      {query.isPending && <SkeletonRows />}
      {query.isError && !query.data && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.items.length === 0 && <EmptyState sentence={t('empty')} hint={t('emptyHint')} />}
      {query.data?.items.map((group, index) => (
        <RenewalGroup
          key={`${by} ${group.id}`}
          group={group}
          by={by}
          until={until}
          scale={scale}
          today={today}
          isOpenAtFirst={index < OPEN_AT_FIRST}
          chosen={chosen}
          onChoose={choose}
          onOpenAll={() => setToRenew(ofGroup(group))}
        />
      ))}
      {query.data?.isCapped && (
        <p className={`${classes.more} ${classes.quiet}`}>{t('capped', { shown: query.data.items.length })}</p>
      )}
      {chosen.size > 0 && (
        <section className={bulk.bar} aria-label={t('bar.label')}>
          <b role="status">{t('bar.chosen', { count: chosen.size })}</b>
          <span className={bulk.acts}>
            <Button size="xs" onClick={() => setToRenew({ certificateIds: [...chosen] })}>
              {t('bar.open')}
            </Button>
            <Button size="xs" variant="default" onClick={() => setChosen(new Set())}>
              {t('bar.clear')}
            </Button>
          </span>
        </section>
      )}
      {toRenew && (
        <CaseBatchDrawer
          title={t('batch.renewals')}
          run={(isPreview, idempotencyKey) => openRenewals(toRenew, isPreview, idempotencyKey)}
          onClose={() => setToRenew(null)}
          onDone={(refused) => setChosen((before) => new Set([...before].filter((id) => refused.has(id))))}
        />
      )}
    </>
  );
}
