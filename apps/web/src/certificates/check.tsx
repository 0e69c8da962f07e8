import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../api/problem.js';
import { refreshAfterChange } from '../api/refresh.js';
import { useSession } from '../api/session.js';
import { ConfirmDialog } from '../components/confirm-dialog.js';
import { Section } from '../components/detail-page.js';
import { ErrorState } from '../components/states.js';
import { toast } from '../components/toast.js';
import type { Certificate } from './certificates.types.js';
import { checkQuery, switchCheckOff, switchCheckOn } from './register.api.js';
import classes from './register.module.css';

const CheckLabel = lazy(() => import('./check-label.js'));

/** Whether anybody may check this certificate without a sign-in, and the code that leads there. */
export function CheckSection({ certificate: { id, number } }: { certificate: Pick<Certificate, 'id' | 'number'> }) {
  const { t } = useTranslation('papers');
  const { may } = useSession();
  const queryClient = useQueryClient();
  const check = useQuery(checkQuery(id));
  const [isEnding, setEnding] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const mayManage = may('public-check.manage');
  const begin = async () => {
    setBusy(true);
    try {
      await switchCheckOn(id);
      toast(t('check.switchedOn'));
      await refreshAfterChange(queryClient);
    } catch (error) {
      toast(problemText(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Section
      title={t('check.title')}
      note={t('check.note')}
      acts={
        mayManage &&
        check.data?.isOn && (
          <button type="button" className="link" onClick={() => setEnding(true)}>
            {t('check.switchOff')}
          </button>
        )
      }
    >
      {check.isError && <ErrorState error={check.error} onRetry={() => void check.refetch()} />}
      {check.data?.address && (
        <>
          {!check.data.isAllowed && (
            <p className={classes.warning}>
              {t('check.stopped')} {mayManage && <ToSettings />}
            </p>
          )}
          <Suspense fallback={null}>
            <CheckLabel address={check.data.address} number={number} />
          </Suspense>
        </>
      )}
      {check.data && !check.data.isOn && (
        <div className={classes.checkWords}>
          <p className={classes.gone}>{t(check.data.isAllowed ? 'check.off' : 'check.notAllowed')}</p>
          {mayManage && !check.data.isAllowed && (
            <p>
              <ToSettings />
            </p>
          )}
          {mayManage && check.data.isAllowed && (
            <>
              <p className={classes.quiet}>{t('check.what')}</p>
              <div>
                <Button size="xs" variant="default" loading={isBusy} onClick={() => void begin()}>
                  {t('check.switchOn')}
                </Button>
              </div>
            </>
          )}
        </div>
      )}
      <ConfirmDialog
        opened={isEnding}
        onClose={() => setEnding(false)}
        title={t('check.offTitle')}
        act={t('check.switchOff')}
        onConfirm={async () => {
          await switchCheckOff(id);
          toast(t('check.switchedOff'));
          await refreshAfterChange(queryClient);
        }}
      >
        {t('check.offFollows')}
      </ConfirmDialog>
    </Section>
  );
}

function ToSettings() {
  const { t } = useTranslation('papers');
  return (
    <Link to={'/settings/organisation' as '/'} className="link">
      {t('check.toSettings')}
    </Link>
  );
}
