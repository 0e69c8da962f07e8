import { Checkbox, SegmentedControl, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addMonths, isDay } from '#domain/day';
import { useToday } from '../api/clock.js';
import { FoundSelect } from '../certificates/found-select.js';
import { CountrySelect } from '../components/selects.js';
import { classesQuery, loadProducts, productQuery } from '../products/products.api.js';
import { useClassName } from '../products/use-class-name.js';
import { DayEntry } from './day-entry.js';
import { usePlanWords } from './plan-words.js';
import classes from './plans.module.css';
import type { Comparison, Stage } from './plans.types.js';
import type { PlanAddress } from './use-plan-address.js';

/** What is planned, towards which day, and how. Each entry stands in the address and counts at once. */
export function QuestionForm({ address, comparison }: { address: PlanAddress; comparison: Comparison | undefined }) {
  const { t } = useTranslation('plans');
  const today = useToday();
  const words = usePlanWords();
  const { question, change } = address;
  const open = (comparison?.routes ?? []).filter(({ plan }) => plan !== null);
  const optional = new Map<string, Stage>(
    open.flatMap(({ scheme }) => scheme.stages.filter((stage) => stage.isOptional).map((stage) => [stage.key, stage])),
  );
  const mayRunInParallel = open.some((route) => route.mayRunInParallel);
  return (
    <form className={classes.question} onSubmit={(event) => event.preventDefault()} aria-label={t('question.title')}>
      <Subject address={address} />
      <div className={classes.towards}>
        <SegmentedControl
          size="xs"
          fullWidth
          aria-label={t('question.direction')}
          value={question.direction}
          onChange={(direction) =>
            change({
              to: direction === 'backward' ? 'wish' : null,
              wish: direction === 'backward' ? addMonths(today, 6) : null,
              ifWish: null,
              ifStart: null,
            })
          }
          data={[
            { value: 'forward', label: t('question.forward') },
            { value: 'backward', label: t('question.backward') },
          ]}
        />
        {question.direction === 'backward' ? (
          <DayEntry
            label={t('question.wish')}
            isLabelUnseen
            value={dayOrNull(question.wish)}
            error={isDay(question.wish) && question.wish < question.start ? t('question.wishTooEarly') : undefined}
            onDay={(wish) => change({ wish })}
          />
        ) : (
          <DayEntry
            label={t('question.start')}
            isLabelUnseen
            value={dayOrNull(question.start)}
            onDay={(start) => change({ start })}
          />
        )}
      </div>
      {question.direction === 'backward' && (
        <DayEntry
          label={t('question.notBefore')}
          value={dayOrNull(question.start)}
          onDay={(start) => change({ start })}
        />
      )}
      <CountrySelect
        label={t('question.country')}
        value={question.country ?? comparison?.clientCountry ?? null}
        onChange={(country) => change({ country })}
        allowDeselect={false}
      />
      <fieldset className={classes.options}>
        <legend className="unseen">{t('question.options')}</legend>
        {mayRunInParallel && (
          <Checkbox
            size="xs"
            label={t('question.parallel')}
            checked={question.isParallel}
            onChange={(event) => change({ parallel: event.currentTarget.checked ? '1' : null })}
          />
        )}
        {[...optional.values()].map((stage) => (
          <Checkbox
            key={stage.key}
            size="xs"
            label={t('question.with', { stage: words.say(stage.names) })}
            checked={question.optional.includes(stage.key)}
            onChange={(event) => {
              const rest = question.optional.filter((key) => key !== stage.key);
              const chosen = event.currentTarget.checked ? [...rest, stage.key] : rest;
              change({ optional: chosen.length > 0 ? chosen.join(',') : null });
            }}
          />
        ))}
        <Checkbox
          size="xs"
          label={t('question.exemption')}
          checked={question.wantsExemption}
          onChange={(event) => change({ exempt: event.currentTarget.checked ? '1' : null })}
        />
      </fieldset>
    </form>
  );
}

const dayOrNull = (text: string) => (isDay(text) ? text : null);

/** A product of the register, or a class of the catalogue. */
function Subject({ address }: { address: PlanAddress }) {
  const { t } = useTranslation('plans');
  const { question, change } = address;
  const nameOf = useClassName();
  const catalogue = useQuery(classesQuery);
  const product = useQuery({ ...productQuery(question.productId ?? ''), enabled: question.productId !== null });
  const [isClass, setClass] = useState(question.classKey !== null && question.productId === null);
  const fresh = {
    route: null,
    stage: null,
    own: null,
    if: null,
    ifStart: null,
    ifWish: null,
    country: null,
    answers: null,
  };
  // the same words as in the found list: the field would hop between two
  const labelOf = (name: string, code: string, client: string) => `${name} (${code}), ${client}`;
  const first = product.data && {
    value: product.data.id,
    label: labelOf(product.data.name, product.data.class.code, product.data.client.legalName),
  };
  const options = (catalogue.data ?? []).map((one) => ({ value: one.code, label: `${one.code} ${nameOf(one)}` }));
  const isVariant = isClass && question.classKey?.includes('/');
  return (
    <div className={classes.subject}>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={t('question.subject')}
        value={isClass ? 'class' : 'product'}
        onChange={(kind) => {
          setClass(kind === 'class');
          change({ ...fresh, productId: null, classKey: kind === 'class' ? (product.data?.class.code ?? null) : null });
        }}
        data={[
          { value: 'product', label: t('question.product') },
          { value: 'class', label: t('question.class') },
        ]}
      />
      {isClass ? (
        <Select
          aria-label={t('question.class')}
          placeholder={t('question.chooseClass')}
          searchable
          value={question.classKey}
          data={isVariant ? [...options, { value: question.classKey!, label: question.classKey! }] : options}
          onChange={(classKey) => change({ ...fresh, classKey })}
        />
      ) : (
        <FoundSelect
          key={first?.value ?? 'none'}
          aria-label={t('question.product')}
          placeholder={t('question.chooseProduct')}
          queryKey={['products']}
          find={async (q, signal) =>
            (await loadProducts({ q, limit: 20 }, signal)).items.map(({ id, name, classCode, clientName }) => ({
              value: id,
              label: labelOf(name, classCode, clientName),
            }))
          }
          first={first}
          value={question.productId}
          onChange={(productId) => change({ ...fresh, productId })}
        />
      )}
    </div>
  );
}
