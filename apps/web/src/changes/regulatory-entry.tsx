import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Scheme } from '#domain/certificate';
import type { Day } from '#domain/day';
import { BasisMark } from '../components/deadline-chip.js';
import { Sources } from '../components/sources.js';
import { useLanguage } from '../i18n/use-language.js';
import { AffectedList } from './affected-list.js';
import classes from './changes.module.css';
import type { ChangeDayName, RegulatoryChange } from './changes.types.js';

const DAYS: readonly ChangeDayName[] = [
  'announcedOn',
  'applicationsFrom',
  'declarationsStopOn',
  'inForceOn',
  'mandatoryFrom',
  'newRulesOnlyFrom',
  'deadlineOn',
  'declarationsCancelledOn',
];

/** One announcement or new edition: what it says, its days, its source, and on demand whom it hits here. */
export function RegulatoryEntry({ change }: { change: RegulatoryChange }) {
  const { t } = useTranslation(['changes', 'domain']);
  const language = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const name = change.names?.[language.language];
  const classWords = change.classes.map(({ key, code, names }) =>
    [code ?? '', names?.[language.language] ?? (code ? '' : key)].filter(Boolean).join(' '),
  );
  const dayOf = (day: Day | null) => day && language.day(day, {});
  const schemes = change.certificateSchemes.map((scheme) => t(`domain:scheme.${scheme as Scheme}`));
  const facts = [
    ...DAYS.map((day) => ({ label: t(`announced.day.${day}`), value: dayOf(change.days[day]) })),
    { label: t('announced.replaced'), value: language.items(change.replacedStandards) },
    { label: t('announced.newStandard'), value: change.newStandard !== change.instrument && change.newStandard },
    { label: t('announced.newRule'), value: change.newRule },
    { label: t('announced.schemes'), value: language.items(schemes) },
  ];
  return (
    <article className={classes.entry}>
      <h3 className={classes.entryHead}>
        {name ?? change.instrument}
        {change.status === 'draft' && <span className={classes.draft}>{t('announced.draft')}</span>}
      </h3>
      <p className={classes.meta}>
        <span>{t(`announced.kind.${change.kind}`)}</span>
        {name && <span>{change.instrument}</span>}
        {change.basis && <BasisMark basis={change.basis} />}
      </p>
      {change.duty && <p className={classes.duty}>{change.duty[language.language]}</p>}
      {change.relief && <p className={classes.duty}>{change.relief[language.language]}</p>}
      <dl className={classes.entryFacts}>
        {facts.map(
          ({ label, value }) =>
            value && (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      {classWords.length > 0 && (
        <p className={classes.classes}>
          {t('announced.classes')} {language.items(classWords)}
        </p>
      )}
      <p className={classes.quiet}>
        <Sources text={change.source} />
        {` (${t(`domain:certainty.${change.certainty}`)})`}
      </p>
      {change.unmatchable ? (
        <p className={classes.quiet}>{t(`announced.unmatchable.${change.unmatchable}`)}</p>
      ) : (
        <>
          <button
            type="button"
            className={`link ${classes.who}`}
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            {t(isOpen ? 'affected.hide' : 'affected.show')}
          </button>
          {isOpen && <AffectedList change={change} />}
        </>
      )}
    </article>
  );
}
