import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { sourceParts } from '#domain/reference/record';

/** References in a row; an address is followable by its host, which is what a reader judges it by. */
export function Sources({ text }: { text: string }) {
  const { t } = useTranslation('domain');
  if (text === 'none') return <>{t('noSource')}</>;
  const parts = sourceParts(text);
  const hosts = parts.flatMap(({ url }) => (url ? [hostOf(url)] : []));
  return (
    <>
      {parts
        .filter((part) => part.url || !hosts.includes(part.text))
        .map((part, index) => (
          <Fragment key={`${index} ${part.text}`}>
            {index > 0 && '; '}
            {part.url ? (
              <a className="link" href={part.url} target="_blank" rel="noreferrer" title={part.url}>
                {hostOf(part.url)}
              </a>
            ) : (
              part.text
            )}
          </Fragment>
        ))}
    </>
  );
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host.replace(/^www\./, '') : url;
}
