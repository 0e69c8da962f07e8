import { Select, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isDay } from '#domain/day';
import { useToday } from '../api/clock.js';
import { FoundSelect } from '../certificates/found-select.js';
import { ClientSelect } from '../clients/client-select.js';
import { clientQuery } from '../clients/clients.api.js';
import type { UrlState } from '../components/url-state.js';
import { useLanguage } from '../i18n/use-language.js';
import { loadProducts, productQuery } from '../products/products.api.js';
import type { Product } from '../products/products.types.js';
import { candidatesQuery, subjectsQuery } from './applicability.api.js';
import classes from './applicability.module.css';
import { CandidateList } from './candidate-list.js';
import { Question } from './choice.js';
import { CLASS_ANSWER, withoutAnswers } from './wizard-address.js';

/** Longest wait while somebody types. */
const PAUSE_MS = 250;
const NEVER = 'never:';

interface SubjectQuestionProps {
  url: UrlState;
  change: (changes: Record<string, string | null>) => void;
  /** of the address, once it is loaded */
  product: Product | null;
  /** the class that is taken, whoever named it */
  classKey: string | null;
}

/** What it is: a product, or a description with the classes it may mean; a tariff code is a hint. */
export function SubjectQuestion({ url, change, product, classKey }: SubjectQuestionProps) {
  const { t } = useTranslation('applicability');
  const { language } = useLanguage();
  const today = useToday();
  const [description, setDescription] = useState(url['q'] ?? '');
  const [hsCode, setHsCode] = useState(url['hs'] ?? '');
  const [asked] = useDebouncedValue(`${hsCode.trim()}\n${description.trim()}`, PAUSE_MS);
  const [askedCode = '', ...askedLines] = asked.split('\n');
  const askedText = url['product'] ? '' : askedLines.join('\n');
  const code = /^(?:\d[. ]?){4,13}$/.test(askedCode) ? askedCode : '';
  const day = isDay(url['day'] ?? '') ? url['day']! : today;
  const subjects = useQuery(subjectsQuery(language));
  const candidates = useQuery({
    ...candidatesQuery(askedText, code, day, language),
    enabled: askedText !== '' || code !== '',
  });
  /** Another class asks other questions. */
  const take = (taken: { class?: string | null; item?: string | null }) =>
    change({ class: null, item: null, variant: null, ...withoutAnswers(url, CLASS_ANSWER), ...taken });
  const takenItem = url['item'] ?? null;
  return (
    <Question id="q-subject" title={t('subject.title')} why={t('subject.why')}>
      <ProductField
        id={url['product'] ?? null}
        onChange={(id) =>
          change({ product: id, class: null, item: null, variant: null, ...withoutAnswers(url, CLASS_ANSWER) })
        }
      />
      {!url['product'] && (
        <Textarea
          label={t('subject.description')}
          description={t('subject.descriptionHelp')}
          autosize
          minRows={1}
          maxRows={6}
          maxLength={2000}
          value={description}
          onChange={(event) => {
            setDescription(event.currentTarget.value);
            change({ q: event.currentTarget.value || null });
          }}
        />
      )}
      <TextInput
        label={t('subject.hsCode')}
        description={t('subject.hsHelp')}
        error={hsCode.trim() !== '' && !/^[\d. ]*$/.test(hsCode) && t('subject.hsFault')}
        inputMode="numeric"
        autoComplete="off"
        maxLength={26}
        value={hsCode}
        onChange={(event) => {
          setHsCode(event.currentTarget.value);
          change({ hs: event.currentTarget.value.trim() || null });
        }}
      />
      {(askedText !== '' || code !== '') && candidates.data && (
        <CandidateList
          candidates={candidates.data}
          takenClass={takenItem ? null : classKey}
          takenItem={takenItem}
          onTake={take}
        />
      )}
      <Select
        label={t('subject.class')}
        description={product && !url['class'] && !takenItem ? t('subject.classOfProduct') : t('subject.classHelp')}
        searchable
        clearable={url['class'] !== undefined || takenItem !== null}
        limit={100}
        nothingFoundMessage={t('subject.classNone')}
        value={takenItem ? NEVER + takenItem : classKey}
        data={[
          {
            group: t('subject.classes'),
            items: (subjects.data?.classes ?? []).map(({ key, name }) => ({ value: key, label: name })),
          },
          {
            group: t('subject.neverInScope'),
            items: (subjects.data?.neverInScope ?? []).map(({ key, name }) => ({ value: NEVER + key, label: name })),
          },
        ]}
        classNames={{ option: classes.wrapped }}
        onChange={(value) => take(value?.startsWith(NEVER) ? { item: value.slice(NEVER.length) } : { class: value })}
      />
      {!url['product'] && <ClientField id={url['client'] ?? null} onChange={(id) => change({ client: id })} />}
    </Question>
  );
}

/** A product that is known: its name, class and place of manufacture come with it. */
function ProductField({ id, onChange }: { id: string | null; onChange: (id: string | null) => void }) {
  const { t } = useTranslation('applicability');
  const [first] = useState(id);
  const known = useQuery({ ...productQuery(first ?? ''), enabled: first !== null });
  // its name stands in the field from the start
  if (first !== null && known.isPending) return null;
  return (
    <FoundSelect
      label={t('subject.product')}
      description={t('subject.productHelp')}
      placeholder={t('subject.productFind')}
      clearable
      openOnFocus={false}
      value={id}
      first={known.data && { value: known.data.id, label: labelOf(known.data.name, known.data.client.legalName) }}
      queryKey={['products']}
      find={async (words, signal) =>
        (await loadProducts({ q: words, limit: 20 }, signal)).items.map((one) => ({
          value: one.id,
          label: labelOf(one.name, one.clientName),
        }))
      }
      onChange={onChange}
    />
  );
}

const labelOf = (product: string, client: string) => `${product}, ${client}`;

/** Whom the letter is written to, where no product says so. */
function ClientField({ id, onChange }: { id: string | null; onChange: (id: string | null) => void }) {
  const { t } = useTranslation('applicability');
  const [first] = useState(id);
  const known = useQuery({ ...clientQuery(first ?? ''), enabled: first !== null });
  if (first !== null && known.isPending) return null;
  return (
    <ClientSelect
      label={t('subject.client')}
      description={t('subject.clientHelp')}
      clearable
      value={id}
      onChange={onChange}
      {...(known.data && { known: known.data })}
    />
  );
}
