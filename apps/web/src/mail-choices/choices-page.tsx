import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { MailChoice, MailTopic } from '#domain/mail/choices';
import { AccountPage } from '../accounts/account-page.js';
import { MailLinkPage } from '../accounts/mail-link-page.js';
import { api } from '../api/client.js';
import { problemText } from '../api/problem.js';
import { useLanguage } from '../i18n/use-language.js';
import { ChoiceList, TopicName } from './choice-list.js';
import classes from './mail-choices.module.css';
import type { ReaderChoices } from './mail-choices.types.js';

const pathOf = (token: string) => `/api/public/mail-choices/${encodeURIComponent(token)}`;

/** Behind the link of a mail: what its reader wants by mail, without a sign-in. Opening it changes nothing. */
export function ChoicesPage() {
  const { t } = useTranslation('choices');
  const { token } = useParams({ from: '/mail-choices/$token' });
  const query = useQuery({
    queryKey: ['public-mail-choices', token],
    queryFn: ({ signal }) => api.get<ReaderChoices>(pathOf(token), undefined, signal),
    retry: false,
    gcTime: 0,
  });
  const gone = { title: t('gone.title'), lead: t('gone.lead') };
  return (
    <MailLinkPage query={query} title={t('title')} loading={t('loading')} gone={gone}>
      {(reader) => <Choices token={token} reader={reader} />}
    </MailLinkPage>
  );
}

function Choices({ token, reader }: { token: string; reader: ReaderChoices }) {
  const { t } = useTranslation('choices');
  const { name } = useLanguage();
  const queryClient = useQueryClient();
  const choose = useMutation({
    mutationFn: (choices: { topic: MailTopic; choice: MailChoice }[]) =>
      api.put<ReaderChoices>(pathOf(token), { choices }),
    onSuccess: (now) => queryClient.setQueryData(['public-mail-choices', token], now),
  });
  const { items, ofMail } = reader;
  const isOn = ofMail.some((topic) => items.some((item) => item.topic === topic && item.choice !== 'never'));
  return (
    <AccountPage
      title={t('title')}
      lead={t('lead', { tenant: name(reader.tenantName, reader.tenantNameZh), name: reader.readerName })}
    >
      {ofMail.length > 0 && (
        <div className={classes.ofMail}>
          <p>{t(isOn ? 'ofMail' : 'ofMailOff')}</p>
          <ul>
            {ofMail.map((topic) => (
              <li key={topic}>
                <TopicName topic={topic} />
              </li>
            ))}
          </ul>
          {isOn && (
            <Button
              variant="default"
              loading={choose.isPending}
              onClick={() => choose.mutate(ofMail.map((topic) => ({ topic, choice: 'never' })))}
            >
              {t('switchOff')}
            </Button>
          )}
        </div>
      )}
      <p role="status" className={`${classes.note} ${classes.status}`}>
        {choose.isSuccess ? t('saved') : t('always')}
      </p>
      {choose.isError && <p role="alert">{problemText(choose.error)}</p>}
      <ChoiceList
        items={items}
        isBusy={choose.isPending}
        onChoose={(topic, choice) => choose.mutate([{ topic, choice }])}
      />
    </AccountPage>
  );
}
