import { Link, useLocation } from '@tanstack/react-router';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../api/session.js';
import { IS_MAC, openPalette } from '../palette/open-palette.js';
import { AccountMenu } from './account-menu.js';
import classes from './frame.module.css';
import { Logo } from './logo.js';
import { screenAt, SCREENS, type Screen } from './screens.js';
import { TenantSwitch } from './tenant-switch.js';

/** The screens the person may open, in order. */
export function useScreens(): Screen[] {
  const { may, hasOneCompany } = useSession();
  return SCREENS.filter((screen) => may(screen.needs)).map((screen) =>
    screen.name === 'clients' && hasOneCompany ? { ...screen, name: 'ownCompany' } : screen,
  );
}

const GROUPS = ['day', 'work', 'registers'] as const;

/** The side navigation: 212 px, from 1240 px down 56 px with icons, none on phones. */
export function Navigation() {
  const { t } = useTranslation();
  const screens = useScreens();
  return (
    <nav className={classes.nav} aria-label={t('nav.main')}>
      <div className={classes.brand}>
        <Logo />
        <span className={classes.word}>Homolog</span>
      </div>
      <TenantSwitch />
      <button type="button" className={classes.find} onClick={openPalette} title={t('nav.find')}>
        <IconSearch size={16} stroke={1.5} aria-hidden />
        <span className={classes.word}>{t('nav.find')}</span>
        <kbd className={classes.word} aria-hidden="true">
          {IS_MAC ? '⌘ K' : t('keys.ctrlK')}
        </kbd>
      </button>
      {GROUPS.map((group) => {
        const entries = screens.filter((screen) => screen.group === group);
        if (entries.length === 0) return null;
        return (
          <div key={group}>
            {group !== 'day' && <div className={`${classes.groupName} ${classes.word}`}>{t(`nav.group.${group}`)}</div>}
            {entries.map((screen) => (
              <NavigationEntry key={screen.name} screen={screen} />
            ))}
          </div>
        );
      })}
      <div className={classes.foot}>
        {screens
          .filter((screen) => screen.group === 'foot')
          .map((screen) => (
            <NavigationEntry key={screen.name} screen={screen} />
          ))}
        <AccountMenu />
      </div>
    </nav>
  );
}

/** One entry; `aria-current` is set by the router while its page or a page under it is open. */
export function NavigationEntry({ screen, onOpen }: { screen: Screen; onOpen?: () => void }) {
  const { t } = useTranslation();
  const isCurrent = useLocation({ select: ({ pathname }) => screenAt(pathname)?.to === screen.to });
  const Icon = screen.icon;
  const name = t(`nav.${screen.name}`);
  return (
    <Link
      to={screen.to}
      className={classes.entry}
      // an entry whose page lies under another's does not light both
      activeOptions={{ exact: !isCurrent, includeSearch: false }}
      activeProps={{ 'aria-current': 'page' }}
      title={name}
      onClick={onOpen}
    >
      <Icon size={18} stroke={1.5} aria-hidden />
      <span className={classes.word}>{name}</span>
    </Link>
  );
}
