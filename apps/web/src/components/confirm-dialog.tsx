import { Button, Group, Modal } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../api/problem.js';

interface ConfirmDialogProps {
  opened: boolean;
  onClose: () => void;
  /** The question, naming the thing. */
  title: string;
  /** What follows from it. */
  children: ReactNode;
  /** Verb and object: "Send 41 mails". */
  act: string;
  onConfirm: () => Promise<unknown>;
}

/** Asks before what cannot be undone, and only then. Stays open and says why when the act fails. */
export function ConfirmDialog({ opened, onClose, title, children, act, onConfirm }: ConfirmDialogProps) {
  const { t } = useTranslation();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const confirm = async () => {
    setBusy(true);
    setError(null);
    try {
      await onConfirm();
      onClose();
    } catch (failure) {
      setError(problemText(failure));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('act.close') }}>
      <div>{children}</div>
      {error && (
        <p role="alert" style={{ color: 'var(--overdue)', marginTop: 12 }}>
          {error}
        </p>
      )}
      <Group justify="flex-end" gap={8} mt={20}>
        <Button variant="default" onClick={onClose}>
          {t('act.cancel')}
        </Button>
        <Button loading={isBusy} onClick={() => void confirm()}>
          {act}
        </Button>
      </Group>
    </Modal>
  );
}
