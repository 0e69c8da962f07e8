import { Kbd, Modal } from '@mantine/core';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { IS_MAC } from '../palette/open-palette.js';
import classes from './frame.module.css';
import { useScreens } from './navigation.js';

const LIST_KEYS = [
  ['j', 'next'],
  ['k', 'previous'],
  ['Space', 'peek'],
  ['Enter', 'open'],
  ['x', 'choose'],
  ['Esc', 'close'],
  ['m', 'moveCase'],
  ['b', 'blockCase'],
] as const;

/** The list of keys. */
export default function KeyHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const screens = useScreens();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('keys.title')}
      closeButtonProps={{ 'aria-label': t('act.close') }}
    >
      <dl className={classes.keys}>
        <dt>
          <Kbd>{IS_MAC ? '⌘ K' : t('keys.ctrlK')}</Kbd>
        </dt>
        <dd>{t('keys.palette')}</dd>
        {screens.map((screen) => (
          <Fragment key={screen.name}>
            <dt>
              <Kbd>g</Kbd> <Kbd>{screen.goKey}</Kbd>
            </dt>
            <dd>{t(`nav.${screen.name}`)}</dd>
          </Fragment>
        ))}
        {LIST_KEYS.map(([key, act]) => (
          <Fragment key={key}>
            <dt>
              <Kbd>{key}</Kbd>
            </dt>
            <dd>{t(`keys.${act}`)}</dd>
          </Fragment>
        ))}
        <dt>
          <Kbd>?</Kbd>
        </dt>
        <dd>{t('keys.help')}</dd>
      </dl>
    </Modal>
  );
}
