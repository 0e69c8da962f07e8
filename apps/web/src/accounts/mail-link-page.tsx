import type { UseQueryResult } from '@tanstack/react-query';
import { useEffect, type ReactNode } from 'react';
import type { Language } from '#domain/permissions';
import { toProblem } from '../api/problem.js';
import { ErrorState } from '../components/states.js';
import { speak, spoken } from '../i18n/i18n.js';
import { AccountPage } from './account-page.js';

interface MailLinkPageProps<Answer> {
  /** what stands behind the link */
  query: UseQueryResult<Answer>;
  title: string;
  loading: string;
  /** said where the link opens nothing */
  gone: { title: string; lead: string };
  children: (answer: Answer) => ReactNode;
}

/** The page behind the link of a mail, for its reader and without a sign-in, in the language of the mail. */
export function MailLinkPage<Answer extends { language: Language }>(props: MailLinkPageProps<Answer>) {
  const { query, title, loading, gone, children } = props;
  const language = query.data?.language;
  // The mail's language is its reader's own; another may be chosen at the foot.
  useEffect(() => {
    if (language && language !== spoken()) void speak(language);
  }, [language]);
  if (query.isPending)
    return (
      <AccountPage title={title}>
        <p role="status">{loading}</p>
      </AccountPage>
    );
  if (query.isError && toProblem(query.error).status === 404)
    return <AccountPage title={gone.title} lead={gone.lead} />;
  if (query.isError)
    return (
      <AccountPage title={title}>
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      </AccountPage>
    );
  return children(query.data);
}
