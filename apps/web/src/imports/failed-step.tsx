import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useUrlState } from '../components/url-state.js';
import { useSession } from '../api/session.js';
import page from '../components/page.module.css';
import { useCorrectedFile } from './corrected-file-button.js';
import { RegisterDrop } from './register-drop.js';
import { AcceptedNotes, SendingState } from './file-step.js';
import { refusalText } from './import-problem.js';
import classes from './imports.module.css';
import type { ImportView } from './imports.types.js';
import { Verdict } from './verdict.js';

/** The file was refused as a whole, or an error of ours stopped the work: why, and the way on. */
export function FailedStep({ view: { failure, reading } }: { view: ImportView }) {
  const { t } = useTranslation('imports');
  const { may } = useSession();
  const [, setUrl] = useUrlState();
  const upload = useCorrectedFile();
  const isOurs = failure === null || !/^(file|register)\./.test(failure.code);
  const why = failure && !isOurs ? (refusalText(failure.code, failure.facts) ?? failure.detail) : t('failed.ours');
  return (
    <>
      <Verdict
        tone="bad"
        title={isOurs ? t('failed.title') : t('failed.refused')}
        acts={
          reading && <Button onClick={() => setUrl({ step: 'columns' }, { push: true })}>{t('failed.columns')}</Button>
        }
      >
        <p>{why}</p>
      </Verdict>
      {may('import.run') && (
        <div className={page.columns}>
          <div className={page.content}>
            <div className={classes.nextTry}>
              <SendingState upload={upload} />
              <RegisterDrop onFile={upload.send} isBusy={upload.isBusy} />
            </div>
          </div>
          <aside className={page.side}>
            <AcceptedNotes />
          </aside>
        </div>
      )}
    </>
  );
}
