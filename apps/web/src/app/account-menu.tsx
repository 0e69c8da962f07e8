import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../api/session.js';
import classes from './frame.module.css';
import { LazyMenu } from './lazy-menu.js';

const AccountMenuBody = lazy(() => import('./account-menu-body.js'));

/** The person at the foot of the navigation: language, colour scheme, density of tables, keys, leaving. */
export function AccountMenu() {
  const { t } = useTranslation();
  const { person } = useSession();
  return (
    <LazyMenu
      body={AccountMenuBody}
      button={
        <button type="button" className={classes.person} aria-label={t('menu.open', { name: person.name })}>
          <span className={classes.initials} data-initials={initials(person.name)} aria-hidden="true" />
          <span className={`${classes.personName} ${classes.word}`}>{person.name}</span>
          <IconAdjustmentsHorizontal size={16} stroke={1.5} className={classes.personIcon} aria-hidden />
        </button>
      }
    />
  );
}

/** Two letters of a name: first letters of its first and last word, or the first two signs of a Chinese one. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const [first = '', last = ''] = [words[0], words.length > 1 ? words[words.length - 1] : ''];
  return (last ? first.charAt(0) + last.charAt(0) : first.slice(0, 2)).toUpperCase();
}
