import { useTranslation } from 'react-i18next';
import type { Party } from '#domain/reference/scheme';
import { useSession } from '../api/session.js';
import { PartyMark } from '../components/party-mark.js';
import { useLanguage } from '../i18n/use-language.js';
import classes from './portal.module.css';

/** The consultancy by the name that the reader's script leads with. */
export function useHouseName(): string {
  const { membership } = useSession();
  const { language } = useLanguage();
  return (language === 'zh' && membership.tenantNameZh) || membership.tenantName;
}

/** A party as the client speaks of it: itself "You", the consultancy by name. */
export function usePartyWords(): (party: Party) => string {
  const { t } = useTranslation(['portal', 'domain']);
  const house = useHouseName();
  return (party) => {
    if (party === 'client') return t('portal:turn.you');
    return party === 'consultancy' ? house : t(`domain:party.${party}`);
  };
}

/** Whose turn it is: mark and word. */
export function Turn({ party }: { party: Party }) {
  const say = usePartyWords();
  return (
    <span className={classes.turn} data-you={party === 'client' || undefined}>
      <PartyMark party={party} />
      {say(party)}
    </span>
  );
}
