import { Button, Switch, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '#domain/permissions';
import { useToday } from '../api/clock.js';
import { fieldProblemText, problemText, toProblem, type Problem } from '../api/problem.js';
import caseClasses from '../applications/cases.module.css';
import type { RegulatoryChange } from '../changes/changes.types.js';
import type { Changed } from '../components/conflict-dialog.js';
import { DateField } from '../components/date-field.js';
import formClasses from '../components/form.module.css';
import { DraftIsBack, useKeptDraft } from '../components/kept-draft.js';
import { ErrorState, SkeletonRows } from '../components/states.js';
import formPage from '../components/wizard.module.css';
import {
  absentFields,
  faultsOf,
  inputOf,
  schemesFor,
  type CampaignSource,
  type DraftValues,
} from './campaign-draft.js';
import { CampaignConflict } from './campaign-conflict.js';
import { schemesQuery, templateQuery } from './campaigns.api.js';
import classes from './campaigns.module.css';
import type { CampaignDraftEdit } from './campaigns.types.js';
import { CaseFields } from './case-fields.js';
import { ClientsHit } from './clients-hit.js';
import { DocumentFields } from './document-fields.js';
import { LetterFields } from './letter-fields.js';
import { OwnerFields } from './owner-fields.js';
import { useRecipients } from './recipients.js';

interface CampaignFormProps {
  /** Names what is kept when the page is left unsaved. */
  draftKey: string;
  source: CampaignSource;
  /** The announcement of the source; null for a filter. */
  change: RegulatoryChange | null;
  /** In words, with who is hit. */
  sourceWords: ReactNode;
  initial: DraftValues;
  /** The version that was read; left out for a new draft. */
  version?: number;
  save: (input: CampaignDraftEdit, version: number | undefined) => Promise<void>;
  /** What others saved meanwhile stays, and what was typed is given up. */
  onKeepTheirs?: () => void;
}

/** A draft on one page: who is hit, what each gets, the letter, check and save. */
export function CampaignForm(props: CampaignFormProps) {
  const { draftKey, source, change, sourceWords, initial, version, save, onKeepTheirs } = props;
  const { t } = useTranslation(['campaigns', 'common']);
  const today = useToday();
  const summary = useRef<HTMLDivElement>(null);
  const kept = useKeptDraft<DraftValues>(draftKey);
  const [values, setValues] = useState<DraftValues>(() => ({ ...initial, ...kept.draft }));
  const [faults, setFaults] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState<Problem | null>(null);
  const [conflict, setConflict] = useState<{ changed: Changed; version: number } | null>(null);
  const [isBusy, setBusy] = useState(false);
  const schemes = useQuery(schemesQuery);
  const { recipients, counts, isPending, error } = useRecipients(source);
  const asksDocuments = values.caseKind !== null && values.documents.length > 0;
  const template = useQuery(templateQuery({ ...source, filter: undefined }, asksDocuments));
  const fitting = schemesFor(values.caseKind, schemes.data ?? []);
  const scheme = fitting.find(({ key }) => key === values.schemeKey) ?? null;
  // The text to begin with stands in the form until a word of it is changed.
  const isUntouched = useRef(LANGUAGES.every((one) => values.letter[one].body === ''));
  const edit = (changes: Partial<DraftValues>) => {
    const next = { ...values, ...changes };
    setValues(next);
    setFaults({});
    kept.keep(isUntouched.current ? { ...next, letter: initial.letter } : next);
  };
  const absent = absentFields(values, source, Boolean(change?.duty));
  const usual = fitting[0]?.key ?? null;
  useEffect(() => {
    if (usual && scheme === null) setValues((before) => ({ ...before, schemeKey: usual }));
  }, [usual, scheme]);
  useEffect(() => {
    if (!template.data || !isUntouched.current) return;
    const { en, de, zh } = template.data;
    setValues((before) => ({ ...before, letter: { en, de, zh } }));
  }, [template.data]);

  const submit = async (typed: DraftValues, ofVersion: number | undefined) => {
    setFailure(null);
    const found = Object.entries(faultsOf(typed, today, absent));
    setFaults(Object.fromEntries(found.map(([name, what]) => [name, t(`campaigns:missing.${what}`)])));
    if (found.length > 0) return setTimeout(() => summary.current?.focus());
    setBusy(true);
    try {
      await save(inputOf(typed), ofVersion);
      kept.saved();
    } catch (refusal) {
      const problem = toProblem(refusal);
      const changed = problem.facts['changed'] as Changed | undefined;
      // Of a change that nobody told, nothing can be chosen: then the refusal stands as it is.
      if (problem.isStale && changed && Object.keys(changed).length > 0)
        return setConflict({ changed, version: Number(problem.facts['version']) });
      setFailure(problem);
      setFaults(Object.fromEntries(problem.errors.map((fault) => [fault.field, fieldProblemText(fault)])));
      setTimeout(() => summary.current?.focus());
    } finally {
      setBusy(false);
    }
  };
  const said = Object.values(faults);
  return (
    <form
      className={formPage.wizard}
      onSubmit={(event) => {
        event.preventDefault();
        void submit(values, version);
      }}
      noValidate
    >
      {kept.isBack && (
        <DraftIsBack
          onGiveUp={() => {
            const { en, de, zh } = template.data ?? initial.letter;
            isUntouched.current = LANGUAGES.every((one) => initial.letter[one].body === '');
            setValues({ ...initial, ...(isUntouched.current && { letter: { en, de, zh } }) });
            kept.giveUp();
          }}
        />
      )}
      {(failure ?? said.length > 0) && (
        <div ref={summary} tabIndex={-1} className={formClasses.summary} role="alert">
          <strong>{failure ? problemText(failure) : t('common:form.faults', { count: said.length })}</strong>
          <ul>
            {[...new Set(said)].map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </div>
      )}
      <fieldset className={caseClasses.fieldset}>
        <legend>{t('campaigns:form.who')}</legend>
        {sourceWords}
        {isPending && <SkeletonRows rows={2} />}
        {error && <ErrorState error={error} />}
        {counts && (
          <p className={classes.count}>
            {t('campaigns:form.hit', { count: counts.hit })}
            {counts.unknown > 0 && ` ${t('campaigns:form.unknown', { count: counts.unknown })}`}
          </p>
        )}
        <ClientsHit recipients={recipients} />
        <TextInput
          label={t('campaigns:field.name')}
          value={values.name}
          maxLength={200}
          error={faults['name']}
          onChange={(event) => edit({ name: event.currentTarget.value })}
        />
      </fieldset>
      <CaseFields values={values} schemes={fitting} faults={faults} onChange={edit} />
      {values.caseKind && (
        <fieldset className={caseClasses.fieldset}>
          <legend>{t('campaigns:form.documents')}</legend>
          <DocumentFields
            documents={values.documents}
            stages={scheme?.fields.stages ?? []}
            fault={faults['documents']}
            onChange={(documents) => edit({ documents })}
          />
          {values.documents.length > 0 && (
            <div className={caseClasses.pair}>
              <DateField
                label={t('campaigns:field.documentsDueOn')}
                value={values.documentsDueOn}
                error={faults['documentsDueOn']}
                onChange={(documentsDueOn) => edit({ documentsDueOn })}
              />
            </div>
          )}
        </fieldset>
      )}
      {values.caseKind && (
        <OwnerFields rule={values.ownerRule} faults={faults} onChange={(ownerRule) => edit({ ownerRule })} />
      )}
      <fieldset className={caseClasses.fieldset}>
        <legend>{t('campaigns:form.letter')}</legend>
        <Switch
          label={t('campaigns:field.hasLetter')}
          checked={values.hasLetter}
          onChange={(event) => edit({ hasLetter: event.currentTarget.checked })}
        />
        {faults['letter'] && <p className={classes.fault}>{faults['letter']}</p>}
        {values.hasLetter && (
          <LetterFields
            values={values}
            change={change}
            fields={template.data?.fields ?? []}
            absent={absent}
            recipients={recipients}
            faults={faults}
            onChange={(letter) => {
              isUntouched.current = false;
              edit({ letter });
            }}
          />
        )}
      </fieldset>
      <Textarea
        label={t('common:form.optional', { label: t('campaigns:field.note') })}
        value={values.note}
        maxLength={4000}
        autosize
        minRows={2}
        onChange={(event) => edit({ note: event.currentTarget.value })}
      />
      <div className={formPage.foot}>
        <Button type="submit" loading={isBusy}>
          {t('campaigns:form.save')}
        </Button>
        <span className={classes.quiet}>{t('campaigns:form.nothingSent')}</span>
      </div>
      {conflict && (
        <CampaignConflict
          changed={conflict.changed}
          values={values}
          schemes={schemes.data ?? []}
          onCancel={() => setConflict(null)}
          onKeepTheirs={() => {
            kept.saved();
            onKeepTheirs?.();
          }}
          onSave={(merged) => {
            setValues(merged);
            setConflict(null);
            void submit(merged, conflict.version);
          }}
        />
      )}
    </form>
  );
}
