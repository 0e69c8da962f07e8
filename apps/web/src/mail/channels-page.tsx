import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../api/session.js';
import { Section } from '../components/detail-page.js';
import { ErrorState, SkeletonRows } from '../components/states.js';
import { SettingsPage } from '../settings/settings-page.js';
import { ChannelForm } from './channel-form.js';
import { ChannelLine } from './channel-line.js';
import { channelsQuery } from './mail.api.js';
import classes from './mail.module.css';
import type { Channel } from './mail.types.js';

/** Other ways in which one hears what was mailed: one's own, and those of the team. */
export function ChannelsPage() {
  const { t } = useTranslation('mail');
  const { may } = useSession();
  const query = useQuery(channelsQuery);
  const [making, setMaking] = useState<{ isTeam: boolean } | null>(null);
  const mayLead = may('mail.manage');
  const part = (isTeam: boolean) => query.data?.items.filter((channel) => channel.isTeam === isTeam) ?? [];
  return (
    <SettingsPage tab="channels" reading={t('channels.reading')}>
      {query.isPending && <SkeletonRows rows={4} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && (
        <>
          <Part
            title={t('channels.mine')}
            help={t('channels.mineHelp')}
            channels={part(false)}
            onMake={() => setMaking({ isTeam: false })}
          />
          <Part
            title={t('channels.team')}
            help={t('channels.teamHelp')}
            channels={part(true)}
            {...(mayLead && { onMake: () => setMaking({ isTeam: true }) })}
          />
          <ChannelForm
            opened={making !== null}
            isTeam={making?.isTeam ?? false}
            list={query.data}
            onClose={() => setMaking(null)}
          />
        </>
      )}
    </SettingsPage>
  );
}

interface PartProps {
  title: string;
  help: string;
  channels: readonly Channel[];
  onMake?: () => void;
}

function Part({ title, help, channels, onMake }: PartProps) {
  const { t } = useTranslation('mail');
  return (
    <Section title={title}>
      <p className={classes.help}>{help}</p>
      {channels.length === 0 && <p className={classes.quiet}>{t('channels.none')}</p>}
      <ul className={classes.lines}>
        {channels.map((channel) => (
          <li key={channel.id} data-off={!channel.isOn}>
            <ChannelLine channel={channel} />
          </li>
        ))}
      </ul>
      {onMake && (
        <Button variant="default" mt={8} onClick={onMake}>
          {t('channels.make')}
        </Button>
      )}
    </Section>
  );
}
