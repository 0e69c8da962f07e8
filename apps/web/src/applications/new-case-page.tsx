import { Button, Group } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useId, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useToday } from '../api/clock.js';
import { fieldProblemText, toProblem, type Problem } from '../api/problem.js';
import { refreshAfterChange } from '../api/refresh.js';
import { certificateQuery } from '../certificates/certificates.api.js';
import { clientQuery } from '../clients/clients.api.js';
import { DateField } from '../components/date-field.js';
import { FaultSummary } from '../components/fault-summary.js';
import { DraftIsBack, useKeptDraft } from '../components/kept-draft.js';
import { newKey } from '../components/new-key.js';
import { PageHeader } from '../components/page-header.js';
import { ErrorState } from '../components/states.js';
import { toast } from '../components/toast.js';
import { useUrlState } from '../components/url-state.js';
import { readDay } from '../i18n/day-input.js';
import { comparisonQuery } from '../plans/plans.api.js';
import { productQuery } from '../products/products.api.js';
import { applicationQuery, openCase } from './applications.api.js';
import { kindOf, useAskedUnit } from './asked-unit.js';
import classes from './cases.module.css';
import { KindField } from './kind-field.js';
import {
  actsOnCertificate,
  faultsOf,
  inputOf,
  NOTHING_TYPED,
  waysFor,
  waysQuestion,
  type NewCaseValues,
} from './new-case.js';
import { PartiesFields } from './parties-fields.js';
import { PlanPreview } from './plan-preview.js';
import { Procedure } from './procedure-fields.js';
import { UnitFields } from './unit-fields.js';

const DRAFT = 'case-new';

/** Opens a case: what it is for, of which units, by which procedure, who is who; the plan it would get stands beside it. */
export function NewCasePage() {
  const { t } = useTranslation('cases');
  const [address] = useUrlState();
  return (
    <>
      <PageHeader title={t('new.title')} crumb={{ to: '/cases', name: t('title') }} reading={t('new.reading')} />
      <NewCase key={JSON.stringify(address)} address={address} />
    </>
  );
}

function NewCase({ address }: { address: Readonly<Record<string, string>> }) {
  const { t } = useTranslation(['cases', 'common', 'domain']);
  const today = useToday();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const prefix = useId();
  const summary = useRef<HTMLDivElement>(null);
  const isAsked = Boolean(address['kind'] ?? address['productId'] ?? address['certificateId']);
  const kept = useKeptDraft<NewCaseValues>(DRAFT, isAsked);
  const [values, setValues] = useState<NewCaseValues>(() => ({ ...NOTHING_TYPED, ...kindOf(address), ...kept.draft }));
  const [faults, setFaults] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState<Problem | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [round, setRound] = useState(0);
  const [idempotencyKey] = useState(() => newKey());
  const change = (changes: Partial<NewCaseValues>) => {
    const next = { ...values, ...changes };
    setValues(next);
    setFaults((before) =>
      Object.fromEntries(Object.entries(before).filter(([name]) => !(name.split('.')[0]! in changes))),
    );
    kept.keep(next, JSON.stringify(next) !== JSON.stringify(NOTHING_TYPED));
  };
  useAskedUnit(address, (changes) => {
    setValues((before) => ({ ...before, ...changes }));
    setRound((before) => before + 1);
  });

  const leading = values.units[0]?.productId ?? null;
  const product = useQuery({ ...productQuery(leading ?? ''), enabled: leading !== null });
  const clientId = product.data?.client.id;
  const client = useQuery({ ...clientQuery(clientId ?? ''), enabled: clientId !== undefined });
  const question = waysQuestion(values);
  const ways = useQuery({ ...comparisonQuery(question ?? {}), enabled: question !== null });
  const renewedId = values.kind === 'renewal' ? (values.units[0]?.certificateId ?? '') : '';
  const renewed = useQuery({ ...certificateQuery(renewedId), enabled: renewedId !== '' });
  const routes = waysFor(values.kind, question ? ways.data : undefined, renewed.data?.scheme);
  const route = routes.find(({ schemeKey }) => schemeKey === values.schemeKey) ?? null;
  const open = routes.filter(({ isOpen }) => isOpen);
  // the first open way with a plan is the usual one: it is taken until another is chosen
  const usual = open.find(({ plan }) => plan !== null)?.schemeKey ?? open[0]?.schemeKey ?? null;
  useEffect(() => {
    if (!values.schemeKey && usual) setValues((before) => ({ ...before, schemeKey: usual }));
  }, [values.schemeKey, usual]);

  const id = (field: string) => `${prefix}${field}`;
  const labels = (name: string): string =>
    name.startsWith('units') ? t('cases:field.units') : t(`cases:field.${name}` as never);
  const focusSummary = () => setTimeout(() => summary.current?.focus());
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setFailure(null);
    const found = faultsOf(values, today, (what) => t(`cases:missing.${what}`));
    setFaults(found);
    if (Object.keys(found).length > 0) return focusSummary();
    setBusy(true);
    try {
      const saved = await openCase(inputOf(values), idempotencyKey);
      kept.saved();
      queryClient.setQueryData(applicationQuery(saved.id).queryKey, saved);
      void refreshAfterChange(queryClient);
      toast(t('cases:new.done', { number: saved.number }));
      void navigate({ href: `/cases/${saved.id}` });
    } catch (error) {
      const problem = toProblem(error);
      setFailure(problem);
      setFaults(Object.fromEntries(problem.errors.map((fault) => [fieldOf(fault.field), fieldProblemText(fault)])));
      focusSummary();
    } finally {
      setBusy(false);
    }
  };
  const listed = Object.entries(faults)
    .filter(([, fault]) => fault)
    .map(([name, fault]) => ({ id: id(name), label: labels(name), fault }));
  return (
    <div className={classes.page}>
      <form className={classes.form} onSubmit={(event) => void submit(event)} noValidate>
        {kept.isBack && (
          <DraftIsBack
            onGiveUp={() => {
              setValues(NOTHING_TYPED);
              kept.giveUp();
              setRound(round + 1);
            }}
          />
        )}
        <FaultSummary ref={summary} failure={failure} faults={listed} />
        <KindField id={id('kind')} values={values} fault={faults['kind']} onChange={change} />
        {values.kind && (
          <fieldset className={classes.fieldset}>
            <legend>{t(actsOnCertificate(values.kind) ? 'cases:new.certificates' : 'cases:new.units')}</legend>
            <UnitFields
              key={`${values.kind} ${round} ${values.units.length}`}
              kind={values.kind}
              units={values.units}
              clientId={clientId}
              faults={faults}
              idOf={id}
              onChange={(units) =>
                change({
                  units,
                  ...(units[0]?.productId !== leading && {
                    schemeKey: null,
                    variantCode: null,
                    isParallel: false,
                    factoryId: null,
                    contactId: null,
                  }),
                })
              }
            />
          </fieldset>
        )}
        {question && (
          <>
            <fieldset className={classes.fieldset}>
              <legend>{t('cases:new.procedure')}</legend>
              {ways.isError && <ErrorState error={ways.error} onRetry={() => void ways.refetch()} />}
              {ways.data && (
                <Procedure
                  id={id('schemeKey')}
                  routes={routes}
                  route={route}
                  values={values}
                  fault={faults['schemeKey']}
                  onChange={change}
                />
              )}
            </fieldset>
            <fieldset className={classes.fieldset}>
              <legend>{t('cases:new.days')}</legend>
              <div className={classes.pair} key={`days ${round}`}>
                <DateField
                  id={id('startedOn')}
                  label={t('common:form.optional', { label: labels('startedOn') })}
                  description={t('cases:help.startedOn')}
                  value={values.startedOn}
                  error={faults['startedOn']}
                  onChange={(startedOn) => change({ startedOn })}
                />
                <DateField
                  id={id('wishOn')}
                  label={t('common:form.optional', { label: labels('wishOn') })}
                  description={t('cases:help.wishOn')}
                  value={values.wishOn}
                  error={faults['wishOn']}
                  onChange={(wishOn) => change({ wishOn })}
                />
              </div>
            </fieldset>
            <PartiesFields
              values={values}
              faults={faults}
              idOf={id}
              unit={product.data}
              client={client.data}
              onChange={change}
            />
          </>
        )}
        <Group gap={8}>
          <Button type="submit" loading={isBusy}>
            {t('cases:new.save')}
          </Button>
          <Button variant="default" onClick={() => void navigate({ href: '/cases' })}>
            {t('common:act.cancel')}
          </Button>
        </Group>
      </form>
      <aside aria-label={t('cases:preview.title')}>
        <PlanPreview route={route} wishOn={readDay(values.wishOn)} />
      </aside>
    </div>
  );
}

/** The api names a field inside a unit; the form has one field for each. */
function fieldOf(field: string): string {
  const match = /^units[.[](\d+)/.exec(field);
  return match ? `units.${match[1]}` : field;
}
