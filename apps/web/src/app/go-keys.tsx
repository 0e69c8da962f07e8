import { Kbd, Modal } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { Fragment, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isTyping } from '../components/keys.js';
import classes from './frame.module.css';
import { useScreens } from './navigation.js';

const OPEN = 'homolog:key-help';

/** Opens the list of keys from anywhere, e.g. from the person's menu. */
export function openKeyHelp(): void {
  window.dispatchEvent(new Event(OPEN));
}

/** `g` and a second key go to a screen, `?` lists the keys. Off while a field has focus or a Chinese word is composed. */
export function useGoKeys() {
  const [isOpen, setOpen] = useState(false);
  const navigate = useNavigate();
  const screens = useScreens();
  useEffect(() => {
    let pressedG = 0;
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event) || event.metaKey || event.ctrlKey || event.altKey) return;
      if (event.key === '?') setOpen(true);
      const target =
        event.timeStamp - pressedG < 1500 ? screens.find((screen) => screen.goKey === event.key) : undefined;
      pressedG = event.key === 'g' ? event.timeStamp : 0;
      if (target) {
        event.preventDefault();
        void navigate({ to: target.to });
      }
    };
    const onOpen = () => setOpen(true);
    window.addEventListener('keydown', onKey);
    window.addEventListener(OPEN, onOpen);
    return () => {
      window.removeEventListener('keydown', onKey);
      window.removeEventListener(OPEN, onOpen);
    };
  }, [navigate, screens]);
  return { isOpen, close: () => setOpen(false) };
}

const LIST_KEYS = [
  ['j', 'next'],
  ['k', 'previous'],
  ['Space', 'peek'],
  ['Enter', 'open'],
  ['Esc', 'close'],
] as const;

/** The list of keys. */
export function KeyHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
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
