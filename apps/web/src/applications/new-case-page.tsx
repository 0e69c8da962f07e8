import { Autocomplete, Button, Checkbox, Group, Select, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useId, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { APPLICATION_KINDS, type ApplicationKind } from '#domain/cases/application';
import { BODIES } from '#domain/certificate';
import { useToday } from '../api/clock.js';
import { fieldProblemText, problemText, toProblem, type Problem } from '../api/problem.js';
import { refreshAfterChange } from '../api/refresh.js';
import { certificateQuery, teamQuery } from '../certificates/certificates.api.js';
import { clientQuery } from '../clients/clients.api.js';
import { DateField } from '../components/date-field.js';
import formClasses from '../components/form.module.css';
import { DraftIsBack, useKeptDraft } from '../components/kept-draft.js';
import { newKey } from '../components/new-key.js';
import { PageHeader } from '../components/page-header.js';
import { ErrorState } from '../components/states.js';
import { toast } from '../components/toast.js';
import { useUrlState } from '../components/url-state.js';
import { readDay } from '../i18n/day-input.js';
import { useLanguage } from '../i18n/use-language.js';
import { usePlanWords } from '../plans/plan-words.js';
import { comparisonQuery } from '../plans/plans.api.js';
import type { Route } from '../plans/plans.types.js';
import { productQuery } from '../products/products.api.js';
import { applicationQuery, openCase } from './applications.api.js';
import { useCaseWords } from './case-words.js';
import classes from './cases.module.css';
import {
  actsOnCertificate,
  faultsOf,
  inputOf,
  NO_UNIT,
  NOTHING_TYPED,
  waysFor,
  waysQuestion,
  type NewCaseValues,
} from './new-case.js';
import { PlanPreview } from './plan-preview.js';
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
  const team = useQuery(teamQuery);
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
  const text = (
    name: 'applicantName' | 'applicantNameZh' | 'manufacturerName' | 'manufacturerNameZh' | 'handledBy' | 'issuedBy',
  ) => ({
    id: id(name),
    label: t('common:form.optional', { label: labels(name) }),
    value: values[name],
    error: faults[name],
  });
  const choice = (name: 'factoryId' | 'contactId' | 'ownerId' | 'deputyId') => ({
    id: id(name),
    label: t('common:form.optional', { label: labels(name) }),
    value: values[name],
    error: faults[name],
    clearable: true,
    onChange: (chosen: string | null) => change({ [name]: chosen }),
  });
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
  const listed = Object.entries(faults).filter(([, fault]) => fault);
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
        {(failure || listed.length > 0) && (
          <div ref={summary} className={formClasses.summary} role="alert" tabIndex={-1}>
            <strong>
              {listed.length > 0 ? t('common:form.faults', { count: listed.length }) : problemText(failure)}
            </strong>
            <ul>
              {listed.map(([name, fault]) => (
                <li key={name}>
                  <a
                    className="link"
                    href={`#${id(name)}`}
                    onClick={(event) => {
                      event.preventDefault();
                      document.getElementById(id(name))?.focus();
                    }}
                  >
                    {labels(name)}
                  </a>{' '}
                  {fault}
                </li>
              ))}
            </ul>
          </div>
        )}
        <fieldset className={classes.fieldset}>
          <legend>{t('cases:new.kind')}</legend>
          <div className={classes.kinds}>
            {APPLICATION_KINDS.map((kind, index) => (
              <label key={kind} className={classes.kind}>
                <input
                  type="radio"
                  name={`${prefix}kinds`}
                  id={index === 0 ? id('kind') : undefined}
                  checked={values.kind === kind}
                  onChange={() =>
                    change({
                      kind,
                      schemeKey: null,
                      variantCode: null,
                      ...(actsOnCertificate(kind) !== actsOnCertificate(values.kind) ||
                      kind === 'conversion' ||
                      values.kind === 'conversion'
                        ? { units: [NO_UNIT] }
                        : {}),
                    })
                  }
                />
                <span className={classes.kindName}>{t(`domain:applicationKind.${kind}`)}</span>
                <span className={classes.kindNote}>{t(`cases:kindNote.${kind}`)}</span>
              </label>
            ))}
          </div>
          {faults['kind'] && <p className={classes.fault}>{faults['kind']}</p>}
        </fieldset>
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
            <fieldset className={classes.fieldset}>
              <legend>{t('cases:new.parties')}</legend>
              <div className={classes.pair}>
                <TextInput
                  {...text('applicantName')}
                  placeholder={client.data?.legalName}
                  maxLength={300}
                  onChange={(event) => change({ applicantName: event.currentTarget.value })}
                />
                <TextInput
                  {...text('applicantNameZh')}
                  placeholder={client.data?.legalNameZh ?? undefined}
                  lang="zh-Hans"
                  maxLength={300}
                  onChange={(event) => change({ applicantNameZh: event.currentTarget.value })}
                />
                <TextInput
                  {...text('manufacturerName')}
                  placeholder={product.data?.manufacturer}
                  maxLength={300}
                  onChange={(event) => change({ manufacturerName: event.currentTarget.value })}
                />
                <TextInput
                  {...text('manufacturerNameZh')}
                  lang="zh-Hans"
                  maxLength={300}
                  onChange={(event) => change({ manufacturerNameZh: event.currentTarget.value })}
                />
                <Select
                  {...choice('factoryId')}
                  placeholder={product.data?.factory?.name}
                  data={(client.data?.factories ?? []).map((one) => ({ value: one.id, label: one.name }))}
                />
                <Select
                  {...choice('contactId')}
                  description={t('cases:help.contactId')}
                  data={(client.data?.contacts ?? []).map((one) => ({
                    value: one.id,
                    label: `${one.name}, ${one.email}`,
                  }))}
                />
              </div>
            </fieldset>
            <fieldset className={classes.fieldset}>
              <legend>{t('cases:new.bodies')}</legend>
              <div className={classes.pair}>
                <Autocomplete
                  {...text('handledBy')}
                  data={[...BODIES]}
                  maxLength={100}
                  onChange={(handledBy) => change({ handledBy })}
                />
                <Autocomplete
                  {...text('issuedBy')}
                  description={t('cases:help.issuedBy')}
                  data={[...BODIES]}
                  maxLength={100}
                  onChange={(issuedBy) => change({ issuedBy })}
                />
                <Select
                  {...choice('ownerId')}
                  searchable
                  data={team.data ?? []}
                  description={t('cases:help.ownerId')}
                />
                <Select {...choice('deputyId')} searchable data={team.data ?? []} />
              </div>
            </fieldset>
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

/** A kind that the address asks for. */
function kindOf({ kind }: Readonly<Record<string, string>>): Partial<NewCaseValues> {
  const known = APPLICATION_KINDS.find((one) => one === kind);
  return known ? { kind: known } : {};
}

/** A unit or certificate that the address asks for, e.g. from the page of a declaration that must be converted. */
function useAskedUnit(address: Readonly<Record<string, string>>, onFound: (changes: Partial<NewCaseValues>) => void) {
  const { productId, certificateId } = address;
  const product = useQuery({ ...productQuery(productId ?? ''), enabled: Boolean(productId) });
  const certificate = useQuery({ ...certificateQuery(certificateId ?? ''), enabled: Boolean(certificateId) });
  const found = useRef(onFound);
  found.current = onFound;
  useEffect(() => {
    if (!product.data) return;
    found.current({
      units: [
        {
          ...NO_UNIT,
          productId: product.data.id,
          productName: `${product.data.name}, ${product.data.client.legalName}`,
        },
      ],
    });
  }, [product.data]);
  useEffect(() => {
    if (!certificate.data) return;
    const { id, number, product: unit } = certificate.data;
    found.current({
      units: [
        { productId: unit.id, productName: unit.name, certificateId: id, certificateNumber: `${number}, ${unit.name}` },
      ],
    });
  }, [certificate.data]);
}

/** The api names a field inside a unit; the form has one field for each. */
function fieldOf(field: string): string {
  const match = /^units[.[](\d+)/.exec(field);
  return match ? `units.${match[1]}` : field;
}

interface ProcedureProps {
  id: string;
  routes: readonly Route[];
  route: Route | null;
  values: NewCaseValues;
  fault: string | undefined;
  onChange: (changes: Partial<NewCaseValues>) => void;
}

/** The ways that are open for this kind and this unit; closed ones say why. */
function Procedure({ id, routes, route, values, fault, onChange }: ProcedureProps) {
  const { t } = useTranslation('cases');
  const language = useLanguage();
  const words = useCaseWords();
  const plans = usePlanWords();
  const open = routes.filter(({ isOpen }) => isOpen);
  const closed = routes.filter(({ isOpen }) => !isOpen);
  const variants = route?.scheme.variants ?? [];
  const kind: ApplicationKind = values.kind!;
  return (
    <>
      {open.length === 0 ? (
        <p className={classes.warning} id={id} tabIndex={-1}>
          {t('new.noWay', { kind: t(`domain:applicationKind.${kind}` as never) })}
        </p>
      ) : (
        <Select
          id={id}
          label={t('field.schemeKey')}
          allowDeselect={false}
          value={values.schemeKey}
          error={fault}
          data={open.map(({ schemeKey, scheme }) => ({ value: schemeKey, label: words.say(scheme.names) }))}
          description={
            route && route.toAsk.length > 0
              ? t('new.toAsk', { questions: route.toAsk.map((one) => plans.question(one)).join(language.gap || ' ') })
              : undefined
          }
          onChange={(schemeKey) => onChange({ schemeKey, variantCode: null })}
        />
      )}
      {variants.length > 0 && (
        <Select
          label={t('field.variantCode')}
          clearable
          searchable
          value={values.variantCode}
          data={variants.map(({ code, names }) => ({ value: code, label: `${code} ${words.say(names)}` }))}
          description={
            variants.filter(({ code }) => code === values.variantCode).map(({ needs }) => words.say(needs))[0]
          }
          onChange={(variantCode) => onChange({ variantCode })}
        />
      )}
      {route?.mayRunInParallel && (
        <Checkbox
          label={t('field.isParallel')}
          description={t('help.isParallel')}
          checked={values.isParallel}
          onChange={(event) => onChange({ isParallel: event.currentTarget.checked })}
        />
      )}
      {closed.length > 0 && (
        <details className={classes.closed}>
          <summary className="link">{t('new.closed', { count: closed.length })}</summary>
          <ul>
            {closed.map(({ schemeKey, scheme, reasons }) => (
              <li key={schemeKey}>
                {words.say(scheme.names)}:{' '}
                {reasons
                  .filter(({ isFor }) => !isFor)
                  .map((reason) => plans.reason(reason))
                  .join('; ')}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
