import { Button, CopyButton, Group, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './calendar-feeds.module.css';
import type { NewCalendarFeed } from './calendar-feeds.types.js';

/** The address, once, and how a calendar takes it. */
export function MadeFeed({ made, onClose }: { made: NewCalendarFeed; onClose: () => void }) {
  const { t } = useTranslation(['feeds', 'common']);
  return (
    <Modal
      opened
      onClose={onClose}
      closeOnClickOutside={false}
      title={t('feeds:madeTitle', { name: made.name })}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common:act.close') }}
    >
      <p className={classes.once}>{t('feeds:once')}</p>
      <div className={classes.address}>
        <code>{made.address}</code>
        <Group gap={8}>
          <CopyButton value={made.address}>
            {({ copied, copy }) => (
              <Button size="xs" variant="default" onClick={copy}>
                {copied ? t('feeds:copied') : t('feeds:copy')}
              </Button>
            )}
          </CopyButton>
          <Button size="xs" variant="default" component="a" href={made.address.replace(/^https?:/, 'webcal:')}>
            {t('feeds:open')}
          </Button>
        </Group>
      </div>
      <p className={classes.how}>{t('feeds:how')}</p>
      <Button mt={16} onClick={onClose}>
        {t('feeds:kept')}
      </Button>
    </Modal>
  );
}
