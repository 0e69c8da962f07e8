import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Permission } from '#domain/permissions';
import { useSession } from '../api/session.js';
import { PageHeader } from '../components/page-header.js';
import { PageTabs } from '../components/page-tabs.js';
import classes from './settings.module.css';

/** The pages of the settings; who lacks the permission does not see the tab. */
const TABS: readonly {
  key:
    | 'profile'
    | 'organisation'
    | 'letterhead'
    | 'members'
    | 'policies'
    | 'mails'
    | 'channels'
    | 'planningValues'
    | 'releaseKeys';
  to: string;
  needs: Permission | null;
}[] = [
  { key: 'profile', to: '/settings', needs: null },
  { key: 'organisation', to: '/settings/organisation', needs: 'tenant.edit' },
  { key: 'letterhead', to: '/settings/letterhead', needs: 'letterhead.read' },
  { key: 'members', to: '/settings/members', needs: 'member.read' },
  { key: 'policies', to: '/settings/reminders', needs: 'policy.read' },
  { key: 'mails', to: '/settings/mails', needs: 'reminder.read' },
  { key: 'channels', to: '/settings/channels', needs: 'channel.own' },
  { key: 'planningValues', to: '/settings/planning-values', needs: 'plan.read' },
  { key: 'releaseKeys', to: '/settings/release-keys', needs: 'release-key.manage' },
];

interface SettingsPageProps {
  tab: (typeof TABS)[number]['key'];
  reading: string;
  acts?: ReactNode;
  children: ReactNode;
}

/** One page of the settings under the tabs of all of them. */
export function SettingsPage({ tab, reading, acts, children }: SettingsPageProps) {
  const { t } = useTranslation('settings');
  const { may } = useSession();
  const tabs = TABS.filter(({ needs }) => !needs || may(needs));
  return (
    <>
      <PageHeader title={t(`${tab}.title`)} reading={reading} acts={acts} />
      {tabs.length > 1 && (
        <PageTabs label={t('tabs')} tabs={tabs.map(({ key, to }) => ({ key, to, title: t(`${key}.tab`) }))} />
      )}
      <div className={classes.content}>{children}</div>
    </>
  );
}
