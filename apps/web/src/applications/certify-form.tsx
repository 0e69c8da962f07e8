import { Autocomplete, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ENDS_IN } from '#domain/cases/application';
import { BODIES } from '#domain/certificate';
import { addDays, addMonths, type Day } from '#domain/day';
import type { Limit } from '#domain/reference/record';
import { useQueryClient } from '@tanstack/react-query';
import { Problem, toProblem, type FieldProblem } from '../api/problem.js';
import { useToday } from '../api/clock.js';
import { DateField } from '../components/date-field.js';
import { FormDrawer, type FieldProps } from '../components/form-drawer.js';
import { Names } from '../components/names.js';
import { Sources } from '../components/sources.js';
import { readDay } from '../i18n/day-input.js';
import { useLanguage } from '../i18n/use-language.js';
import { applicationQuery, certifyCase } from './applications.api.js';
import { textOrNull } from './field-values.js';
import type { Application, CertificationInput } from './applications.types.js';
import { useCaseWords } from './case-words.js';
import classes from './cases.module.css';
import { PRINTED_FIELDS, PrintedOfUnit, printedChanges, printedValues, usePrintedLabels } from './printed-of-unit.js';

interface CertifyFormProps {
  application: Application;
  onClose: () => void;
  onCertified: (saved: Application) => void;
}

/** `number0`, `validUntil0` … beside what all units share. */
type CertifyValues = Record<string, string>;

const numberOf = (unit: number) => `number${unit}`;
const untilOf = (unit: number) => `validUntil${unit}`;

/** Last valid day of a certificate issued on a day, as the scheme's validity counts it; null where no source says. */
export function proposedEnd(issuedOn: Day, validity: Limit | null): Day | null {
  if (validity?.unit === 'years') return addDays(addMonths(issuedOn, validity.amount * 12), -1);
  if (validity?.unit === 'months') return addDays(addMonths(issuedOn, validity.amount), -1);
  return null;
}

/** The end of a case in one step: each unit's certificate with its days; what stands in the way is said before. */
export function CertifyForm({ application, onClose, onCertified }: CertifyFormProps) {
  const { t } = useTranslation(['cases', 'common']);
  const language = useLanguage();
  const words = useCaseWords();
  const today = useToday();
  const printedLabels = usePrintedLabels();
  const queryClient = useQueryClient();
  const { units, kind, scheme, end } = application;
  const isSame = ENDS_IN[kind] === 'same-certificate';
  const unfinished = (end?.unfinishedStageIds ?? []).flatMap((id) => {
    const stage = application.stages.find((one) => one.id === id);
    return stage ? [words.stage(stage)] : [];
  });
  const initial: CertifyValues = {
    issuedOn: today,
    body: application.issuedBy ?? application.handledBy ?? '',
    reason: '',
    ...Object.fromEntries(
      units.flatMap((unit, index) => [
        [numberOf(index), isSame ? (unit.certificate?.number ?? '') : ''],
        [untilOf(index), ''],
        ...Object.entries(printedValues(unit, index)),
      ]),
    ),
  };
  const labels: Record<string, string> = {
    issuedOn: t('certify.issuedOn'),
    body: t('certify.body'),
    reason: t('move.reason'),
    ...Object.fromEntries(
      units.flatMap((unit, index) => {
        const of = (label: string) => (units.length > 1 ? `${label}, ${unit.name}` : label);
        return [
          [numberOf(index), of(t('certify.number'))],
          [untilOf(index), of(t('certify.validUntil'))],
          ...Object.entries(printedLabels(index, of)),
        ];
      }),
    ),
  };
  const isBackdated = (values: CertifyValues) => (readDay(values['issuedOn']!) ?? today) < today;
  const check = (values: CertifyValues): Record<string, string> => {
    const faults: Record<string, string> = {};
    const issuedOn = readDay(values['issuedOn']!);
    if (!issuedOn) faults['issuedOn'] = t('missing.day');
    else if (issuedOn > today) faults['issuedOn'] = t('certify.inFuture');
    if (isBackdated(values) && !values['reason']!.trim()) faults['reason'] = t('move.reasonMissing');
    units.forEach((_, index) => {
      const until = values[untilOf(index)]!;
      if (!values[numberOf(index)]!.trim()) faults[numberOf(index)] = t('certify.numberMissing');
      if (until.trim() && !readDay(until)) faults[untilOf(index)] = t('missing.day');
      else if (issuedOn && readDay(until) && readDay(until)! <= issuedOn) faults[untilOf(index)] = t('certify.order');
      else if (issuedOn && !until.trim() && !proposedEnd(issuedOn, scheme.validity) && !isSame && scheme.certifies)
        faults[untilOf(index)] = t('certify.untilMissing');
    });
    return faults;
  };
  const save = async (values: CertifyValues, { idempotencyKey }: { idempotencyKey: string }) => {
    const known = queryClient.getQueryData(applicationQuery(application.id).queryKey) ?? application;
    const input: CertificationInput = {
      version: known.version,
      issuedOn: readDay(values['issuedOn']!)!,
      body: textOrNull(values['body']!),
      units: units.map((unit, index) => ({
        productId: unit.productId,
        ...(values[numberOf(index)]!.trim() && { number: values[numberOf(index)]!.trim() }),
        ...(readDay(values[untilOf(index)]!) && { validUntil: readDay(values[untilOf(index)]!)! }),
        ...printedChanges(values, unit, index),
      })),
      ...(values['reason']!.trim() && { reason: values['reason']!.trim() }),
    };
    try {
      return await certifyCase(application.id, input, `${idempotencyKey}-${known.version}`);
    } catch (error) {
      const problem = toProblem(error);
      if (!problem.isStale) throw atFields(problem);
      await queryClient.refetchQueries({ queryKey: applicationQuery(application.id).queryKey, exact: true });
      throw new Problem(409, 'application.moved-meanwhile', t('move.movedMeanwhile'), problem.requestId);
    }
  };
  return (
    <FormDrawer<CertifyValues, Application>
      opened
      onClose={onClose}
      title={t('certify.title', { number: application.number })}
      draftKey={`case-certify-${application.id}`}
      initial={initial}
      labels={labels}
      check={check}
      save={save}
      onSaved={onCertified}
      saveLabel={t('certify.save', { count: units.length })}
    >
      {(field, form) => {
        const issuedOn = readDay(form.values['issuedOn']!);
        const proposed = issuedOn ? proposedEnd(issuedOn, scheme.validity) : null;
        return (
          <>
            <Obstacles unfinished={unfinished} findings={end?.openMajorFindings ?? 0} />
            <p>{t(isSame ? 'certify.same' : 'certify.new')}</p>
            <DateField {...field('issuedOn')} />
            <Autocomplete {...field('body', { optional: true })} data={[...BODIES]} maxLength={100} />
            {units.map((unit, index) => (
              <div key={unit.productId} className={classes.certUnit}>
                <Names latin={unit.name} zh={unit.nameZh} strong />
                <UnitFields
                  field={field}
                  index={index}
                  proposed={proposed}
                  isOptional={isSame || proposed !== null || !scheme.certifies}
                />
                {scheme.certifies && <PrintedOfUnit field={field} unit={index} isOpen={kind === 'extension'} />}
              </div>
            ))}
            <Textarea
              {...field('reason', { optional: !isBackdated(form.values) })}
              autosize
              minRows={2}
              maxLength={1000}
              description={t('move.reasonHelp')}
            />
          </>
        );
      }}
    </FormDrawer>
  );

  function UnitFields({
    field,
    index,
    proposed,
    isOptional,
  }: {
    field: FieldProps<CertifyValues>;
    index: number;
    proposed: Day | null;
    isOptional: boolean;
  }) {
    return (
      <>
        <TextInput {...field(numberOf(index))} label={t('certify.number')} maxLength={100} autoComplete="off" />
        <DateField
          {...field(untilOf(index), { optional: isOptional })}
          label={isOptional ? t('common:form.optional', { label: t('certify.validUntil') }) : t('certify.validUntil')}
          placeholder={proposed ? language.day(proposed, {}) : undefined}
          description={
            proposed && (
              <>
                {t('certify.proposed', { day: language.day(proposed, {}) })} <Sources text={scheme.validity!.source} />
              </>
            )
          }
        />
      </>
    );
  }
}

const UNIT_FIELD = new RegExp(`^units[.[](\\d+)\\]?\\.(number|validUntil|${PRINTED_FIELDS})$`);

/** The api names units by their place; the fields of the form are called otherwise. */
function atFields(problem: Problem): Problem {
  const errors = problem.errors.map((fault): FieldProblem => {
    const match = UNIT_FIELD.exec(fault.field);
    return match ? { ...fault, field: `${match[2]}${match[1]}` } : fault;
  });
  return new Problem(problem.status, problem.code, problem.detail, problem.requestId, problem.facts, errors);
}

/** What stands between the case and its certificate: said before anything is typed. */
function Obstacles({ unfinished, findings }: { unfinished: readonly string[]; findings: number }) {
  const { t } = useTranslation('cases');
  const language = useLanguage();
  if (unfinished.length === 0 && findings === 0) return null;
  return (
    <ul className={classes.obstacles}>
      {unfinished.length > 0 && <li>{t('certify.unfinished', { stages: language.items(unfinished) })}</li>}
      {findings > 0 && <li>{t('certify.findings', { count: findings })}</li>}
    </ul>
  );
}
