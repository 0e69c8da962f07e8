import { Button, Menu } from '@mantine/core';
import { IconFileCheck } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { showFile } from '../api/load-file.js';
import { problemText } from '../api/problem.js';
import { toast } from '../components/toast.js';
import { useLanguage } from '../i18n/use-language.js';
import { loadProof, makeProof, proofsQuery } from './reminders.api.js';
import type { ReminderProof } from './reminders.types.js';

/** "We told you on these days", as a document in a tab of its own. */
export function ProofButton({
  deadlineId,
  hasClient = true,
  isAgain = false,
}: {
  deadlineId: string;
  hasClient?: boolean;
  /** Beside an older one. */
  isAgain?: boolean;
}) {
  const { t } = useTranslation('reminders');
  const { language } = useLanguage();
  const queryClient = useQueryClient();
  const proof = useMutation({
    mutationFn: (readers: ReminderProof['readers']) =>
      showFile(async () => loadProof((await makeProof(deadlineId, { language, readers })).id)),
    onSuccess: () => queryClient.invalidateQueries(proofsQuery(deadlineId)),
    onError: (error) => toast(problemText(error)),
  });
  const label = t(isAgain ? 'proof.again' : 'proof.make');
  const face = {
    variant: 'default',
    size: isAgain ? 'sm' : 'xs',
    loading: proof.isPending,
    leftSection: <IconFileCheck size={14} stroke={1.5} aria-hidden />,
  } as const;
  if (!hasClient)
    return (
      <Button {...face} onClick={() => proof.mutate('all')}>
        {label}
      </Button>
    );
  return (
    <Menu position="bottom-start" withinPortal={false}>
      <Menu.Target>
        <Button {...face}>{label}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(['all', 'client'] as const).map((readers) => (
          <Menu.Item key={readers} onClick={() => proof.mutate(readers)}>
            {t(`proof.${readers}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
