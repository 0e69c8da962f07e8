import { useTranslation } from 'react-i18next';
import type { YesNoUnknown } from '#domain/reference/actors';
import { usePlanWords } from './plan-words.js';
import classes from './plans.module.css';
import type { Route } from './plans.types.js';
import { Reasons } from './route-columns.js';

interface ClosedRoutesProps {
  routes: readonly Route[];
  answers: Readonly<Record<string, YesNoUnknown>>;
  onAnswer: (key: string, value: YesNoUnknown | null) => void;
}

/** The ways that are closed: each with what speaks against it, its source a click away. */
export function ClosedRoutes({ routes, answers, onAnswer }: ClosedRoutesProps) {
  const { t } = useTranslation('plans');
  const words = usePlanWords();
  if (routes.length === 0) return null;
  return (
    <details className={classes.closed}>
      <summary>{t('routes.closed', { count: routes.length })}</summary>
      <ul className={classes.closedList}>
        {routes.map((route) => (
          <li key={route.schemeKey}>
            <p className={classes.closedName}>{words.say(route.scheme.names)}</p>
            <Reasons
              route={{ ...route, reasons: route.reasons.filter(({ isFor }) => !isFor) }}
              answers={answers}
              onAnswer={onAnswer}
            />
          </li>
        ))}
      </ul>
    </details>
  );
}
