import { IconSelector } from '@tabler/icons-react';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../api/session.js';
import { Names } from '../components/names.js';
import classes from './frame.module.css';
import { LazyMenu } from './lazy-menu.js';

const TenantSwitchBody = lazy(() => import('./tenant-switch-body.js'));

/** Names the tenant one works in; a menu where the person belongs to several. */
export function TenantSwitch() {
  const { t } = useTranslation();
  const { membership, memberships } = useSession();
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
  return (
    <LazyMenu
      body={TenantSwitchBody}
      button={
        <button
          type="button"
          className={classes.switch}
          aria-label={t('tenant.switchFrom', { name: membership.tenantName })}
        >
          {names}
          <IconSelector size={16} stroke={1.5} className={classes.switchArrow} aria-hidden />
        </button>
      }
    />
  );
}
