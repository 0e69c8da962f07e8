import { ActionIcon } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { IconChevronDown, IconChevronUp, IconExternalLink, IconX } from '@tabler/icons-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './list.module.css';

interface PeekPanelProps {
  label: string;
  href: string | undefined;
  onPrevious: (() => void) | undefined;
  onNext: (() => void) | undefined;
  onClose: () => void;
  /** On a phone: it takes the focus, so that what lies behind it is left. */
  isOverList?: boolean;
  children: ReactNode;
}

/** A row seen beside its list: Up and Down walk the list, Enter opens the page, Esc closes and gives the focus back. */
export function PeekPanel({ label, href, onPrevious, onNext, onClose, isOverList = false, children }: PeekPanelProps) {
  const { t } = useTranslation();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose();
  };
  const walk = [
    { name: t('peek.previous'), act: onPrevious, Icon: IconChevronUp },
    { name: t('peek.next'), act: onNext, Icon: IconChevronDown },
  ];
  return (
    <aside className={classes.peek} aria-label={label} onKeyDown={onKeyDown}>
      <div className={classes.peekActs}>
        {walk.map(({ name, act, Icon }) => (
          <ActionIcon
            key={name}
            variant="subtle"
            color="gray"
            aria-label={name}
            title={name}
            disabled={!act}
            onClick={act}
          >
            <Icon size={16} stroke={1.5} aria-hidden />
          </ActionIcon>
        ))}
        {href && (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('peek.open')}
            title={t('peek.open')}
            renderRoot={(root) => <Link {...root} to={href} />}
          >
            <IconExternalLink size={16} stroke={1.5} aria-hidden />
          </ActionIcon>
        )}
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('act.close')}
          title={t('act.close')}
          autoFocus={isOverList}
          onClick={onClose}
        >
          <IconX size={16} stroke={1.5} aria-hidden />
        </ActionIcon>
      </div>
      {children}
    </aside>
  );
}
