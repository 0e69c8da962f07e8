import { Drawer } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { IconMenu2 } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AccountMenu } from './account-menu.js';
import classes from './frame.module.css';
import { NavigationEntry, useScreens } from './navigation.js';
import { TenantSwitch } from './tenant-switch.js';

/** The phone's bottom bar: the daily screens, everything else under "More". */
export function PhoneBar() {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const screens = useScreens();
  const close = () => setOpen(false);
  return (
    <>
      <nav className={classes.phoneBar} aria-label={t('nav.phone')}>
        {screens
          .filter((screen) => screen.onPhoneBar)
          .map((screen) => {
            const Icon = screen.icon;
            return (
              <Link
                key={screen.name}
                to={screen.to}
                className={classes.phoneEntry}
                activeOptions={{ exact: screen.to === '/', includeSearch: false }}
                activeProps={{ 'aria-current': 'page' }}
              >
                <Icon size={20} stroke={1.5} aria-hidden />
                <span>{t(`nav.${screen.name}`)}</span>
              </Link>
            );
          })}
        <button type="button" className={classes.phoneEntry} aria-expanded={isOpen} onClick={() => setOpen(true)}>
          <IconMenu2 size={20} stroke={1.5} aria-hidden />
          <span>{t('nav.more')}</span>
        </button>
      </nav>
      <Drawer
        opened={isOpen}
        onClose={close}
        position="bottom"
        size="auto"
        title={t('nav.more')}
        closeButtonProps={{ 'aria-label': t('act.close') }}
      >
        <TenantSwitch />
        <div className={classes.moreList}>
          {screens
            .filter((screen) => !screen.onPhoneBar)
            .map((screen) => (
              <NavigationEntry key={screen.name} screen={screen} onOpen={close} />
            ))}
        </div>
        <div className={classes.moreFoot}>
          <AccountMenu />
        </div>
      </Drawer>
    </>
  );
}
