import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isOwedByClient } from '#domain/states/document-request-status';
import { Names } from '../components/names.js';
import { useDocumentWords } from '../documents/document-words.js';
import type { DocumentRequest } from '../documents/documents.types.js';
import { FileLink } from '../documents/file-link.js';
import { Returned } from './asked-list.js';
import { Due } from './due.js';
import { HandIn } from './hand-in.js';
import classes from './portal.module.css';

/** One document: what is owed with its upload in place, else what was handed in and what became of it. */
export function DocumentItem({
  request,
  isEnded,
  of,
}: {
  request: DocumentRequest;
  isEnded: boolean;
  /** The case, where documents of several stand together. */
  of?: ReactNode;
}) {
  const { t } = useTranslation(['portal', 'domain']);
  const words = useDocumentWords();
  const isOwed = isOwedByClient(request.status) && !isEnded;
  const newest = request.versions[0];
  return (
    <li className={classes.task}>
      <div className={classes.rowHead}>
        <h3>
          <Names latin={request.title} zh={request.titleZh} strong />
        </h3>
        {!isOwed && <span className={classes.grade}>{t(`domain:documentStatus.${request.status}`)}</span>}
      </div>
      {of && <p className={classes.of}>{of}</p>}
      {isOwed && <Due day={request.dueOn} basis="planning" />}
      {isOwed && request.status === 'returned' && newest && (
        <Returned version={newest.number} reason={request.statusReason} />
      )}
      {request.status === 'waived' && <p className={classes.words}>{request.statusReason}</p>}
      {isOwed && request.instructions && <p className={classes.words}>{request.instructions}</p>}
      {isOwed && request.template && (
        <p className={classes.template}>
          <FileLink file={request.template} label={t('portal:asked.template', { name: request.template.name })} />
        </p>
      )}
      {request.versions.length > 0 && (
        <ol className={classes.versions}>
          {request.versions.map((version) => (
            <li key={version.id}>
              <FileLink file={version.file} />
              <br />
              <span className={classes.quiet}>
                {t('portal:documents.version', { number: version.number, said: words.cameIn(version) })}
              </span>
              {version.verdict && !(isOwed && version === newest) && (
                <>
                  <br />
                  <span className={classes.quiet}>{words.verdict(version)}</span>
                </>
              )}
            </li>
          ))}
        </ol>
      )}
      {isOwed && <HandIn request={request} />}
    </li>
  );
}

/** The case that a document is for. */
export function CaseOfDocument(props: {
  applicationId: string;
  applicationNumber: string;
  productName: string;
  productNameZh: string | null;
}) {
  return (
    <>
      <Link to={`/portal/cases/${props.applicationId}` as '/'} className="link">
        {props.applicationNumber}
      </Link>{' '}
      <Names latin={props.productName} zh={props.productNameZh} />
    </>
  );
}
