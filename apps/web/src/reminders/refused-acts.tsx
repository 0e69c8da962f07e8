import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../api/problem.js';
import { refreshAfterChange } from '../api/refresh.js';
import { useSession } from '../api/session.js';
import { clientQuery } from '../clients/clients.api.js';
import { ContactForm } from '../clients/contact-form.js';
import { toast } from '../components/toast.js';
import { sendAgain } from './reminders.api.js';
import classes from './reminders.module.css';
import type { ReminderLine } from './reminders.types.js';
import { isAddressAtFault, refusalOf } from './server-answer.js';

/**
 * What to do about a refused mail: put the address right, then send again. The address belongs to the contact, so it is
 * right for every later mail as well; saving a new one sends at once.
 */
export function RefusedActs({ reminder, asLinks = false }: { reminder: ReminderLine; asLinks?: boolean }) {
  const { t } = useTranslation('reminders');
  const { may } = useSession();
  const queryClient = useQueryClient();
  const [isCorrecting, setCorrecting] = useState(false);
  const again = useMutation({
    mutationFn: () => sendAgain(reminder.id),
    onSuccess: async ({ toEmail }) => {
      toast(t('refused.sending', { email: toEmail ?? '' }));
      await refreshAfterChange(queryClient);
    },
  });
  if (reminder.state !== 'refused' || !may('reminder.manage')) return null;
  const isOfContact = reminder.contactId !== null && reminder.clientId !== null;
  const isAddress = isAddressAtFault(refusalOf(reminder.serverAnswer ?? reminder.stateReason ?? ''));
  return (
    <div className={asLinks ? classes.links : classes.acts}>
      {isOfContact && may('client.edit') && (
        <Act asLink={asLinks} isFirst={isAddress} onClick={() => setCorrecting(true)}>
          {t('refused.correct')}
        </Act>
      )}
      {reminder.memberId && may('member.read') && (
        <Link to="/settings/members" className="link">
          {t('refused.member')}
        </Link>
      )}
      <Act asLink={asLinks} isFirst={!isAddress} isBusy={again.isPending} onClick={() => again.mutate()}>
        {t('refused.again')}
      </Act>
      {again.isError && (
        <p role="alert" className={classes.fault}>
          {problemText(again.error)}
        </p>
      )}
      {isOfContact && isCorrecting && (
        <CorrectedContact reminder={reminder} onClose={() => setCorrecting(false)} onCorrected={() => again.mutate()} />
      )}
    </div>
  );
}

interface ActProps {
  /** In a row of a table; a button elsewhere. */
  asLink: boolean;
  /** The act that helps. */
  isFirst: boolean;
  isBusy?: boolean;
  onClick: () => void;
  children: string;
}

function Act({ asLink, isFirst, isBusy = false, onClick, children }: ActProps) {
  if (asLink) {
    return (
      <button type="button" className="link" disabled={isBusy} onClick={onClick}>
        {children}
      </button>
    );
  }
  return (
    <Button size="xs" variant={isFirst ? 'filled' : 'default'} loading={isBusy} onClick={onClick}>
      {children}
    </Button>
  );
}

function CorrectedContact({
  reminder,
  onClose,
  onCorrected,
}: {
  reminder: ReminderLine;
  onClose: () => void;
  onCorrected: () => void;
}) {
  const client = useQuery(clientQuery(reminder.clientId ?? ''));
  const contact = client.data?.contacts.find(({ id }) => id === reminder.contactId);
  if (!client.data || !contact) return null;
  return (
    <ContactForm
      opened
      onClose={onClose}
      client={client.data}
      contact={contact}
      onSaved={(saved) => {
        if (saved.email !== contact.email) onCorrected();
      }}
    />
  );
}
