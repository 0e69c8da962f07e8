import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.js';
import { problemText } from '../api/problem.js';
import { useSession } from '../api/session.js';
import { toast } from '../components/toast.js';
import { loadWords } from '../i18n/i18n.js';
import type { TodayDeadline } from './today.types.js';

/** Forms of other features with their words, loaded when one is asked for. */
const LineForm = lazy(async () => {
  const [module] = await Promise.all([import('./line-form.js'), loadWords('clients', 'certificates')]);
  return module;
});

/** The one next act of a line, for whom it is allowed: record the inspection, enter the certificate, mark as filed. */
export function LineAct({ deadline }: { deadline: TodayDeadline }) {
  const { t } = useTranslation('today');
  const { may } = useSession();
  const [isOpen, setOpen] = useState(false);
  const { kind, subject } = deadline;
  if (kind === 'renewal-filing') return may('deadline.meet') ? <MarkFiled deadline={deadline} /> : null;
  const isForm =
    (kind === 'follow-up-inspection' && subject.factoryId !== null && may('factory.edit')) ||
    (kind === 'conversion' && subject.certificateId !== null && may('certificate.edit'));
  if (!isForm) return null;
  return (
    <>
      <Button variant="default" size="xs" onClick={() => setOpen(true)}>
        {t(`act.${kind}`)}
      </Button>
      {isOpen && (
        <Suspense>
          <LineForm subject={subject} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

/** The application for renewal was handed in; for eight seconds it can be taken back. */
function MarkFiled({ deadline }: { deadline: TodayDeadline }) {
  const { t } = useTranslation('today');
  const queryClient = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const address = `/api/deadlines/${deadline.id}/completion`;
  const refresh = () => queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
  const undo = async () => {
    await api.delete(address).catch((error: unknown) => toast(problemText(error)));
    await refresh();
  };
  const file = async () => {
    setBusy(true);
    try {
      await api.post(address);
      toast(t('act.filed', { number: deadline.subject.label }), undo);
      await refresh();
    } catch (error) {
      toast(problemText(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button variant="default" size="xs" loading={isBusy} onClick={() => void file()}>
      {t('act.renewal-filing')}
    </Button>
  );
}
