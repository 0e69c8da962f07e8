import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../api/session.js';
import { Names } from '../components/names.js';
import { PartyMark, partyClass } from '../components/party-mark.js';
import { markOpened } from '../documents/documents.api.js';
import { FileLink } from '../documents/file-link.js';
import { Due } from './due.js';
import { asksOf } from './glance.js';
import { HandIn } from './hand-in.js';
import classes from './portal.module.css';
import type { OwedDocument, OwedFinding, PortalOverview } from './portal.types.js';

/** Everything that waits for the client, the earliest day first, each with what to do about it in place. */
export function AskedList({ overview }: { overview: PortalOverview }) {
  const { t } = useTranslation('portal');
  const asks = asksOf(overview);
  useMarkSeen(overview.asked.filter(({ isSeen }) => !isSeen).map(({ id }) => id));
  if (asks.length === 0) return null;
  return (
    <section className={`${classes.sheet} ${classes.need} ${partyClass('client')}`}>
      <header className={classes.needHead}>
        <PartyMark party="client" />
        <h2>{t('asked.title')}</h2>
      </header>
      <ul className={classes.tasks}>
        {asks.map((ask) =>
          ask.kind === 'document' ? (
            <DocumentTask key={ask.document.id} document={ask.document} />
          ) : (
            <FindingTask key={ask.finding.id} finding={ask.finding} />
          ),
        )}
      </ul>
    </section>
  );
}

/** Tells the team that the client has seen what is asked of it, once each. */
export function useMarkSeen(ids: readonly string[]) {
  const { viewAs } = useSession();
  const unseen = viewAs ? '' : ids.join();
  useEffect(() => {
    for (const id of unseen.split(',').filter(Boolean)) void markOpened(id);
  }, [unseen]);
}

function DocumentTask({ document }: { document: OwedDocument }) {
  const { t } = useTranslation('portal');
  const next = document.versions + 1;
  return (
    <li className={classes.task}>
      <h3>
        <Names latin={document.title} zh={document.titleZh} strong />
        {next > 1 && <span className={classes.quiet}> {t('asked.version', { number: next })}</span>}
      </h3>
      <p className={classes.of}>
        <Link to={`/portal/cases/${document.applicationId}` as '/'} className="link">
          {document.applicationNumber}
        </Link>{' '}
        <Names latin={document.productName} zh={document.productNameZh} />
      </p>
      <Due day={document.dueOn} basis="planning" />
      {document.isReturned && <Returned version={document.versions} reason={document.statusReason} />}
      {document.instructions && <p className={classes.words}>{document.instructions}</p>}
      {document.template && (
        <p className={classes.template}>
          <FileLink file={document.template} label={t('asked.template', { name: document.template.name })} />
        </p>
      )}
      <HandIn request={document} />
    </li>
  );
}

/** Why a version came back. */
export function Returned({ version, reason }: { version: number; reason: string | null }) {
  const { t } = useTranslation('portal');
  return (
    <p className={classes.returned}>
      <b>{t('asked.cameBack', { number: version })}</b> {reason}
    </p>
  );
}

function FindingTask({ finding }: { finding: OwedFinding }) {
  const { t } = useTranslation(['portal', 'domain', 'audits']);
  const { auditId } = finding;
  return (
    <li className={classes.task}>
      <h3>{t('portal:asked.finding', { number: finding.number, grade: t(`domain:findingGrade.${finding.grade}`) })}</h3>
      <p className={classes.of}>
        <Names latin={finding.factoryName} zh={finding.factoryNameZh} />
      </p>
      {finding.dueOn ? (
        <Due day={finding.dueOn} basis="practice" />
      ) : (
        <p className={classes.of}>{t('audits:finding.noLimit')}</p>
      )}
      {finding.statusReason && (
        <p className={classes.returned}>
          <b>{t('portal:finding.cameBack')}</b> {finding.statusReason}
        </p>
      )}
      <p className={classes.words}>{finding.description}</p>
      {finding.descriptionZh && (
        <p className={classes.words} lang="zh-Hans">
          {finding.descriptionZh}
        </p>
      )}
      <p className={classes.act}>
        <Button
          variant="default"
          renderRoot={(props) => (
            <Link {...props} to={`/portal/audits/${auditId}` as '/'} hash={`finding-${finding.id}`} />
          )}
        >
          {t('portal:finding.answer')}
        </Button>
      </p>
    </li>
  );
}
