import { Fragment } from 'react';
import classes from './applicability.module.css';
import type { ToldBacking } from './applicability.types.js';

/** What a sentence rests on: basis with its line, certainty in words, sources as links. */
export function Backing({ backing }: { backing: ToldBacking }) {
  return (
    <span className={classes.backing}>
      <span className={`${classes.basis} ${classes[backing.basis]}`}>{backing.basisText}</span>
      <span>{backing.certaintyText}</span>
      {backing.sources.length > 0 && (
        <span className={classes.sources}>
          {backing.sources.map(({ text, url }, index) => (
            <Fragment key={`${index} ${text}`}>
              {index > 0 && '; '}
              {url ? (
                <a className="link" href={url} target="_blank" rel="noreferrer" title={url}>
                  {hostOf(url)}
                </a>
              ) : (
                text
              )}
            </Fragment>
          ))}
        </span>
      )}
    </span>
  );
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host.replace(/^www\./, '') : url;
}
