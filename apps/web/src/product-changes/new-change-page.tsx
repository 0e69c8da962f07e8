import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useId, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { PRODUCT_CHANGE_KINDS, REACH_OF } from '#domain/product-changes/change-kind';
import { fieldProblemText, problemText, toProblem, type Problem } from '../api/problem.js';
import { refreshAfterChange } from '../api/refresh.js';
import { useSession } from '../api/session.js';
import caseClasses from '../applications/cases.module.css';
import { FoundSelect } from '../certificates/found-select.js';
import { clientQuery, loadClients, ownCompanyQuery } from '../clients/clients.api.js';
import { DateField } from '../components/date-field.js';
import formClasses from '../components/form.module.css';
import { DraftIsBack, useKeptDraft } from '../components/kept-draft.js';
import { newKey } from '../components/new-key.js';
import { PageHeader } from '../components/page-header.js';
import { ErrorState, SkeletonRows } from '../components/states.js';
import { toast } from '../components/toast.js';
import formPage from '../components/wizard.module.css';
import { productChoice } from '../products/product-choice.js';
import { loadProducts } from '../products/products.api.js';
import { changeInput, faultsOfChange, NOTHING_ENTERED, touchedQuestion, type NewChangeValues } from './new-change.js';
import { enterChange, touchedQuery } from './product-changes.api.js';
import classes from './product-changes.module.css';
import { TouchedPreview } from './touched-preview.js';

/** Enters a change on one page: what changes, where, what it touches, how it is called. */
export function NewChangePage() {
  const { t } = useTranslation(['productChanges', 'common']);
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const prefix = useId();
  const { hasOneCompany } = useSession();
  const own = useQuery({ ...ownCompanyQuery, enabled: hasOneCompany });
  const kept = useKeptDraft<NewChangeValues>('product-change-new');
  const [typed, setTyped] = useState<NewChangeValues>(() => ({ ...NOTHING_ENTERED, ...kept.draft }));
  const values = { ...typed, clientId: hasOneCompany ? (own.data ?? null) : typed.clientId };
  const [faults, setFaults] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState<Problem | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [idempotencyKey] = useState(() => newKey());
  const question = touchedQuestion(values);
  const touched = useQuery({ ...touchedQuery(question ?? {}), enabled: question !== null });
  const reach = values.kind && REACH_OF[values.kind];

  const setValues = (next: NewChangeValues) => {
    setTyped(next);
    kept.keep(next, JSON.stringify(next) !== JSON.stringify(NOTHING_ENTERED));
  };
  const change = (changes: Partial<NewChangeValues>) => {
    // Other certificates, other reasons.
    const isElsewhere = ['kind', 'clientId', 'factoryId', 'products'].some((name) => name in changes);
    setValues({ ...typed, ...(isElsewhere && { leftOut: {}, notFor: [] }), ...changes });
    setFaults({});
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setFailure(null);
    const found = faultsOfChange(values, (what) => t(`productChanges:missing.${what}`));
    setFaults(found);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    try {
      const others = touched.data?.others.map(({ client }) => client.id) ?? [];
      const saved = await enterChange(changeInput(values, others), idempotencyKey);
      kept.saved();
      void refreshAfterChange(queryClient);
      toast(t('productChanges:wizard.saved'));
      void navigate({ href: `/product-changes/${saved.id}` });
    } catch (error) {
      const problem = toProblem(error);
      setFailure(problem);
      setFaults(Object.fromEntries(problem.errors.map((fault) => [fault.field, fieldProblemText(fault)])));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <PageHeader
        title={t('productChanges:wizard.title')}
        crumb={{ to: '/product-changes', name: t('productChanges:title') }}
        reading={t('productChanges:wizard.reading')}
      />
      <form className={formPage.wizard} onSubmit={(event) => void submit(event)} noValidate>
        {kept.isBack && (
          <DraftIsBack
            onGiveUp={() => {
              setTyped(NOTHING_ENTERED);
              kept.giveUp();
            }}
          />
        )}
        {(failure || Object.keys(faults).length > 0) && (
          <div className={formClasses.summary} role="alert">
            <strong>
              {failure ? problemText(failure) : t('common:form.faults', { count: Object.keys(faults).length })}
            </strong>
          </div>
        )}
        <fieldset className={caseClasses.fieldset}>
          <legend>{t('productChanges:wizard.what')}</legend>
          <div className={caseClasses.kinds}>
            {PRODUCT_CHANGE_KINDS.map((kind) => (
              <label key={kind} className={caseClasses.kind}>
                <input
                  type="radio"
                  name={`${prefix}kinds`}
                  checked={values.kind === kind}
                  onChange={() => change({ kind, factoryId: null, products: [] })}
                />
                <span className={caseClasses.kindName}>{t(`productChanges:kind.${kind}`)}</span>
                <span className={caseClasses.kindNote}>{t(`productChanges:kindNote.${kind}`)}</span>
              </label>
            ))}
          </div>
          {faults['kind'] && <p className={caseClasses.fault}>{faults['kind']}</p>}
        </fieldset>
        <fieldset className={caseClasses.fieldset}>
          <legend>{t('productChanges:wizard.where')}</legend>
          {hasOneCompany && reach !== 'factory' && reach !== 'products' && (
            <p className={classes.quiet}>
              {t(values.kind ? `productChanges:kindNote.${values.kind}` : 'productChanges:wizard.whereFirst')}
            </p>
          )}
          <div className={caseClasses.pair}>
            {!hasOneCompany && (
              <FoundSelect
                label={t('productChanges:field.client')}
                value={values.clientId}
                error={faults['client'] ?? faults['clientId']}
                queryKey={['clients', 'for-change']}
                find={async (words, signal) => {
                  const page = await loadClients({ q: words, limit: 20 }, signal);
                  return page.items.map(({ id, legalName }) => ({ value: id, label: legalName }));
                }}
                onChange={(clientId) => change({ clientId, factoryId: null, products: [] })}
              />
            )}
            {reach === 'factory' && values.clientId && (
              <FactoryField
                clientId={values.clientId}
                value={values.factoryId}
                fault={faults['factory'] ?? faults['factoryId']}
                onChange={(factoryId) => change({ factoryId })}
              />
            )}
          </div>
          {reach === 'products' && values.clientId && (
            <ProductsField
              key={`${values.kind} ${values.clientId} ${values.products.length}`}
              clientId={values.clientId}
              products={values.products}
              fault={faults['products'] ?? faults['productIds']}
              onChange={(products) => change({ products })}
            />
          )}
        </fieldset>
        <fieldset className={caseClasses.fieldset}>
          <legend>{t('productChanges:wizard.touches')}</legend>
          {question === null && <p className={classes.quiet}>{t('productChanges:wizard.askFirst')}</p>}
          {question !== null && touched.isPending && <SkeletonRows rows={3} />}
          {touched.isError && <ErrorState error={touched.error} onRetry={() => void touched.refetch()} />}
          {question !== null && touched.data && (
            <TouchedPreview
              touched={touched.data}
              values={values}
              faults={faults}
              onChange={(changes) => {
                setValues({ ...typed, ...changes });
                setFaults({});
              }}
            />
          )}
        </fieldset>
        <fieldset className={caseClasses.fieldset}>
          <legend>{t('productChanges:wizard.tell')}</legend>
          <div className={caseClasses.pair}>
            <TextInput
              label={t('productChanges:field.title')}
              description={t('productChanges:help.title')}
              value={values.title}
              maxLength={300}
              error={faults['title']}
              onChange={(event) => change({ title: event.currentTarget.value })}
            />
            <DateField
              label={t('common:form.optional', { label: t('productChanges:field.plannedOn') })}
              description={t('productChanges:help.plannedOn')}
              value={values.plannedOn}
              error={faults['plannedOn']}
              onChange={(plannedOn) => change({ plannedOn })}
            />
          </div>
          <Textarea
            label={t('common:form.optional', { label: t('productChanges:field.description') })}
            value={values.description}
            maxLength={10_000}
            autosize
            minRows={3}
            onChange={(event) => change({ description: event.currentTarget.value })}
          />
        </fieldset>
        <div className={formPage.foot}>
          <Button type="submit" loading={isBusy} disabled={touched.data?.total === 0}>
            {t('productChanges:wizard.save')}
          </Button>
        </div>
      </form>
    </>
  );
}

interface FactoryFieldProps {
  clientId: string;
  value: string | null;
  fault: string | undefined;
  onChange: (factoryId: string | null) => void;
}

function FactoryField({ clientId, value, fault, onChange }: FactoryFieldProps) {
  const { t } = useTranslation('productChanges');
  const client = useQuery(clientQuery(clientId));
  return (
    <Select
      label={t('field.factory')}
      data={(client.data?.factories ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      value={value}
      error={fault}
      searchable
      onChange={onChange}
    />
  );
}

interface ProductsFieldProps {
  clientId: string;
  products: NewChangeValues['products'];
  fault: string | undefined;
  onChange: (products: NewChangeValues['products']) => void;
}

/** The products that change, one after the other. */
function ProductsField({ clientId, products, fault, onChange }: ProductsFieldProps) {
  const { t } = useTranslation('productChanges');
  return (
    <div className={classes.products}>
      {products.length > 0 && (
        <ul className={`${formPage.chips} ${classes.chips}`} aria-label={t('field.products')}>
          {products.map(({ id, name }) => (
            <li key={id}>
              {name}
              <button
                type="button"
                aria-label={t('wizard.removeProduct', { name })}
                onClick={() => onChange(products.filter((one) => one.id !== id))}
              >
                <IconX size={14} stroke={1.75} aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      )}
      <FoundSelect
        label={t(products.length > 0 ? 'wizard.addProduct' : 'field.products')}
        value={null}
        error={fault}
        queryKey={['products', 'for-change', clientId]}
        find={async (words, signal) => {
          const page = await loadProducts({ q: words, clientId, limit: 20 }, signal);
          return page.items.map(productChoice);
        }}
        onPick={(found) => {
          if (found && !products.some(({ id }) => id === found.value))
            onChange([...products, { id: found.value, name: found.label }]);
        }}
        onChange={() => undefined}
      />
    </div>
  );
}
