import { useQueryClient } from '@tanstack/react-query';
import type { Language } from '#domain/permissions';
import { api } from '../api/client.js';
import { meQuery } from '../api/session.js';
import { speak } from '../i18n/i18n.js';

/** Changes the language of the screens and keeps it with the person, for the mails too. */
export function useSpeak() {
  const queryClient = useQueryClient();
  return async (language: Language) => {
    await speak(language);
    await api.patch('/api/me', { language });
    await queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
  };
}
