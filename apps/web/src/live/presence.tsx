import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.js';
import { useSession } from '../api/session.js';
import { initials } from '../app/account-menu.js';
import type { PresentPerson } from './live-line.js';
import { news } from './news.js';
import classes from './presence.module.css';

export type PresenceSubject = { applicationId: string } | { auditId: string } | { bookingId: string };

/** Said again before the minute is over after which the api takes somebody for gone. */
const AGAIN_MS = 25_000;

/** Who else of the team has this page open, as initials. A client neither sees it nor is seen. */
export function Presence({ subject }: { subject: PresenceSubject }) {
  const { t } = useTranslation('comments');
  const { may, isClient } = useSession();
  const people = usePresence(subject, may('member.read') && !isClient);
  if (people.length === 0) return null;
  const names = people.map(({ name }) => name).join(', ');
  return (
    <span className={classes.people} role="status" title={t('presence.also', { names })}>
      <span className={classes.said}>{t('presence.also', { names })}</span>
      {people.slice(0, 4).map(({ memberId, name }) => (
        <span key={memberId} className={classes.person} data-initials={initials(name)} aria-hidden="true" />
      ))}
      {people.length > 4 && (
        <span className={classes.person} data-initials={`+${people.length - 4}`} aria-hidden="true" />
      )}
    </span>
  );
}

function usePresence(subject: PresenceSubject, isStaff: boolean): readonly PresentPerson[] {
  const [people, setPeople] = useState<readonly PresentPerson[]>([]);
  const said = JSON.stringify(subject);
  useEffect(() => {
    if (!isStaff) return;
    const page = JSON.parse(said) as PresenceSubject;
    const [id] = Object.values(page);
    let isLeft = false;
    // a courtesy: that it could not be said changes nothing for the reader
    const tell = (isHere: boolean) =>
      api.post<{ people: PresentPerson[] }>('/api/live/presence', { ...page, isHere }).then(
        (answer) => {
          if (isHere && !isLeft) setPeople(answer.people);
        },
        () => undefined,
      );
    const onVisibility = () => void tell(!document.hidden);
    const timer = setInterval(() => {
      if (!document.hidden) void tell(true);
    }, AGAIN_MS);
    void tell(true);
    document.addEventListener('visibilitychange', onVisibility);
    const end = news.onPresence((heard) => {
      if (heard.id === id) setPeople(heard.people);
    });
    return () => {
      isLeft = true;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', onVisibility);
      end();
      void tell(false);
    };
  }, [said, isStaff]);
  return people;
}
