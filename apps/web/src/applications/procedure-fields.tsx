import { Checkbox, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ApplicationKind } from '#domain/cases/application';
import { useLanguage } from '../i18n/use-language.js';
import { usePlanWords } from '../plans/plan-words.js';
import type { Route } from '../plans/plans.types.js';
import { useCaseWords } from './case-words.js';
import classes from './cases.module.css';
import type { NewCaseValues } from './new-case.js';

interface ProcedureProps {
  id: string;
  routes: readonly Route[];
  route: Route | null;
  values: NewCaseValues;
  fault: string | undefined;
  onChange: (changes: Partial<NewCaseValues>) => void;
}

/** The ways that are open for this kind and this unit; closed ones say why. */
export function Procedure({ id, routes, route, values, fault, onChange }: ProcedureProps) {
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
