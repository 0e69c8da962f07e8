import { Switch } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../api/problem.js';
import { refreshAfterChange } from '../api/refresh.js';
import { ConfirmDialog } from '../components/confirm-dialog.js';
import { Section } from '../components/detail-page.js';
import { toast } from '../components/toast.js';
import { allowPublicChecks } from './settings.api.js';
import classes from './settings.module.css';
import type { Tenant } from './settings.types.js';

/** Whether anybody may check certificates without a sign-in; each certificate's address is switched on by itself. */
export function PublicChecks({ tenant }: { tenant: Tenant }) {
  const { t } = useTranslation('settings');
  const queryClient = useQueryClient();
  const [isEnding, setEnding] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const { hasPublicChecks } = tenant;
  const save = async (isAllowed: boolean) => {
    await allowPublicChecks(tenant, isAllowed);
    toast(t(isAllowed ? 'publicChecks.switchedOn' : 'publicChecks.switchedOff'));
    await refreshAfterChange(queryClient);
  };
  const allow = async () => {
    setBusy(true);
    try {
      await save(true);
    } catch (error) {
      toast(problemText(error));
      await refreshAfterChange(queryClient);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Section title={t('publicChecks.title')}>
      <p className={classes.lead}>{t('publicChecks.what')}</p>
      <Switch
        checked={hasPublicChecks}
        disabled={isBusy}
        label={t('publicChecks.label')}
        description={t(hasPublicChecks ? 'publicChecks.on' : 'publicChecks.off')}
        onChange={() => (hasPublicChecks ? setEnding(true) : void allow())}
      />
      <ConfirmDialog
        opened={isEnding}
        onClose={() => setEnding(false)}
        title={t('publicChecks.offTitle')}
        act={t('publicChecks.offAct')}
        onConfirm={() => save(false)}
      >
        {t('publicChecks.offFollows')}
      </ConfirmDialog>
    </Section>
  );
}
