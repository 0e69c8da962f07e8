import { Textarea } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readerTimeZone } from '../api/clock.js';
import { refreshAfterChange } from '../api/refresh.js';
import { useSession } from '../api/session.js';
import { ConfirmDialog } from '../components/confirm-dialog.js';
import { Section } from '../components/detail-page.js';
import { ErrorState, SkeletonRows } from '../components/states.js';
import { toast } from '../components/toast.js';
import { useLanguage } from '../i18n/use-language.js';
import { liftMark, suppressedAddressesQuery } from './mail.api.js';
import classes from './mail.module.css';
import type { SuppressedAddress } from './mail.types.js';

/** Addresses that mails do not reach, why, and the act that lets them go there again. */
export function MarkedAddresses() {
  const { t } = useTranslation('mail');
  const query = useQuery(suppressedAddressesQuery);
  return (
    <Section title={t('marked.title')}>
      <p className={classes.help}>{t('marked.help')}</p>
      {query.isPending && <SkeletonRows rows={2} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.length === 0 && <p className={classes.quiet}>{t('marked.none')}</p>}
      <ul className={classes.lines}>
        {query.data?.map((mark) => (
          <li key={mark.id}>
            <MarkLine mark={mark} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Whom the address belongs to; who is a client's contact and signs in there too stands once. */
function Readers({ mark: { contacts, members } }: { mark: SuppressedAddress }) {
  const { t } = useTranslation('mail');
  const language = useLanguage();
  const others = members.filter(
    ({ name, clientId }) => !contacts.some((contact) => contact.name === name && contact.clientId === clientId),
  );
  if (contacts.length + others.length === 0) return <span className={classes.quiet}>{t('marked.nobody')}</span>;
  return [
    ...contacts.map(({ contactId, ...contact }) => ({ key: contactId, ...contact })),
    ...others.map(({ memberId, ...member }) => ({ key: memberId, ...member })),
  ].map(({ key, name, clientId, clientName, clientNameZh }) =>
    clientId ? (
      <a key={key} className="link" href={`/clients/${clientId}`}>
        {t('marked.at', { name, client: language.name(clientName, clientNameZh) })}
      </a>
    ) : (
      <span key={key}>{t('marked.member', { name })}</span>
    ),
  );
}

function MarkLine({ mark }: { mark: SuppressedAddress }) {
  const { t } = useTranslation('mail');
  const { may } = useSession();
  const language = useLanguage();
  const queryClient = useQueryClient();
  const [isLifting, setLifting] = useState(false);
  const [note, setNote] = useState('');
  const since = language.instant(mark.since, readerTimeZone());
  return (
    <>
      <span className={classes.lineMain}>
        <b className={classes.address}>{mark.email}</b>
        <span>
          <Readers mark={mark} />
        </span>
      </span>
      <span className={classes.lineMore}>
        <span>{t(`marked.${mark.reason}`, { since })}</span>
        {mark.answer && <q className={classes.quiet}>{mark.answer}</q>}
        {mark.refused > 0 && <span className={classes.quiet}>{t('marked.refused', { count: mark.refused })}</span>}
      </span>
      {may('reminder.manage') && (
        <button
          type="button"
          className="link"
          aria-label={t('marked.liftNamed', { email: mark.email })}
          onClick={() => setLifting(true)}
        >
          {t('marked.lift')}
        </button>
      )}
      <ConfirmDialog
        opened={isLifting}
        onClose={() => setLifting(false)}
        title={t('marked.question', { email: mark.email })}
        act={t('marked.lift')}
        onConfirm={async () => {
          await liftMark(mark.id, note);
          toast(t('marked.lifted'));
          await refreshAfterChange(queryClient);
        }}
      >
        <p>{t('marked.follows')}</p>
        <Textarea
          mt={12}
          label={t('marked.note')}
          value={note}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
          maxLength={500}
          autosize
        />
      </ConfirmDialog>
    </>
  );
}
