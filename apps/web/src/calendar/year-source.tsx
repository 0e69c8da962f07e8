import { useTranslation } from 'react-i18next';
import { sourceParts } from '#domain/reference/record';
import { useLanguage } from '../i18n/use-language.js';
import classes from './calendar.module.css';
import type { CalendarYear } from './calendar.types.js';

/** Where a year's days come from, how sure they are, and what is not known. */
export function YearSource({ year }: { year: CalendarYear }) {
  const { t, i18n } = useTranslation(['calendar', 'domain']);
  const language = useLanguage();
  const { law, library, source } = year;
  const lawName = (country: string, name: string) =>
    i18n.exists(`calendar:laws.${country}`) ? (t(`laws.${country}` as never) as string) : name;
  return (
    <li className={classes.source}>
      <h3>{`${language.country(year.country)} ${year.year}`}</h3>
      <p>{t(`status.${year.status}`)}</p>
      {year.unknown.map((unknown) => (
        <p key={unknown} className={classes.provisional}>
          {t(`unknown.${unknown}`)}
        </p>
      ))}
      {source && (
        <p className={classes.quiet}>
          {t('source')} <Source text={source} />
        </p>
      )}
      {library && (
        <p className={classes.quiet}>
          {t('source')}{' '}
          <a className="link" href={library.url} target="_blank" rel="noreferrer">
            {library.name}
          </a>
          {', '}
          {library.licence}
        </p>
      )}
      {law && (
        <p className={classes.quiet}>
          {t('law', { law: lawName(year.country, law.law), days: t('days', { count: law.statutoryDays }) })}{' '}
          <Source text={law.source} /> {`(${t(`domain:certainty.${law.certainty}`)})`}
        </p>
      )}
    </li>
  );
}

/** References in a row; an address is followable by its host, which is what a reader judges it by. */
function Source({ text }: { text: string }) {
  return (
    <>
      {sourceParts(text).map((part, index) => (
        <span key={part.text}>
          {index > 0 && '; '}
          {part.url ? (
            <a className="link" href={part.url} target="_blank" rel="noreferrer">
              {new URL(part.url).host}
            </a>
          ) : (
            part.text
          )}
        </span>
      ))}
    </>
  );
}
