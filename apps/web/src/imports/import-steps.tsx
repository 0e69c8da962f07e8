import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './import-steps.module.css';

/** The way of a register into Homolog. */
export const IMPORT_STEPS = ['file', 'columns', 'check', 'import', 'mails'] as const;
export type ImportStep = (typeof IMPORT_STEPS)[number];

interface ImportStepsProps {
  /** The step the import stands at; the ones before are done. */
  at: ImportStep;
  /** The step that is shown, when it is not the one the import stands at. */
  shown?: ImportStep;
  /** Something is wrong at this step. */
  isFaulty?: boolean;
  /** The last step is done too. */
  isFinished?: boolean;
  /** Steps that can be looked at. */
  open?: Partial<Record<ImportStep, () => void>>;
}

/** Where the import stands: done steps ticked, the present one marked, on phones only that one named. */
export function ImportSteps({ at, shown = at, isFaulty = false, isFinished = false, open = {} }: ImportStepsProps) {
  const { t } = useTranslation('imports');
  const reached = IMPORT_STEPS.indexOf(at);
  return (
    <ol className={classes.steps} aria-label={t('steps.label')}>
      {IMPORT_STEPS.map((step, index) => {
        const isDone = index < reached || isFinished;
        const isAt = step === at && !isFinished;
        const mark = isDone ? <IconCheck size={12} stroke={2.25} aria-hidden /> : index + 1;
        const body = (
          <>
            <i>{mark}</i>
            <span>{t(`steps.${step}`)}</span>
            {isDone && <span className="unseen">{t('steps.done')}</span>}
          </>
        );
        const act = step === shown ? undefined : open[step];
        return (
          <li
            key={step}
            className={[
              isDone && classes.done,
              isAt && classes.at,
              isAt && isFaulty && classes.faulty,
              step === shown && classes.shown,
            ]
              .filter(Boolean)
              .join(' ')}
            aria-current={step === shown ? 'step' : undefined}
          >
            {act ? (
              <button type="button" onClick={act}>
                {body}
              </button>
            ) : (
              <span className={classes.step}>{body}</span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
