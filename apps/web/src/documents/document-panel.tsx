import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../api/problem.js';
import { refreshAfterChange } from '../api/refresh.js';
import { useSession } from '../api/session.js';
import { toast } from '../components/toast.js';
import { useLanguage } from '../i18n/use-language.js';
import { useDocumentWords, shortHash } from './document-words.js';
import { handIn, judgeRequest } from './documents.api.js';
import classes from './documents.module.css';
import type { DocumentRequest, DocumentVersion, JudgingAct } from './documents.types.js';
import { EditForm } from './edit-form.js';
import { FileLink } from './file-link.js';
import { JudgeForm } from './judge-form.js';
import { UploadBox } from './upload-box.js';

/** Everything about one asked document: what to know, its versions, what can be done. */
export function DocumentPanel({ request, isEnded }: { request: DocumentRequest; isEnded: boolean }) {
  const { t } = useTranslation('documents');
  const { may, viewAs } = useSession();
  const { instructions, template, versions, acts } = request;
  return (
    <div className={classes.panel}>
      {instructions && <p className={classes.instructions}>{instructions}</p>}
      {template && <FileLink file={template} label={t('template', { name: template.name })} />}
      {versions.length > 0 && (
        <ol className={classes.versions} aria-label={t('versions')}>
          {versions.map((version) => (
            <VersionLine key={version.id} version={version} />
          ))}
        </ol>
      )}
      {!isEnded && <Acts request={request} />}
      {!isEnded && !viewAs && acts.includes('receive') && may('document.hand-in') && <HandInBox request={request} />}
    </div>
  );
}

function VersionLine({ version }: { version: DocumentVersion }) {
  const { t } = useTranslation('documents');
  const words = useDocumentWords();
  const verdict = words.verdict(version);
  return (
    <li className={classes.version}>
      <span className={classes.number}>{t('version', { number: version.number })}</span>
      <span>
        <FileLink file={version.file} />{' '}
        <span className={`${classes.quiet} ${classes.hash}`} title={version.file.sha256}>
          {`SHA-256 ${shortHash(version.file.sha256)}`}
        </span>
        <br />
        <span className={classes.quiet}>{words.cameIn(version)}</span>
        {version.note && <p className={classes.instructions}>{version.note}</p>}
        {verdict && <p>{verdict}</p>}
      </span>
    </li>
  );
}

/** Hands a file in for a request: dropped, chosen or photographed. The portal uses it as well. */
export function HandInBox({ request }: { request: Pick<DocumentRequest, 'id' | 'title' | 'titleZh' | 'versions'> }) {
  const { t } = useTranslation('documents');
  const queryClient = useQueryClient();
  const { isClient } = useSession();
  const language = useLanguage();
  const next = (request.versions[0]?.number ?? 0) + 1;
  const label = isClient ? undefined : next > 1 ? t('upload.versionOnBehalf', { number: next }) : t('upload.onBehalf');
  return (
    <UploadBox
      {...(label && { label })}
      onStored={async (file) => {
        await handIn(request.id, file.id);
        toast(t('done.handedIn', { title: language.name(request.title, request.titleZh) }));
        await refreshAfterChange(queryClient);
      }}
    />
  );
}

/** Acts that need words or a day first. */
const ASKS: readonly JudgingAct[] = ['return', 'waive', 'ask-again'];
const ORDER: readonly JudgingAct[] = ['accept', 'submit', 'return', 'waive', 'ask-again'];

function Acts({ request }: { request: DocumentRequest }) {
  const { t } = useTranslation('documents');
  const language = useLanguage();
  const { may } = useSession();
  const queryClient = useQueryClient();
  const [form, setForm] = useState<JudgingAct | 'edit' | null>(null);
  const [busy, setBusy] = useState<JudgingAct | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const judge = async (act: JudgingAct) => {
    setBusy(act);
    setFault(null);
    try {
      await judgeRequest(request.id, { version: request.version, act });
      toast(t(`done.${act}`, { title: language.name(request.title, request.titleZh) }));
    } catch (error) {
      setFault(problemText(error));
    } finally {
      setBusy(null);
      await refreshAfterChange(queryClient);
    }
  };
  const acts = may('document.judge') ? ORDER.filter((act) => request.acts.includes(act)) : [];
  if (acts.length === 0 && !may('document.request')) return null;
  return (
    <div>
      <div className={classes.acts}>
        {acts.map((act) => (
          <Button
            key={act}
            size="xs"
            variant={act === 'accept' ? 'filled' : 'default'}
            loading={busy === act}
            onClick={() => (ASKS.includes(act) ? setForm(act) : void judge(act))}
          >
            {t(`act.${act}`)}
          </Button>
        ))}
        {may('document.request') && (
          <Button size="xs" variant="default" onClick={() => setForm('edit')}>
            {t('act.edit')}
          </Button>
        )}
      </div>
      {fault && (
        <p role="alert" className={classes.fault}>
          {fault}
        </p>
      )}
      {form === 'edit' && <EditForm request={request} onClose={() => setForm(null)} />}
      {form && form !== 'edit' && <JudgeForm request={request} act={form} onClose={() => setForm(null)} />}
    </div>
  );
}
