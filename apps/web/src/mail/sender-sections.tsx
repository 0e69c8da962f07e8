import { Button, CopyButton } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readerTimeZone } from '../api/clock.js';
import { problemText } from '../api/problem.js';
import { ConfirmDialog } from '../components/confirm-dialog.js';
import { Facts, Section } from '../components/detail-page.js';
import { toast } from '../components/toast.js';
import { useLanguage } from '../i18n/use-language.js';
import { checkMailSender, mailSenderQuery, renewMailKey } from './mail.api.js';
import classes from './mail.module.css';
import type { MailSender } from './mail.types.js';
import { SenderForm } from './sender-form.js';

/** Names, addresses and colour of the tenant's mails. */
export function SenderLook({ sender }: { sender: MailSender }) {
  const { t } = useTranslation('mail');
  const [isEditing, setEditing] = useState(false);
  const text = (value: string | null, instead: string) => value ?? <span className={classes.quiet}>{instead}</span>;
  return (
    <Section
      title={t('sender.title')}
      acts={
        <button type="button" className="link" onClick={() => setEditing(true)}>
          {t('sender.edit')}
        </button>
      }
    >
      <Facts
        facts={[
          { label: t('sender.from'), value: <code>{sender.from}</code> },
          { label: t('field.name'), value: text(sender.name, t('sender.tenantName')) },
          { label: t('field.nameZh'), value: text(sender.nameZh, t('sender.tenantName')) },
          { label: t('field.address'), value: text(sender.address, t('sender.noAddress')) },
          { label: t('field.replyTo'), value: text(sender.replyTo, t('sender.noReplyTo')) },
          {
            label: t('field.accent'),
            value: sender.accent ? <Colour accent={sender.accent} /> : text(null, t('sender.noAccent')),
          },
          { label: t('field.hasLogo'), value: t(`sender.logo.${sender.hasLogo ? sender.logo : 'off'}`) },
        ]}
      />
      <SenderForm opened={isEditing} onClose={() => setEditing(false)} sender={sender} />
    </Section>
  );
}

function Colour({ accent }: { accent: string }) {
  return (
    <span className={classes.colour}>
      <span aria-hidden style={{ background: accent }} />
      <code>{accent}</code>
    </span>
  );
}

interface SenderRecordProps {
  sender: MailSender;
  record: NonNullable<MailSender['record']>;
}

/** The record to be put into the DNS, and whether it was found. */
export function SenderRecord({ sender, record }: SenderRecordProps) {
  const { t } = useTranslation('mail');
  const language = useLanguage();
  const queryClient = useQueryClient();
  const [isRenewing, setRenewing] = useState(false);
  const keep = (saved: MailSender) => queryClient.setQueryData(mailSenderQuery.queryKey, saved);
  const check = useMutation({ mutationFn: checkMailSender, onSuccess: keep });
  const isVerified = sender.state === 'verified';
  return (
    <Section title={t('record.title')}>
      <p className={classes.verdict} data-verified={isVerified} role="status">
        {isVerified ? <IconCircleCheck size={18} aria-hidden /> : <IconAlertTriangle size={18} aria-hidden />}
        {isVerified ? t('record.verified', { from: sender.from }) : t('record.unverified', { from: sender.from })}
      </p>
      {sender.checkResult && sender.checkedAt && (
        <p className={classes.quiet}>
          {t(`record.result.${sender.checkResult}`, { at: language.instant(sender.checkedAt, readerTimeZone()) })}
        </p>
      )}
      <p className={classes.help}>{t('record.help')}</p>
      <Copied label={t('record.name')} text={record.name} />
      <Copied label={t('record.value')} text={record.value} />
      <p className={classes.help}>{t('record.dmarc')}</p>
      {check.isError && (
        <p role="alert" className={classes.fault}>
          {problemText(check.error)}
        </p>
      )}
      <div className={classes.acts}>
        <Button loading={check.isPending} onClick={() => check.mutate()}>
          {t('record.check')}
        </Button>
        <button type="button" className="link" onClick={() => setRenewing(true)}>
          {t('record.renew')}
        </button>
      </div>
      <ConfirmDialog
        opened={isRenewing}
        onClose={() => setRenewing(false)}
        title={t('record.renewQuestion')}
        act={t('record.renew')}
        onConfirm={async () => {
          keep(await renewMailKey());
          toast(t('record.renewed'));
        }}
      >
        {t('record.renewFollows', { from: sender.installationAddress })}
      </ConfirmDialog>
    </Section>
  );
}

function Copied({ label, text }: { label: string; text: string }) {
  const { t } = useTranslation('mail');
  return (
    <div className={classes.copied}>
      <span>{label}</span>
      <code>{text}</code>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Button size="xs" variant="default" onClick={copy} aria-label={t('record.copyNamed', { label })}>
            {copied ? t('record.copied') : t('record.copy')}
          </Button>
        )}
      </CopyButton>
    </div>
  );
}
