import { Button, Group, Select } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { BASES, type Basis, type DeadlineKind } from '#domain/deadlines/deadline';
import { policyFault } from '#domain/deadlines/policy';
import { problemText, toProblem, type Problem } from '../api/problem.js';
import { refreshAfterChange } from '../api/refresh.js';
import { applicationQuery } from '../applications/applications.api.js';
import { clientQuery } from '../clients/clients.api.js';
import { ConfirmDialog } from '../components/confirm-dialog.js';
import formClasses from '../components/form.module.css';
import { PageHeader, type Crumb } from '../components/page-header.js';
import { ErrorState, SkeletonPage } from '../components/states.js';
import { toast } from '../components/toast.js';
import { useUrlState } from '../components/url-state.js';
import { useLanguage } from '../i18n/use-language.js';
import { ChainFields, type EditedLink } from './chain-fields.js';
import { policiesQuery, removePolicy, savePolicy, type PolicyTarget } from './policies.api.js';
import classes from './policies.module.css';
import type { Policy, PolicyInForce, PolicyOfKind } from './policies.types.js';
import { AloneNote } from './policy-lines.js';
import { PolicyPreviewPanel } from './policy-preview.js';
import { OverdueFields, StepFields, type EditedStep, type PolicyFaults } from './step-fields.js';

/** The editor of one policy: of the tenant, or of the client or case that the address names. */
export function PolicyPage() {
  const { kind } = useParams({ strict: false }) as { kind: string };
  const [address] = useUrlState();
  const { t } = useTranslation(['policies', 'domain']);
  const basis = BASES.find((one) => one === address['basis']) ?? null;
  const place = { clientId: address['clientId'] ?? null, applicationId: address['applicationId'] ?? null };
  const query = useQuery(policiesQuery(place));
  const whose = useWhose(place);
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data || !whose) return <SkeletonPage />;
  const policy = query.data.find((one) => one.kind === kind && one.isChangeable);
  if (!policy) return <ErrorState error={new Error(t('policies:edit.noPolicy'))} />;
  const target: PolicyTarget = { kind: kind as DeadlineKind, basis, ...place };
  return (
    <>
      <PageHeader
        title={t('policies:edit.title', { kind: t(`domain:deadlineKind.${policy.kind}`) })}
        crumb={whose.crumb}
        reading={whose.reading}
      />
      {/* another basis is another policy: what was typed for one is not carried to the other */}
      <PolicyEditor key={basis ?? ''} policy={policy} target={target} back={whose.crumb.to} />
    </>
  );
}

/** Whose policy it is, and the page it is edited from; null until the client or case is known. */
function useWhose({ clientId, applicationId }: Pick<PolicyTarget, 'clientId' | 'applicationId'>) {
  const { t } = useTranslation('policies');
  const { name } = useLanguage();
  const client = useQuery({ ...clientQuery(clientId ?? ''), enabled: clientId !== null });
  const application = useQuery({ ...applicationQuery(applicationId ?? ''), enabled: applicationId !== null });
  const found = (crumb: Crumb, reading: string) => ({ crumb, reading });
  if (applicationId) {
    if (!application.data) return null;
    const { number } = application.data;
    return found({ to: `/cases/${applicationId}`, name: number }, t('edit.ofCase', { number }));
  }
  if (clientId) {
    if (!client.data) return null;
    const title = name(client.data.legalName, client.data.legalNameZh);
    return found({ to: `/clients/${clientId}`, name: title }, t('edit.ofClient', { name: title }));
  }
  return found({ to: '/settings/reminders', name: t('page.tab') }, t('edit.ofTenant'));
}

interface Edited {
  steps: EditedStep[];
  overdue: (Omit<NonNullable<Policy['overdue']>, 'every'> & { every: number | string }) | null;
  chain: EditedLink[];
}

const editedOf = ({ steps, overdue, escalation }: Policy): Edited => ({
  steps: steps.map((step, key) => ({ ...step, key })),
  overdue,
  chain: escalation.map((link, key) => ({ ...link, key })),
});

/** What would be saved; null while a number is missing. */
function policyOf({ steps, overdue, chain }: Edited): Policy | null {
  const isWhole = (value: number | string): value is number => typeof value === 'number';
  if (!steps.every(({ days }) => isWhole(days)) || (overdue && !isWhole(overdue.every))) return null;
  if (!chain.every(({ afterWorkingDays }) => isWhole(afterWorkingDays))) return null;
  return {
    steps: steps.map(({ days, unit, to, isUrgent }) => ({ days: days as number, unit, to, isUrgent })),
    overdue: overdue && { ...overdue, every: overdue.every as number },
    escalation: chain.map(({ to, afterWorkingDays }) => ({ to, afterWorkingDays: afterWorkingDays as number })),
  };
}

interface PolicyEditorProps {
  policy: PolicyOfKind;
  target: PolicyTarget;
  back: string;
}

function PolicyEditor({ policy, target, back }: PolicyEditorProps) {
  const { t } = useTranslation(['policies', 'common', 'domain', 'errors']);
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [, changeAddress] = useUrlState();
  const summary = useRef<HTMLDivElement>(null);
  const [{ own, starting }] = useState(() => startOf(policy, target));
  const [edited, setEdited] = useState(() => editedOf(starting));
  const [failure, setFailure] = useState<Problem | null>(null);
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [isRemoving, setRemoving] = useState(false);
  const wanted = policyOf(edited);
  const fault = wanted && policyFault(target.kind, wanted);
  const valid = fault ? null : wanted;
  const faults = isTried || fault ? faultsOf(edited, fault, (code) => t(`errors:${code}` as never)) : {};
  const isOwn = own !== null;
  const leave = async () => {
    await refreshAfterChange(queryClient);
    void navigate({ href: back });
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setFailure(null);
    setTried(true);
    if (!valid) return setTimeout(() => summary.current?.focus());
    setBusy(true);
    try {
      await savePolicy(target, valid, own?.version ?? null);
      toast(t('policies:edit.saved'));
      await leave();
    } catch (error) {
      setFailure(toProblem(error));
      setTimeout(() => summary.current?.focus());
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={classes.editor}>
      <form className={classes.form} onSubmit={(event) => void submit(event)} noValidate>
        {(failure || (isTried && !valid)) && (
          <div ref={summary} className={formClasses.summary} role="alert" tabIndex={-1}>
            <strong>
              {failure ? problemText(failure) : t('common:form.faults', { count: Object.keys(faults).length })}
            </strong>
          </div>
        )}
        <Select
          label={t('policies:edit.basis')}
          description={t('policies:edit.basisHelp')}
          allowDeselect={false}
          value={target.basis ?? 'every'}
          data={[
            { value: 'every', label: t('policies:basis.every') },
            ...BASES.map((basis) => ({ value: basis, label: t(`policies:basis.${basis}`) })),
          ]}
          onChange={(basis) => changeAddress({ basis: basis === 'every' ? null : (basis as Basis) })}
        />
        {!isOwn && <p className={classes.quiet}>{t(`policies:edit.startsFrom.${starting.level}`)}</p>}
        <StepFields
          steps={edited.steps}
          readers={policy.readers}
          faults={faults}
          onChange={(steps) => setEdited({ ...edited, steps })}
        />
        <OverdueFields
          overdue={edited.overdue}
          readers={policy.readers}
          faults={faults}
          onChange={(overdue) => setEdited({ ...edited, overdue })}
        />
        {(target.basis === null || target.basis === 'legal') && (
          <ChainFields chain={edited.chain} faults={faults} onChange={(chain) => setEdited({ ...edited, chain })} />
        )}
        <AloneNote />
        <p className={classes.quiet}>{t('policies:edit.readersHelp')}</p>
        <Group gap="xs" className={classes.foot}>
          <Button type="submit" loading={isBusy}>
            {t('policies:edit.save')}
          </Button>
          <Button variant="default" onClick={() => void navigate({ href: back })}>
            {t('common:act.cancel')}
          </Button>
          <button type="button" className="link" onClick={() => setEdited(editedOf(policy.default))}>
            {t('policies:edit.fillDefault')}
          </button>
          {isOwn && (
            <button type="button" className="link" onClick={() => setRemoving(true)}>
              {t('policies:edit.remove')}
            </button>
          )}
        </Group>
      </form>
      <PolicyPreviewPanel target={target} policy={valid} />
      <ConfirmDialog
        opened={isRemoving}
        onClose={() => setRemoving(false)}
        title={t('policies:edit.removeQuestion')}
        act={t('policies:edit.remove')}
        onConfirm={async () => {
          await removePolicy(own!.id!, own!.version!);
          toast(t('policies:edit.removed'));
          await leave();
        }}
      >
        {t('policies:edit.removeFollows')}
        {isRemoving && <PolicyPreviewPanel target={target} policy={null} isRemoval />}
      </ConfirmDialog>
    </div>
  );
}

/** The policy that stands at this very place, if any, and the one the form begins with: what holds here. */
function startOf(
  { inForce }: PolicyOfKind,
  { basis, clientId, applicationId }: PolicyTarget,
): { own: PolicyInForce | null; starting: PolicyInForce } {
  const level = applicationId ? 'case' : clientId ? 'client' : 'tenant';
  const own = inForce.find((one) => one.level === level && one.basis === basis) ?? null;
  const starting = own ?? inForce.find((one) => one.basis === basis) ?? inForce.find((one) => one.basis === null) ?? inForce[0]!; // prettier-ignore
  return { own, starting };
}

function faultsOf(
  { steps, overdue, chain }: Edited,
  fault: ReturnType<typeof policyFault>,
  say: (code: string) => string,
): PolicyFaults {
  const missing = [
    ...steps.flatMap(({ days }, index) => (typeof days === 'number' ? [] : [`steps.${index}.days`])),
    ...(overdue && typeof overdue.every !== 'number' ? ['overdue.every'] : []),
    ...chain.flatMap(({ afterWorkingDays }, index) =>
      typeof afterWorkingDays === 'number' ? [] : [`escalation.${index}.afterWorkingDays`],
    ),
  ];
  return {
    ...Object.fromEntries(missing.map((field) => [field, say('field.required')])),
    ...(fault && { [fault.field]: say(fault.code) }),
  };
}
