import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { now } from '../api/clock.js';
import { FoundSelect } from '../certificates/found-select.js';
import { DateField } from '../components/date-field.js';
import { readDay } from '../i18n/day-input.js';
import { instantParts } from '../i18n/format.js';
import { productChoice } from '../products/product-choice.js';
import { loadProducts, productQuery } from '../products/products.api.js';
import type { ReleaseQuestion } from './goods-release.api.js';
import classes from './goods-release.module.css';

/** The day on which goods leave is one of the authority's place. */
const BEIJING = 'Asia/Shanghai';

interface ReleaseFormProps {
  question: ReleaseQuestion | null;
  onAsk: (question: ReleaseQuestion) => void;
}

/** Model or product, day, and whether the goods were changed. */
export function ReleaseForm({ question, onAsk }: ReleaseFormProps) {
  const { t } = useTranslation('release');
  const changedId = useId();
  const [model, setModel] = useState(question?.model ?? '');
  const [productId, setProductId] = useState(question?.productId ?? null);
  const [on, setOn] = useState(question?.on ?? instantParts(now(), BEIJING).day);
  const [changed, setChanged] = useState<string>(question?.changed ?? 'unsaid');
  const [fault, setFault] = useState<'model' | 'on' | null>(null);
  const product = useQuery({ ...productQuery(productId ?? ''), enabled: productId !== null });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const day = readDay(on);
    const missing = !model.trim() && !productId ? 'model' : !day ? 'on' : null;
    setFault(missing);
    if (missing || !day) return;
    onAsk({
      ...(model.trim() && { model: model.trim() }),
      ...(productId && { productId }),
      on: day,
      ...((changed === 'true' || changed === 'false') && { changed }),
    });
  };
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <TextInput
        label={t('field.model')}
        description={t('help.model')}
        value={model}
        maxLength={100}
        error={fault === 'model' && t('missing.model')}
        onChange={(event) => setModel(event.currentTarget.value)}
      />
      <FoundSelect
        key={product.data?.id ?? ''}
        label={t('field.product')}
        description={t('help.product')}
        value={productId}
        clearable
        first={product.data && { value: product.data.id, label: product.data.name }}
        queryKey={['products', 'for-release']}
        find={async (words, signal) => {
          const page = await loadProducts({ q: words, limit: 20 }, signal);
          return page.items.map(productChoice);
        }}
        onChange={setProductId}
      />
      <DateField
        label={t('field.on')}
        description={t('help.on')}
        value={on}
        error={fault === 'on' && t('missing.on')}
        onChange={setOn}
      />
      <div className={classes.changed}>
        <span id={changedId}>{t('field.changed')}</span>
        <SegmentedControl
          value={changed}
          onChange={setChanged}
          aria-labelledby={changedId}
          data={(['unsaid', 'false', 'true'] as const).map((value) => ({ value, label: t(`changed.${value}`) }))}
        />
      </div>
      <div className={classes.ask}>
        <Button type="submit">{t('ask')}</Button>
      </div>
    </form>
  );
}
