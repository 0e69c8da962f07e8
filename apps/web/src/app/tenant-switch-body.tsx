import { Menu } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { IconCheck } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { enterTenant, useSession } from '../api/session.js';
import { Names } from '../components/names.js';
import { OpenedMenu } from './opened-menu.js';

/** The person's tenants, to change between them. */
export default function TenantSwitchBody({ children }: { children: ReactElement }) {
  const { t } = useTranslation();
  const { membership, memberships } = useSession();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const enter = async (tenantId: string) => {
    await enterTenant(queryClient, tenantId);
    await navigate({ to: '/' });
  };
  return (
    <OpenedMenu button={children} position="bottom-start" width={260}>
      <Menu.Label>{t('tenant.yours')}</Menu.Label>
      {memberships.map((m) => (
        <Menu.Item
          key={m.tenantId}
          onClick={() => void enter(m.tenantId)}
          rightSection={
            m.tenantId === membership.tenantId ? (
              <IconCheck size={16} stroke={1.5} aria-label={t('tenant.current')} />
            ) : null
          }
        >
          <Names latin={m.tenantName} zh={m.tenantNameZh} stacked />
        </Menu.Item>
      ))}
    </OpenedMenu>
  );
}
