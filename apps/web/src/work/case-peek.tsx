import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../api/session.js';
import { applicationQuery } from '../applications/applications.api.js';
import type { Application } from '../applications/applications.types.js';
import { CaseDeadlines } from '../applications/case-deadlines.js';
import { useCaseReadings } from '../applications/case-readings.js';
import { useCaseWords } from '../applications/case-words.js';
import { MoveMenu } from '../applications/move-menu.js';
import { useCaseActs } from '../applications/use-case-acts.js';
import { Section } from '../components/detail-page.js';
import { Names } from '../components/names.js';
import { ErrorState, SkeletonRows } from '../components/states.js';
import { caseHref } from './case-cells.js';
import classes from './work.module.css';

/** A case beside its list: whose turn, when it ends, its stages, what is due. */
export function CasePeek({ id }: { id: string }) {
  const query = useQuery(applicationQuery(id));
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <SkeletonRows />;
  return <PeekBody application={query.data} />;
}

function PeekBody({ application }: { application: Application }) {
  const { t } = useTranslation(['work', 'cases', 'domain']);
  const { may } = useSession();
  const navigate = useNavigate();
  const acts = useCaseActs(application);
  const readings = useCaseReadings(application);
  const words = useCaseWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <header className={classes.peekHead}>
        <p className={classes.peekKind}>
          {application.number} · {t(`domain:applicationKind.${application.kind}`)}
        </p>
        <h2>
          <Link to={caseHref(application)}>
            <Names latin={application.product.name} zh={application.product.nameZh} />
          </Link>
        </h2>
        <p className={classes.peekNames}>
          <Names latin={application.client.legalName} zh={application.client.legalNameZh} />
        </p>
        <div className={classes.peekActs}>
          <Button variant="default" onClick={() => void navigate({ href: caseHref(application) })}>
            {t('work:openCase')}
          </Button>
          {may('application.move') && (
            <MoveMenu
              application={application}
              acts={acts}
              opened={isOpen}
              onChange={setOpen}
              onCertify={() => void navigate({ href: caseHref(application) })}
            />
          )}
        </div>
      </header>
      <dl className={classes.peekReadings}>
        {readings.slice(0, 3).map(({ label, value, note }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className={classes.peekValue}>{value}</dd>
            {note && <dd className={classes.peekNote}>{note}</dd>}
          </div>
        ))}
      </dl>
      <Section title={t('work:stages')}>
        <ol className={classes.stages}>
          {application.stages
            .filter((stage) => !stage.isOptional || stage.startedOn)
            .map((stage) => (
              <li key={stage.id} aria-current={stage.id === application.turn.stageId ? 'step' : undefined}>
                <span>{words.stage(stage)}</span>
                <span className={classes.quiet}>{t(`domain:stageStatus.${stage.status}`)}</span>
              </li>
            ))}
        </ol>
      </Section>
      <CaseDeadlines application={application} />
      {acts.forms}
    </>
  );
}
