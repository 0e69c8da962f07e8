import { IconMailOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { readerTimeZone } from '../api/clock.js';
import { useSession } from '../api/session.js';
import { useLanguage } from '../i18n/use-language.js';
import { suppressedAddressesQuery } from './mail.api.js';
import classes from './mail.module.css';

/** Beside an address: that mails do not reach it, since when, and the server's words. Nothing where they do. */
export function AddressMark({ email }: { email: string }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const language = useLanguage();
  const { data } = useQuery({ ...suppressedAddressesQuery, enabled: may('reminder.read') });
  const mark = data?.find((each) => each.email === email.toLowerCase());
  if (!mark) return null;
  const words = t(`addressMark.${mark.reason}`, { since: language.instant(mark.since, readerTimeZone()) });
  return (
    <a className={classes.mark} href="/settings/mails" title={mark.answer ?? undefined}>
      <IconMailOff size={14} aria-hidden />
      {words}
    </a>
  );
}
