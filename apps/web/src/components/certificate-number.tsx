import { Fragment } from 'react';
import { groupNumber } from '../i18n/format.js';

/** A name of which only its kind tells whether it is a number. */
export function LabelWords({ label }: { label: string }) {
  return groupNumber(label).length > 1 ? <CertificateNumber number={label} /> : <>{label}</>;
}

/**
 * A certificate number grouped by four for reading. The gaps are margins and not spaces, so what is selected and copied
 * is the number as the body wrote it.
 */
export function CertificateNumber({ number }: { number: string }) {
  return (
    <span style={{ whiteSpace: 'nowrap' }}>
      {groupNumber(number).map((run, index) => (
        <Fragment key={index}>
          {index === 0 ? run : <span style={{ marginInlineStart: '0.25em' }}>{run}</span>}
        </Fragment>
      ))}
    </span>
  );
}
