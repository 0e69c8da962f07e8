import { useTranslation } from 'react-i18next';
import { Sources } from '../components/sources.js';
import { BasisMark } from '../components/deadline-chip.js';
import { useLanguage } from '../i18n/use-language.js';
import classes from './renewals.module.css';
import type { SourcedNote as Note } from './renewals.types.js';

/** Where a fact stands, how binding it is and how sure, under the fact itself. */
export function SourceLine({ sourced }: { sourced: Note }) {
  const { t } = useTranslation(['renewals', 'domain']);
  const { basis, certainty, source } = sourced;
  if (source === null || basis === null) return <p className={classes.source}>{t('renewals:section.notFound')}</p>;
  return (
    <p className={classes.source}>
      <BasisMark basis={basis} /> <Sources text={source} />
      {certainty && certainty !== 'official' && source !== 'none' && <span>{t(`domain:certainty.${certainty}`)}</span>}
    </p>
  );
}

/** The words of the source, in the reader's language. */
export function NoteText({ sourced: { note } }: { sourced: Note }) {
  const { language } = useLanguage();
  return note && <p className={classes.note}>{note[language]}</p>;
}
