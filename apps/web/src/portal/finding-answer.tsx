import { Button, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { findingNeeds } from '#domain/states/audit-finding-status';
import { problemText } from '../api/problem.js';
import { refreshAfterChange } from '../api/refresh.js';
import { dropDraft, keepDraft, readDraft } from '../components/draft.js';
import { newKey } from '../components/new-key.js';
import { partyClass } from '../components/party-mark.js';
import { toast } from '../components/toast.js';
import type { StoredFile } from '../documents/documents.types.js';
import { UploadBox } from '../documents/upload-box.js';
import { recordFindingAct } from '../factory-audits/audits.api.js';
import type { Finding } from '../factory-audits/audits.types.js';
import { ClientAct } from './portal-page.js';
import classes from './portal.module.css';

interface Typed {
  action: string;
  evidence: string;
  file: Pick<StoredFile, 'id' | 'name'> | null;
}

/**
 * One form for both steps: what is done about it alone is a proposal, with what shows that it was done it goes to the
 * body. What is typed is kept on this device until it is sent.
 */
export function FindingAnswer({ finding }: { finding: Finding }) {
  const { t } = useTranslation(['portal', 'audits']);
  const queryClient = useQueryClient();
  const draftKey = `finding.${finding.id}`;
  const [typed, setTyped] = useState<Typed>(() => ({
    ...{ action: finding.correctiveAction ?? '', evidence: '', file: null },
    ...readDraft<Typed>(draftKey),
  }));
  const [idempotencyKey, setKey] = useState(newKey);
  const [missing, setMissing] = useState<'action' | 'evidence' | null>(null);
  const [isUploading, setUploading] = useState(false);
  // from what stands there now: a file arrives long after it was chosen, and words may have been typed meanwhile
  const change = (next: Partial<Typed>) => {
    setTyped((before) => {
      const after = { ...before, ...next };
      keepDraft(draftKey, after);
      return after;
    });
    setMissing(null);
  };
  const act = typed.evidence.trim() || typed.file || !finding.acts.includes('answer') ? 'submit-evidence' : 'answer';
  const send = useMutation({
    mutationFn: () =>
      recordFindingAct(
        finding.id,
        act,
        {
          ...(typed.action.trim() && { correctiveAction: typed.action.trim() }),
          ...(act === 'submit-evidence' && {
            ...(typed.evidence.trim() && { evidence: typed.evidence.trim() }),
            ...(typed.file && { evidenceFileId: typed.file.id }),
          }),
        },
        { version: finding.version, idempotencyKey },
      ),
    onSuccess: async () => {
      dropDraft(draftKey);
      setKey(newKey());
      toast(t(`audits:finding.done.${act}`));
      await refreshAfterChange(queryClient);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isUploading) return;
    const needs = findingNeeds(finding.status, act);
    if (needs.includes('action') && !typed.action.trim()) return setMissing('action');
    if (needs.includes('evidence') && !typed.evidence.trim() && !typed.file) return setMissing('evidence');
    if (!send.isPending) send.mutate();
  };
  return (
    <ClientAct>
      <form onSubmit={submit} className={`${classes.stack} ${classes.answered}`} noValidate>
        <Textarea
          label={t('audits:field.correctiveAction')}
          description={t('audits:help.correctiveAction')}
          autosize
          minRows={3}
          maxLength={4000}
          value={typed.action}
          onChange={(event) => change({ action: event.currentTarget.value })}
          error={missing === 'action' && t('audits:missing.action')}
        />
        <Textarea
          label={t('audits:field.evidence')}
          description={t('audits:help.evidence')}
          autosize
          minRows={2}
          maxLength={4000}
          value={typed.evidence}
          onChange={(event) => change({ evidence: event.currentTarget.value })}
          error={missing === 'evidence' && t('audits:missing.evidence')}
        />
        {typed.file ? (
          <p>
            {typed.file.name}{' '}
            <button type="button" className={`link ${classes.open}`} onClick={() => change({ file: null })}>
              {t('portal:finding.removeFile')}
            </button>
          </p>
        ) : (
          <div className={`${classes.handIn} ${partyClass('client')}`}>
            <UploadBox
              className={classes.zone}
              label={t('portal:finding.addFile')}
              onStored={({ id, name }) => change({ file: { id, name } })}
              onBusy={setUploading}
            />
          </div>
        )}
        {send.isError && (
          <p role="alert" className={classes.returned}>
            {problemText(send.error)}
          </p>
        )}
        <div>
          <Button type="submit" loading={send.isPending} disabled={isUploading}>
            {t(`audits:finding.act.${act}`)}
          </Button>
          <p className={classes.quiet}>{t(`portal:finding.follows.${act}`)}</p>
        </div>
      </form>
    </ClientAct>
  );
}
