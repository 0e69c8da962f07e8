import { Menu } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { IconCheck, IconSelector } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { enterTenant, useSession } from '../api/session.js';
import { Names } from '../components/names.js';
import classes from './frame.module.css';

/** Names the tenant one works in; a menu where the person belongs to several. */
export function TenantSwitch() {
  const { t } = useTranslation();
  const { membership, memberships } = useSession();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const names = (
    <>
      <span className={classes.switchNames}>
        <Names latin={membership.tenantName} zh={membership.tenantNameZh} stacked strong />
      </span>
      <span className={classes.switchShort} aria-hidden="true">
        {membership.tenantName.slice(0, 2)}
      </span>
    </>
  );
  if (memberships.length < 2) {
    return (
      <div className={classes.switch} title={membership.tenantName}>
        {names}
      </div>
    );
  }
  const enter = async (tenantId: string) => {
    await enterTenant(queryClient, tenantId);
    await navigate({ to: '/' });
  };
  return (
    <Menu position="bottom-start" width={260}>
      <Menu.Target>
        <button
          type="button"
          className={classes.switch}
          aria-label={t('tenant.switchFrom', { name: membership.tenantName })}
        >
          {names}
          <IconSelector size={16} stroke={1.5} className={classes.switchArrow} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
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
      </Menu.Dropdown>
    </Menu>
  );
}
