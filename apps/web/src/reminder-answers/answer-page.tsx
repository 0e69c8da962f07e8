import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AccountPage } from '../accounts/account-page.js';
import { MailLinkPage } from '../accounts/mail-link-page.js';
import { api } from '../api/client.js';
import { setClock } from '../api/clock.js';
import { DaysLeft } from '../components/urgency.js';
import { DueDay } from '../components/deadline-chip.js';
import { SubjectWords } from '../components/subject-words.js';
import { useLanguage } from '../i18n/use-language.js';
import { AnswerChoices } from './answer-choices.js';
import classes from './answers.module.css';
import type { Answerable, AnswerInput, GivenAnswer, MailAnswer, Promisable } from './answers.types.js';

const pathOf = (token: string) => `/api/public/answers/${encodeURIComponent(token)}`;

/** What one mail reminds of, and its reader's answer to each or to all. Reading it answers nothing. */
export function AnswerPage() {
  const { t } = useTranslation('answers');
  const { token } = useParams({ from: '/answer/$token' });
  const query = useQuery({
    queryKey: ['public-answer', token],
    queryFn: async ({ signal }) => {
      const mail = await api.get<MailAnswer>(pathOf(token), undefined, signal);
      setClock(mail.now, mail.timeZone);
      return mail;
    },
    retry: false,
    gcTime: 0,
  });
  const gone = { title: t('gone.title'), lead: t('gone.lead') };
  return (
    <MailLinkPage query={query} title={t('title')} loading={t('loading')} gone={gone}>
      {(mail) => <Answers token={token} mail={mail} />}
    </MailLinkPage>
  );
}

function Answers({ token, mail }: { token: string; mail: MailAnswer }) {
  const { t } = useTranslation('answers');
  const { name } = useLanguage();
  const open = mail.items.filter(({ state }) => state === 'open');
  const [isAll, setAll] = useState(open.length > 1);
  const promisable = commonDays(open);
  return (
    <AccountPage
      title={t('title')}
      lead={t('lead', { tenant: name(mail.tenantName, mail.tenantNameZh), name: mail.readerName })}
    >
      {open.length === 0 && <p className={classes.none}>{t('none')}</p>}
      {open.length > 1 && (
        <div className={classes.all}>
          <label>
            <input type="checkbox" checked={isAll} onChange={(event) => setAll(event.currentTarget.checked)} />{' '}
            {t('allOpen', { count: open.length })}
          </label>
          {isAll && <Answering token={token} promisable={promisable} given={null} />}
        </div>
      )}
      <ul className={classes.items}>
        {mail.items.map((item) => (
          <Item key={item.deadlineId} token={token} item={item} isAnswering={!isAll || open.length < 2} />
        ))}
      </ul>
    </AccountPage>
  );
}

function Item({ token, item, isAnswering }: { token: string; item: Answerable; isAnswering: boolean }) {
  const { t } = useTranslation(['answers', 'domain']);
  const { deadlineId, kind, dueOn, basis, state, subject, promisable, given } = item;
  return (
    <li className={classes.item}>
      <h2>{t(`domain:deadlineAct.${kind}`)}</h2>
      <p>
        <SubjectWords subject={subject} />
      </p>
      <p className={classes.due}>
        <DueDay day={dueOn} basis={basis} />{' '}
        {state === 'open' ? <DaysLeft days={item.daysLeft} /> : <span>{t(`answers:state.${state}`)}</span>}
      </p>
      {given && (
        <p className={classes.given}>
          <GivenWords given={given} />
        </p>
      )}
      {state === 'open' && isAnswering && (
        <Answering token={token} deadlineId={deadlineId} promisable={promisable} given={given} />
      )}
    </li>
  );
}

interface AnsweringProps {
  token: string;
  /** left out: all that are open */
  deadlineId?: string;
  promisable: Promisable | null;
  given: GivenAnswer | null;
}

/** What was said folds the choices away; they come back for another answer. */
function Answering({ token, deadlineId, promisable, given }: AnsweringProps) {
  const { t } = useTranslation('answers');
  const queryClient = useQueryClient();
  const [isAnew, setAnew] = useState(false);
  const send = useMutation({
    mutationFn: (input: AnswerInput) =>
      api.post<MailAnswer>(pathOf(token), { ...input, ...(deadlineId && { deadlineIds: [deadlineId] }) }),
    onSuccess: (mail) => {
      setAnew(false);
      queryClient.setQueryData(['public-answer', token], mail);
    },
  });
  if ((given || send.isSuccess) && !isAnew)
    return (
      <div className={classes.again}>
        {send.isSuccess && <span role="status">{t('done')}</span>}
        <Button variant="default" size="xs" onClick={() => setAnew(true)}>
          {t('change')}
        </Button>
      </div>
    );
  return (
    <AnswerChoices
      promisable={promisable}
      isBusy={send.isPending}
      error={send.error}
      onAnswer={(input) => send.mutate(input)}
    />
  );
}

/** `In work until 12 Dec 2026, said on 20 Nov`. */
export function GivenWords({ given }: { given: GivenAnswer }) {
  const { t } = useTranslation('answers');
  const language = useLanguage();
  const { answer, until, givenAt } = given;
  return t(`said.${answer}`, {
    at: language.instant(givenAt, Intl.DateTimeFormat().resolvedOptions().timeZone),
    until: until ? language.day(until, {}) : '',
  });
}

/** The days that may be promised for each of several; null = for one of them none. */
function commonDays(items: readonly Answerable[]): Promisable | null {
  return items.reduce<Promisable | null>(
    (common, { promisable }) =>
      common && promisable && common.from <= promisable.to
        ? { from: common.from, to: promisable.to < common.to ? promisable.to : common.to }
        : null,
    items[0]?.promisable ?? null,
  );
}
