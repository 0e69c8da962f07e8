import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { readerTimeZone } from '../api/clock.js';
import { problemText } from '../api/problem.js';
import { useSession } from '../api/session.js';
import { Section } from '../components/detail-page.js';
import type { Column } from '../components/list-table.js';
import { Names } from '../components/names.js';
import { newKey } from '../components/new-key.js';
import page from '../components/page.module.css';
import { SectionList } from '../components/section-list.js';
import { ErrorState } from '../components/states.js';
import { TwoLines } from '../components/two-lines.js';
import { useLanguage } from '../i18n/use-language.js';
import { confirmMails, importQuery, readersQuery } from './imports.api.js';
import classes from './imports.module.css';
import type { ImportMails, ImportReader, ImportView } from './imports.types.js';
import { Verdict } from './verdict.js';
import { cityOf } from '../i18n/zone-city.js';

/** The last step: the register is in, and its mails wait until a person has seen how many go to whom and when. */
export function MailStep({ view, side }: { view: ImportView; side: ReactNode }) {
  const { t } = useTranslation('imports');
  const mails = view.mails;
  const isHeld = mails !== null && mails.mails > 0 && view.mailsConfirmedAt === null;
  return (
    <>
      {isHeld ? <HeldMails view={view} mails={mails} /> : <Done view={view} />}
      <div className={page.columns}>
        <div className={page.content}>
          {isHeld && <Readers importId={view.id} />}
          <Result view={view} />
          {view.warnings > 0 && <p className={classes.quiet}>{t('result.warnings', { count: view.warnings })}</p>}
        </div>
        <aside className={page.side}>{side}</aside>
      </div>
    </>
  );
}

/** "41 mails to 11 people, first on ...": nothing leaves before it is confirmed. */
function HeldMails({ view, mails }: { view: ImportView; mails: ImportMails }) {
  const { t } = useTranslation('imports');
  const { may } = useSession();
  const language = useLanguage();
  const queryClient = useQueryClient();
  const [idempotencyKey] = useState(newKey);
  const confirm = useMutation({
    mutationFn: () => confirmMails(view.id, { mails: mails.mails, people: mails.people }, idempotencyKey),
    onSuccess: (now) => {
      queryClient.setQueryData(importQuery(view.id).queryKey, now);
      void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
    },
    // the figures have changed since they were shown: show the present ones
    onError: () => void queryClient.invalidateQueries({ queryKey: ['imports', view.id] }),
  });
  const count = t('mails.count', { count: mails.mails });
  return (
    <Verdict
      tone="calm"
      title={t('mails.question', {
        mails: count,
        people: t('mails.people', { count: mails.people }),
        day: mails.firstOn ? language.day(mails.firstOn, { weekday: true }) : '',
      })}
      acts={
        may('import.run') && (
          <>
            <Button variant="default" renderRoot={(root) => <Link {...root} to="/" />}>
              {t('mails.keepHeld')}
            </Button>
            <Button loading={confirm.isPending} onClick={() => confirm.mutate()}>
              {t('mails.confirm', { count: mails.mails })}
            </Button>
          </>
        )
      }
    >
      <p>{t('mails.held')}</p>
      {confirm.isError && (
        <p role="alert" className={classes.problem}>
          {problemText(confirm.error)}
        </p>
      )}
    </Verdict>
  );
}

/** Who is written to: everybody by name, language and number of mails, before anything leaves. */
function Readers({ importId }: { importId: string }) {
  const { t } = useTranslation(['imports', 'domain']);
  const language = useLanguage();
  const query = useQuery(readersQuery(importId));
  const columns: Column<ImportReader>[] = [
    {
      key: 'person',
      title: t('imports:mails.person'),
      cell: (reader) => <TwoLines first={reader.name} second={reader.email} />,
    },
    {
      key: 'client',
      title: t('imports:mails.of'),
      cell: (reader) =>
        reader.clientName ? (
          <Names latin={reader.clientName} zh={reader.clientNameZh} stacked />
        ) : (
          t('imports:mails.team')
        ),
      width: '26%',
    },
    {
      key: 'language',
      title: t('imports:mails.language'),
      cell: (reader) => t(`domain:language.${reader.language}`),
      width: '96px',
    },
    {
      key: 'first',
      title: t('imports:mails.first'),
      cell: (reader) => (
        <TwoLines
          first={<span className={classes.plain}>{language.day(reader.firstOn)}</span>}
          second={t('imports:mails.at', { city: cityOf(reader.timeZone) })}
        />
      ),
      width: '150px',
    },
    {
      key: 'mails',
      title: t('imports:mails.mailsOf'),
      cell: (reader) => language.number(reader.mails),
      width: '96px',
      align: 'right',
    },
  ];
  return (
    <Section title={t('imports:mails.title')}>
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && (
        <SectionList
          caption={t('imports:mails.title')}
          rows={query.data.items}
          columns={columns}
          rowId={(reader) => reader.email}
          rowName={(reader) => reader.name}
          phoneRow={(reader) => (
            <span className={classes.phoneRow}>
              <span className={classes.phoneHead}>
                <strong>{reader.name}</strong>
                <span>{t('imports:mails.count', { count: reader.mails })}</span>
              </span>
              <span className={classes.quiet}>
                {language.clauses([
                  reader.email,
                  t(`domain:language.${reader.language}`),
                  language.day(reader.firstOn),
                ])}
              </span>
            </span>
          )}
          empty={t('imports:dates.noMails')}
        />
      )}
    </Section>
  );
}

function Done({ view }: { view: ImportView }) {
  const { t } = useTranslation('imports');
  const language = useLanguage();
  const { mails, mailsConfirmedAt } = view;
  const words =
    mailsConfirmedAt && mails && mails.mails > 0
      ? t('result.mailsGo', {
          mails: t('mails.count', { count: mails.mails }),
          people: t('mails.people', { count: mails.people }),
          at: language.instant(mailsConfirmedAt, readerTimeZone()),
        })
      : t('result.noMails');
  return (
    <Verdict tone="good" title={t('result.title', { count: view.reading?.rows ?? 0 })}>
      <p>{words}</p>
    </Verdict>
  );
}

/** What came in, as the ways to look at it. */
function Result({ view }: { view: ImportView }) {
  const { t } = useTranslation('imports');
  const language = useLanguage();
  const isNothingNew = view.counts.every((count) => count.new === 0);
  return (
    <section className={classes.result}>
      <h2>{t('result.next')}</h2>
      <p className={classes.quiet}>
        {isNothingNew
          ? t('result.nothingNew')
          : t('result.importedAt', {
              at: language.instant(view.executedAt ?? view.createdAt, readerTimeZone()),
              name: view.createdBy ?? '',
            })}
      </p>
      <ul>
        <li>
          <Link to="/certificates" search={{ importId: view.id } as never} className="link">
            {t('result.touched')}
          </Link>
        </li>
        <li>
          <Link to="/certificates" search={{ importId: view.id, conversion: 'open' } as never} className="link">
            {t('result.conversions')}
          </Link>
        </li>
        <li>
          <Link to="/certificates" className="link">
            {t('result.certificates')}
          </Link>
        </li>
        <li>
          <Link to="/" className="link">
            {t('result.today')}
          </Link>
        </li>
      </ul>
    </section>
  );
}
