import { Button, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconFileUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText, toProblem, type Problem } from '../api/problem.js';
import { refreshAfterChange } from '../api/refresh.js';
import { ConfirmDialog } from '../components/confirm-dialog.js';
import { DropZone } from '../components/drop-zone.js';
import { toast } from '../components/toast.js';
import { useLanguage } from '../i18n/use-language.js';
import { download } from '../imports/register-file.js';
import { ChangeList } from './change-list.js';
import { EXAMPLE_FILE } from './example-file.js';
import { publish, tryPublication, type UploadedFile } from './reference.api.js';
import classes from './reference.module.css';
import type { Publication } from './reference.types.js';

/** The api refuses more too. */
const LONGEST_FILE = 2_000_000;
const PASTED = 'pasted.yaml';

interface ReferenceUploadProps {
  /** How many tenants are counted anew after a publication; null while it is not known. */
  tenants: number | null;
}

/** Adds records: a file dropped, chosen or pasted is tried first, and what it would change is read before it is published. */
export function ReferenceUpload({ tenants }: ReferenceUploadProps) {
  const { t } = useTranslation('operations');
  const queryClient = useQueryClient();
  const language = useLanguage();
  const [file, setFile] = useState<UploadedFile>({ fileName: '', content: '' });
  const [note, setNote] = useState('');
  const [isAsking, setAsking] = useState(false);
  const [isTooLong, setTooLong] = useState(false);
  const trial = useMutation({ mutationFn: tryPublication });

  const change = (next: UploadedFile) => {
    setFile(next);
    setTooLong(next.content.length > LONGEST_FILE);
    trial.reset();
  };
  const take = async (chosen: File) => {
    const next = { fileName: chosen.name, content: await chosen.text() };
    change(next);
    if (next.content.length <= LONGEST_FILE) trial.mutate(next);
  };
  const confirm = async () => {
    if (!trial.data) return;
    const done = await publish(file, note, trial.data.basedOnVersion);
    toast(t('upload.published', { version: done.version }));
    change({ fileName: '', content: '' });
    setNote('');
    await refreshAfterChange(queryClient);
  };
  return (
    <div className={classes.upload}>
      <DropArea onFile={(chosen) => void take(chosen)} isBusy={trial.isPending} />
      <Textarea
        label={file.fileName && file.fileName !== PASTED ? file.fileName : t('upload.paste')}
        description={t('upload.pasteHelp')}
        value={file.content}
        onChange={(event) => change({ fileName: file.fileName || PASTED, content: event.currentTarget.value })}
        error={isTooLong && t('upload.tooLong')}
        autosize
        minRows={4}
        maxRows={16}
        spellCheck={false}
        classNames={{ input: classes.yaml ?? '' }}
      />
      {file.content.trim() !== '' && (
        <div className={classes.acts}>
          <Button
            variant={trial.data ? 'default' : 'filled'}
            onClick={() => trial.mutate(file)}
            loading={trial.isPending}
            disabled={isTooLong}
          >
            {t('upload.try')}
          </Button>
          <Button variant="default" onClick={() => change({ fileName: '', content: '' })}>
            {t('upload.clear')}
          </Button>
        </div>
      )}
      <div aria-live="polite">
        {trial.isError && <Faults problem={toProblem(trial.error)} />}
        {trial.data && <Trial trial={trial.data} />}
      </div>
      {trial.data && trial.data.changes.length > 0 && (
        <>
          <TextInput
            label={t('upload.note')}
            description={t('upload.noteHelp')}
            value={note}
            maxLength={2000}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <div className={classes.acts}>
            <Button onClick={() => setAsking(true)}>{t('upload.publish', { version: trial.data.version })}</Button>
          </div>
          <ConfirmDialog
            opened={isAsking}
            onClose={() => setAsking(false)}
            title={t('upload.askTitle', { version: trial.data.version })}
            act={t('upload.publish', { version: trial.data.version })}
            onConfirm={confirm}
          >
            <p>{t('upload.askChanges', { count: trial.data.changes.length })}</p>
            {tenants !== null && <p>{t('upload.askTenants', { count: tenants, number: language.number(tenants) })}</p>}
            <p className={classes.quiet}>{t('upload.askLasting')}</p>
          </ConfirmDialog>
        </>
      )}
    </div>
  );
}

function DropArea({ onFile, isBusy }: { onFile: (file: File) => void; isBusy: boolean }) {
  const { t } = useTranslation('operations');
  const example = () => download(new Blob([EXAMPLE_FILE.content], { type: 'application/yaml' }), EXAMPLE_FILE.name);
  return (
    <DropZone
      onFile={onFile}
      isBusy={isBusy}
      accept=".yaml,.yml,.txt"
      label={t('upload.choose')}
      className={classes.zone}
    >
      {(choose) => (
        <>
          <IconFileUpload size={24} stroke={1.25} aria-hidden />
          <span>{t('upload.drop')}</span>
          <Button size="xs" variant="default" onClick={choose} disabled={isBusy}>
            {t('upload.choose')}
          </Button>
          <button type="button" className="link" onClick={example}>
            {t('upload.example')}
          </button>
        </>
      )}
    </DropZone>
  );
}

function Trial({ trial }: { trial: Publication }) {
  const { t } = useTranslation('operations');
  if (trial.changes.length === 0) return <p className={classes.quiet}>{t('upload.nothing')}</p>;
  return (
    <section className={classes.trial}>
      <h3>{t('upload.wouldChange', { count: trial.changes.length })}</h3>
      <p className={classes.quiet}>{t('upload.comparedWith', { version: trial.basedOnVersion })}</p>
      <ChangeList changes={trial.changes} label={t('upload.wouldChange', { count: trial.changes.length })} />
    </section>
  );
}

/** Each fault under its place: file, record and part of it; the why is said in the words of the reader of the data. */
function Faults({ problem }: { problem: Problem }) {
  const isOfData = problem.code === 'reference.faulty';
  return (
    <div className={classes.faults} role="alert">
      <p>{problemText(problem)}</p>
      <dl>
        {problem.errors.map((fault, index) => (
          <div key={`${index} ${fault.field}`}>
            <dt>{fault.field}</dt>
            <dd className={isOfData ? classes.why : undefined}>{fault.detail}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
