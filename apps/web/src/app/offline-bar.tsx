import { useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { connection } from '../api/client.js';
import classes from './frame.module.css';

/** Says since when what is on the screen may be old. It goes by itself once the api answers again. */
export function OfflineBar() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const lostAt = useSyncExternalStore(connection.subscribe, connection.lostAt);
  if (!lostAt) return null;
  const time = `${String(lostAt.getHours()).padStart(2, '0')}:${String(lostAt.getMinutes()).padStart(2, '0')}`;
  return (
    <div className={classes.offline} role="status">
      <span>{t('offline.since', { time })}</span>
      <button type="button" className="link" onClick={() => void queryClient.invalidateQueries()}>
        {t('act.tryAgain')}
      </button>
    </div>
  );
}
