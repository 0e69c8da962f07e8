import { Drawer } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AccountMenu } from './account-menu.js';
import classes from './frame.module.css';
import { NavigationEntry, useScreens } from './navigation.js';
import { TenantSwitch } from './tenant-switch.js';

/** What the phone's bottom bar has no room for. */
export default function MoreDrawer({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const screens = useScreens();
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
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
            <NavigationEntry key={screen.name} screen={screen} onOpen={onClose} />
          ))}
      </div>
      <div className={classes.moreFoot}>
        <AccountMenu />
      </div>
    </Drawer>
  );
}
