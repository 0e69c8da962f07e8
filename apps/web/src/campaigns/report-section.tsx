import { Button, Select } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES, type Language } from '#domain/permissions';
import { showFile } from '../api/load-file.js';
import { problemText } from '../api/problem.js';
import { refreshAfterChange } from '../api/refresh.js';
import { useSession } from '../api/session.js';
import { clientQuery } from '../clients/clients.api.js';
import { Section } from '../components/detail-page.js';
import { Names } from '../components/names.js';
import { toast } from '../components/toast.js';
import { LANGUAGE_NAMES } from '../i18n/language-names.js';
import { useLanguage } from '../i18n/use-language.js';
import { chooseReportReaders, loadReportPdf, reportReadersQuery } from './campaigns.api.js';
import classes from './campaigns.module.css';
import type { Campaign, FunnelClient, ReportReader } from './campaigns.types.js';

const MONDAY = 1;
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** The report to a client's management: now as a page, and who gets it each week. */
export function ReportSection({ campaign, clients }: { campaign: Campaign; clients: readonly FunnelClient[] }) {
  const { t } = useTranslation('campaigns');
  const { may } = useSession();
  const { language: own } = useLanguage();
  const [clientId, setClientId] = useState(clients[0]?.clientId ?? null);
  const [language, setLanguage] = useState<Language>(own);
  if (clientId === null) return null;
  const open = () => {
    showFile(() => loadReportPdf(campaign.id, clientId, language)).catch((error: unknown) => toast(problemText(error)));
  };
  return (
    <Section title={t('report.title')} note={t('report.note')}>
      <div className={classes.tools}>
        <Select
          aria-label={t('field.client')}
          data={clients.map((client) => ({ value: client.clientId, label: client.clientName }))}
          value={clientId}
          allowDeselect={false}
          searchable
          onChange={setClientId}
        />
        <Select
          aria-label={t('letter.language')}
          data={LANGUAGES.map((one) => ({ value: one, label: LANGUAGE_NAMES[one].name }))}
          value={language}
          allowDeselect={false}
          onChange={(chosen) => setLanguage(LANGUAGES.find((one) => one === chosen) ?? own)}
        />
        <Button variant="default" onClick={open}>
          {t('report.open')}
        </Button>
      </div>
      <Readers campaign={campaign} clientId={clientId} mayEdit={may('campaign.edit') && campaign.state !== 'closed'} />
    </Section>
  );
}

interface ReadersProps {
  campaign: Campaign;
  /** Whose contacts may be added. */
  clientId: string;
  mayEdit: boolean;
}

function Readers({ campaign, clientId, mayEdit }: ReadersProps) {
  const { t } = useTranslation(['campaigns', 'domain']);
  const language = useLanguage();
  const queryClient = useQueryClient();
  const readers = useQuery(reportReadersQuery(campaign.id));
  const client = useQuery({ ...clientQuery(clientId), enabled: mayEdit });
  const saving = useMutation({
    mutationFn: (chosen: { contactId: string; weekday: number }[]) => chooseReportReaders(campaign.id, chosen),
    onError: (error) => toast(problemText(error)),
    onSettled: () => refreshAfterChange(queryClient),
  });
  const items = readers.data ?? [];
  const put = (chosen: readonly Pick<ReportReader, 'contactId' | 'weekday'>[]) =>
    saving.mutate(chosen.map(({ contactId, weekday }) => ({ contactId, weekday })));
  const others = (client.data?.contacts ?? []).filter(({ id }) => !items.some(({ contactId }) => contactId === id));
  return (
    <>
      <p className={classes.quiet}>{t(items.length > 0 ? 'campaigns:report.weekly' : 'campaigns:report.nobody')}</p>
      <ul className={classes.readerList}>
        {items.map(({ contactId, name, email, clientName, clientNameZh, weekday, lastOn }) => (
          <li key={contactId}>
            <span className={classes.stack}>
              <span>
                {name} &lt;{email}&gt;
              </span>
              <span className={classes.quiet}>
                <Names latin={clientName} zh={clientNameZh} />
                {lastOn && <> {t('campaigns:report.last', { day: language.day(lastOn, {}) })}</>}
              </span>
            </span>
            <Select
              aria-label={t('campaigns:report.weekday', { name })}
              data={WEEKDAYS.map((day) => ({ value: String(day), label: t(`campaigns:weekday.${day}`) }))}
              value={String(weekday)}
              allowDeselect={false}
              disabled={!mayEdit || saving.isPending}
              onChange={(day) =>
                put(items.map((one) => (one.contactId === contactId ? { contactId, weekday: Number(day) } : one)))
              }
            />
            {mayEdit && (
              <button
                type="button"
                className="link"
                disabled={saving.isPending}
                onClick={() => put(items.filter((one) => one.contactId !== contactId))}
              >
                {t('campaigns:report.remove')}
              </button>
            )}
          </li>
        ))}
      </ul>
      {mayEdit && others.length > 0 && (
        <Select
          label={t('campaigns:report.add')}
          data={others.map(({ id, name }) => ({ value: id, label: name }))}
          value={null}
          disabled={saving.isPending || !readers.isSuccess}
          style={{ maxWidth: 360 }}
          onChange={(contactId) => contactId && put([...items, { contactId, weekday: MONDAY }])}
        />
      )}
    </>
  );
}
