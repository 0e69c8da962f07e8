import { useQueryClient } from '@tanstack/react-query';
import type { Language } from '#domain/permissions';
import { api } from '../api/client.js';
import { problemText } from '../api/problem.js';
import { meQuery } from '../api/session.js';
import { toast } from '../components/toast.js';
import { speak } from '../i18n/i18n.js';

/**
 * Changes the language of the screens and keeps it with the person, for the mails too. When it cannot be kept the screens
 * speak it all the same, and the person is told why it holds on this device only.
 */
export function useSpeak() {
  const queryClient = useQueryClient();
  return async (language: Language) => {
    try {
      // an answer that is still on its way names the language before, and would bring it back
      await queryClient.cancelQueries({ queryKey: meQuery.queryKey });
      await speak(language);
      await api.patch('/api/me', { language });
      await queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
    } catch (error) {
      toast(problemText(error));
    }
  };
}
