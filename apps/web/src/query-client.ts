import { QueryClient } from '@tanstack/react-query';
import { toProblem } from './api/problem.js';

/** What was read is shown at once and asked again behind it; only what may pass by itself is tried a second time. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (count, error) => {
          const { status } = toProblem(error);
          return count < 1 && (status === 0 || status >= 500);
        },
      },
      mutations: { retry: false },
    },
  });
}
