import { Select, Switch } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES, type Language } from '#domain/permissions';
import { readerTimeZone } from '../api/clock.js';
import { problemText } from '../api/problem.js';
import { refreshAfterChange } from '../api/refresh.js';
import { ConfirmDialog } from '../components/confirm-dialog.js';
import { toast } from '../components/toast.js';
import { useLanguage } from '../i18n/use-language.js';
import { changeChannel, removeChannel, testChannel } from './mail.api.js';
import classes from './mail.module.css';
import type { Channel } from './mail.types.js';

/** One channel: what it hears, what its server said last, and its acts. */
export function ChannelLine({ channel }: { channel: Channel }) {
  const { t } = useTranslation(['mail', 'domain']);
  const language = useLanguage();
  const queryClient = useQueryClient();
  const [isRemoving, setRemoving] = useState(false);
  const refresh = () => refreshAfterChange(queryClient);
  const test = useMutation({ mutationFn: () => testChannel(channel.id), onSettled: refresh });
  const turn = useMutation({
    mutationFn: (isOn: boolean) => changeChannel(channel.id, { version: channel.version, isOn }),
    onSettled: refresh,
  });
  const speak = useMutation({
    mutationFn: (spoken: Language) => changeChannel(channel.id, { version: channel.version, language: spoken }),
    onSettled: refresh,
  });
  const { name, kind, host, topics, isOn, isOwn, isTeam, lastAt, lastState, lastAnswer, owed } = channel;
  const fault = test.error ?? turn.error ?? speak.error;
  return (
    <>
      <span className={classes.lineMain}>
        <b>{name}</b>
        <span className={classes.quiet}>
          {language.clauses([
            t(`channels.kind.${kind}`),
            host,
            isTeam && !isOwn && t(`domain:language.${channel.language}`),
          ])}
        </span>
      </span>
      <span className={classes.lineMore}>
        <span>{language.items(topics.map((topic) => t(`channels.topic.${topic}`)))}</span>
        <span className={classes.quiet} role="status">
          {lastAt && lastState
            ? t(`channels.last.${lastState}`, { at: language.instant(lastAt, readerTimeZone()) })
            : t('channels.last.never')}
          {lastAnswer && lastState !== 'sent' && (
            <>
              {' '}
              <q>{lastAnswer}</q>
            </>
          )}
        </span>
        {owed > 0 && <span className={classes.quiet}>{t('channels.owed', { count: owed })}</span>}
        {fault && (
          <span role="alert" className={classes.fault}>
            {problemText(fault)}
          </span>
        )}
      </span>
      {isOwn && (
        <span className={classes.acts}>
          {isTeam && (
            <Select
              size="xs"
              className={classes.spoken}
              aria-label={t('channels.languageNamed', { name })}
              data={LANGUAGES.map((value) => ({ value, label: t(`domain:language.${value}`) }))}
              value={channel.language}
              allowDeselect={false}
              disabled={speak.isPending}
              onChange={(spoken) => speak.mutate(spoken as Language)}
            />
          )}
          <Switch
            label={t('channels.on')}
            aria-label={t('channels.onNamed', { name })}
            checked={isOn}
            disabled={turn.isPending}
            onChange={({ currentTarget }) => turn.mutate(currentTarget.checked)}
          />
          <button
            type="button"
            className="link"
            disabled={test.isPending}
            aria-label={t('channels.testNamed', { name })}
            onClick={() => test.mutate()}
          >
            {t('channels.test')}
          </button>
          <button
            type="button"
            className="link"
            aria-label={t('channels.removeNamed', { name })}
            onClick={() => setRemoving(true)}
          >
            {t('channels.remove')}
          </button>
        </span>
      )}
      <ConfirmDialog
        opened={isRemoving}
        onClose={() => setRemoving(false)}
        title={t('channels.removeQuestion', { name })}
        act={t('channels.remove')}
        onConfirm={async () => {
          await removeChannel(channel.id);
          toast(t('channels.removed'));
          await refresh();
        }}
      >
        {t('channels.removeFollows')}
      </ConfirmDialog>
    </>
  );
}
