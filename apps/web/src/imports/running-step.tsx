import { Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/use-language.js';
import classes from './imports.module.css';
import type { ImportView } from './imports.types.js';

/** Something works on the file: how far it is, in numbers. The page may be left; the work goes on. */
export function RunningStep({ view: { progress, state } }: { view: ImportView }) {
  const { t } = useTranslation('imports');
  const { number } = useLanguage();
  const phase = progress.phase ?? (state === 'importing' ? 'importing' : 'reading');
  const figures = {
    done: number(progress.done),
    total: number(progress.total ?? 0),
    count: progress.total ?? progress.done,
  };
  const words = progress.total === null ? t(`running.${phase}Some`, figures) : t(`running.${phase}`, figures);
  const share = progress.total ? (progress.done / progress.total) * 100 : 0;
  return (
    <div className={classes.running}>
      <div className={classes.progress}>
        <div className={classes.progressHead}>
          <span role="status">{words}</span>
        </div>
        <Progress value={share} aria-label={words} size={6} transitionDuration={240} />
      </div>
      <p className={classes.quiet}>{t(phase === 'importing' ? 'running.whole' : 'running.nothingYet')}</p>
    </div>
  );
}
