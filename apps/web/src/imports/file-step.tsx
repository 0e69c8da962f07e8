import { Button, Progress } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Section } from '../components/detail-page.js';
import { useLanguage } from '../i18n/use-language.js';
import { importProblemText } from './import-problem.js';
import classes from './imports.module.css';
import type { useRegisterUpload } from './use-register-upload.js';

const ACCEPTED = ['headings', 'dates', 'models', 'languages', 'whole'] as const;

/** What a register may look like. */
export function AcceptedNotes() {
  const { t } = useTranslation('imports');
  return (
    <Section title={t('accepted.title')}>
      <ul className={classes.ticks}>
        {ACCEPTED.map((note) => (
          <li key={note}>
            <IconCheck size={16} stroke={1.5} aria-hidden />
            <span>{t(`accepted.${note}`)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** The way of the file to the server: how much has left, or why it was refused and what would be accepted. */
export function SendingState({
  upload: { sending, isBusy, send, cancel },
}: {
  upload: ReturnType<typeof useRegisterUpload>;
}) {
  const { t } = useTranslation(['imports', 'common']);
  const { number } = useLanguage();
  if (!sending) return null;
  const { file, share, problem } = sending;
  if (problem) {
    const canRepeat = problem.isOffline || problem.status >= 500;
    return (
      <div className={`${classes.verdict} ${classes.bad} ${classes.flush}`} role="alert">
        <IconAlertTriangle size={22} stroke={1.5} aria-hidden />
        <div>
          <h2>{problem.isOffline ? t('imports:file.lost') : t('imports:file.refused', { name: file.name })}</h2>
          <p>{problem.isOffline ? t('imports:file.lostHint') : importProblemText(problem)}</p>
          {problem.requestId && (
            <p className={classes.request}>{t('common:error.request', { id: problem.requestId })}</p>
          )}
        </div>
        {canRepeat && (
          <div className={classes.verdictActs}>
            <Button variant="default" onClick={() => send(file)}>
              {t('imports:file.again')}
            </Button>
          </div>
        )}
      </div>
    );
  }
  if (!isBusy) return null;
  const percent = Math.round(share * 100);
  const words =
    share < 1
      ? t('imports:file.sending', { name: file.name, percent: number(percent) })
      : t('imports:file.opening', { name: file.name });
  return (
    <div className={classes.progress}>
      <div className={classes.progressHead}>
        <span role="status">{words}</span>
        {share < 1 && (
          <button type="button" className="link" onClick={cancel}>
            {t('common:act.cancel')}
          </button>
        )}
      </div>
      <Progress value={percent} aria-label={words} size={6} />
    </div>
  );
}
