import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../api/session.js';
import { DueDay } from '../components/deadline-chip.js';
import { Section } from '../components/detail-page.js';
import { Sources } from '../components/sources.js';
import { useLanguage } from '../i18n/use-language.js';
import { CaseBatchDrawer } from './case-batch-drawer.js';
import { useObstacleWords } from './obstacle-words.js';
import { openRenewals, renewalQuery } from './renewals.api.js';
import classes from './renewals.module.css';
import type { LateStep, Renewal, RenewalPlan } from './renewals.types.js';
import { NoteText, SourceLine } from './sourced-note.js';

/** The way to the renewal of a certificate, on its page: by when, what stands in the way, what happens when late. */
export function RenewalSection({ certificateId }: { certificateId: string }) {
  const { t } = useTranslation('renewals');
  const { data } = useQuery(renewalQuery(certificateId));
  if (!data) return null;
  return (
    <Section title={t('section.title')}>
      {data.plan ? (
        <Plan renewal={data} plan={data.plan} />
      ) : (
        <p className={classes.quiet}>{t(`whyNot.${data.whyNot!}`)}</p>
      )}
    </Section>
  );
}

function Plan({ renewal, plan }: { renewal: Renewal; plan: RenewalPlan }) {
  const { t } = useTranslation('renewals');
  const language = useLanguage();
  const { may } = useSession();
  const [isOpening, setOpening] = useState(false);
  const { openCase, obstacles, ifLate } = plan;
  return (
    <>
      <dl className={classes.strip}>
        <div>
          <dt>{t('section.ask')}</dt>
          <dd>{plan.askBy ? <DueDay day={plan.askBy} basis="planning" /> : t('section.notSaid')}</dd>
        </div>
        <div>
          <dt>{t('section.file')}</dt>
          <dd>
            <DueDay day={plan.filingOn} basis={plan.basis} />
          </dd>
          {plan.isDisputed && <dd>{t('section.earlier')}</dd>}
        </div>
        <div>
          <dt>{t('section.ends')}</dt>
          <dd>{language.day(plan.expiresOn, {})}</dd>
        </div>
      </dl>
      {plan.readings.length > 0 && (
        <div className={classes.part}>
          <h3>{t('section.readings')}</h3>
          <ul className={classes.list}>
            {plan.readings.map(({ key, opensOn, closesOn, source }) => (
              <li key={key}>
                {t(`section.reading.${key as 'last-90-days'}`, {
                  from: opensOn ? language.day(opensOn, {}) : '',
                  to: language.day(closesOn, {}),
                })}
                <p className={classes.source}>
                  <Sources text={source} />
                </p>
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className={classes.part}>
        <h3>{t('section.obstacles')}</h3>
        {obstacles.length === 0 ? <p className={classes.quiet}>{t('section.nothing')}</p> : <Obstacles plan={plan} />}
      </div>
      <div className={classes.part}>
        <h3>{t('section.late')}</h3>
        <ul className={classes.list}>
          {ifLate.map((step) => (
            <Late key={step.key} step={step} />
          ))}
        </ul>
      </div>
      <div className={classes.acts}>
        {openCase ? (
          <Link to={`/cases/${openCase.id}` as '/'} className="link">
            {t('section.toCase', { number: openCase.number })}
          </Link>
        ) : (
          may('renewal.open') && (
            <Button size="xs" variant="default" onClick={() => setOpening(true)}>
              {t('section.open')}
            </Button>
          )
        )}
      </div>
      {isOpening && (
        <CaseBatchDrawer
          title={t('section.open')}
          run={(isPreview, key) => openRenewals({ certificateIds: [renewal.id] }, isPreview, key)}
          onClose={() => setOpening(false)}
          onDone={() => undefined}
        />
      )}
    </>
  );
}

function Obstacles({ plan: { obstacles } }: { plan: RenewalPlan }) {
  const { t } = useTranslation('renewals');
  const language = useLanguage();
  const wordsOf = useObstacleWords();
  return (
    <ul className={classes.list}>
      {obstacles.map((obstacle, index) => (
        <li key={`${obstacle.kind} ${obstacle.ref?.id ?? index}`}>
          <span className={classes.lineHead}>
            <span>
              <ObstacleText obstacle={obstacle} words={wordsOf(obstacle)} />
            </span>
            <span className={classes.quiet}>{t('section.by', { day: language.day(obstacle.by, {}) })}</span>
          </span>
          <SourceLine sourced={obstacle} />
        </li>
      ))}
    </ul>
  );
}

const PLACES: Partial<Record<RenewalPlan['obstacles'][number]['kind'], string>> = {
  'case-open': '/cases',
  'change-open': '/product-changes',
  'findings-open': '/audits',
  'follow-up-not-passed': '/audits',
  'follow-up-overdue': '/factories',
  'follow-up-in-window': '/factories',
  'follow-up-unknown': '/factories',
};

function ObstacleText({
  obstacle: { kind, ref },
  words,
}: {
  obstacle: RenewalPlan['obstacles'][number];
  words: string;
}) {
  const place = PLACES[kind];
  if (!place || !ref) return <>{words}</>;
  return (
    <Link to={`${place}/${ref.id}` as '/'} className="link">
      {words}
    </Link>
  );
}

function Late({ step }: { step: LateStep }) {
  const { t } = useTranslation('renewals');
  const language = useLanguage();
  const days = {
    from: step.from ? language.day(step.from, {}) : '',
    until: step.until ? language.day(step.until, {}) : '',
  };
  return (
    <li data-now={step.isNow}>
      <span className={classes.lineHead}>
        <b>{t(`late.${step.key}`, days)}</b>
        {step.isNow && <span className={classes.quiet}>{t('section.now')}</span>}
      </span>
      <NoteText sourced={step} />
      <SourceLine sourced={step} />
    </li>
  );
}
