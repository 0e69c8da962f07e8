import { Button, CopyButton, Modal, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readerTimeZone } from '../api/clock.js';
import { refreshAfterChange } from '../api/refresh.js';
import { FoundSelect } from '../certificates/found-select.js';
import { loadClients } from '../clients/clients.api.js';
import { ConfirmDialog } from '../components/confirm-dialog.js';
import { FormDrawer } from '../components/form-drawer.js';
import { Names } from '../components/names.js';
import { EmptyState, ErrorState, SkeletonRows } from '../components/states.js';
import { toast } from '../components/toast.js';
import { useLanguage } from '../i18n/use-language.js';
import { SettingsPage } from '../settings/settings-page.js';
import { makeReleaseKey, releaseKeysQuery, revokeReleaseKey } from './goods-release.api.js';
import classes from './goods-release.module.css';
import type { NewReleaseKey, ReleaseKey } from './goods-release.types.js';

/** Keys with which goods issue systems ask whether a model may leave. */
export function ReleaseKeysPage() {
  const { t } = useTranslation('release');
  const keys = useQuery(releaseKeysQuery);
  const [isMaking, setMaking] = useState(false);
  const [made, setMade] = useState<NewReleaseKey | null>(null);
  const make = <Button onClick={() => setMaking(true)}>{t('keys.make')}</Button>;
  return (
    <SettingsPage tab="releaseKeys" reading={t('keys.reading')} acts={make}>
      {keys.isPending && <SkeletonRows rows={3} />}
      {keys.isError && <ErrorState error={keys.error} onRetry={() => void keys.refetch()} />}
      {keys.data?.length === 0 && <EmptyState sentence={t('keys.none')} hint={t('keys.noneHint')} />}
      <ul className={classes.keys}>
        {keys.data?.map((key) => (
          <li key={key.id} data-revoked={key.revokedAt !== null}>
            <KeyLine releaseKey={key} />
          </li>
        ))}
      </ul>
      <KeyForm opened={isMaking} onClose={() => setMaking(false)} onMade={setMade} />
      {made && <MadeKey made={made} onClose={() => setMade(null)} />}
    </SettingsPage>
  );
}

function KeyLine({ releaseKey }: { releaseKey: ReleaseKey }) {
  const { t } = useTranslation('release');
  const language = useLanguage();
  const queryClient = useQueryClient();
  const [isEnding, setEnding] = useState(false);
  const { name, clientName, clientNameZh, createdAt, createdByName, lastUsedAt, revokedAt } = releaseKey;
  const at = (instant: string) => language.instant(instant, readerTimeZone());
  return (
    <>
      <span className={classes.keyName}>
        <b>{name}</b>
        <span className={classes.quiet}>
          {clientName ? <Names latin={clientName} zh={clientNameZh} /> : t('keys.everyClient')}
        </span>
      </span>
      <span className={classes.quiet}>
        {language.clauses([
          t('keys.made', { at: at(createdAt), name: createdByName ?? '–' }),
          revokedAt
            ? t('keys.revokedAt', { at: at(revokedAt) })
            : lastUsedAt
              ? t('keys.used', { at: at(lastUsedAt) })
              : t('keys.neverUsed'),
        ])}
      </span>
      {revokedAt === null && (
        <button
          type="button"
          className="link"
          aria-label={t('keys.revokeNamed', { name })}
          onClick={() => setEnding(true)}
        >
          {t('keys.revoke')}
        </button>
      )}
      <ConfirmDialog
        opened={isEnding}
        onClose={() => setEnding(false)}
        title={t('keys.revokeTitle', { name })}
        act={t('keys.revoke')}
        onConfirm={async () => {
          await revokeReleaseKey(releaseKey);
          toast(t('keys.revoked'));
          await refreshAfterChange(queryClient);
        }}
      >
        {t('keys.revokeFollows')}
      </ConfirmDialog>
    </>
  );
}

interface KeyFormProps {
  opened: boolean;
  onClose: () => void;
  onMade: (made: NewReleaseKey) => void;
}

function KeyForm({ opened, onClose, onMade }: KeyFormProps) {
  const { t } = useTranslation('release');
  const queryClient = useQueryClient();
  return (
    <FormDrawer<{ name: string; clientId: string | null }, NewReleaseKey>
      opened={opened}
      onClose={onClose}
      title={t('keys.make')}
      draftKey={null}
      initial={{ name: '', clientId: null }}
      labels={{ name: t('keys.name'), clientId: t('keys.client') }}
      check={({ name }) => (name.trim() ? {} : { name: t('missing.keyName') })}
      save={makeReleaseKey}
      onSaved={(made) => {
        onMade(made);
        void refreshAfterChange(queryClient);
      }}
      saveLabel={t('keys.make')}
    >
      {(field, form) => (
        <>
          <TextInput {...field('name')} description={t('keys.nameHelp')} maxLength={100} data-autofocus />
          <FoundSelect
            {...field('clientId', { optional: true })}
            description={t('keys.clientHelp')}
            value={form.values.clientId}
            clearable
            queryKey={['clients', 'for-release-key']}
            find={async (words, signal) => {
              const page = await loadClients({ q: words, limit: 20 }, signal);
              return page.items.map(({ id, legalName }) => ({ value: id, label: legalName }));
            }}
            onChange={(clientId) => form.setFieldValue('clientId', clientId)}
          />
        </>
      )}
    </FormDrawer>
  );
}

/** The key, once, and how it is used. */
function MadeKey({ made, onClose }: { made: NewReleaseKey; onClose: () => void }) {
  const { t } = useTranslation(['release', 'common']);
  const example = `curl -G -H "Authorization: Bearer ${made.key}" --data-urlencode "model=GB-1234" "${window.location.origin}/api/public/goods-release"`;
  return (
    <Modal
      opened
      onClose={onClose}
      closeOnClickOutside={false}
      title={t('release:keys.madeTitle', { name: made.name })}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common:act.close') }}
    >
      <p>{t('release:keys.once')}</p>
      <Copied text={made.key} label={t('release:keys.copy')} />
      <p>{t('release:keys.example')}</p>
      <Copied text={example} label={t('release:keys.copyExample')} />
      <Button mt={16} onClick={onClose}>
        {t('release:keys.kept')}
      </Button>
    </Modal>
  );
}

function Copied({ text, label }: { text: string; label: string }) {
  const { t } = useTranslation('release');
  return (
    <div className={classes.copied}>
      <code>{text}</code>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Button size="xs" variant="default" onClick={copy}>
            {copied ? t('keys.copied') : label}
          </Button>
        )}
      </CopyButton>
    </div>
  );
}
