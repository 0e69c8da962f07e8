import { Fragment } from 'react';

/** A text of the file or about it, its Chinese runs marked as Chinese. */
export function WithHan({ text }: { text: string }) {
  return (
    <>
      {text.split(/(\p{Script=Han}+)/u).map((run, index) =>
        index % 2 === 1 ? (
          <span key={index} lang="zh-Hans">
            {run}
          </span>
        ) : (
          <Fragment key={index}>{run}</Fragment>
        ),
      )}
    </>
  );
}
