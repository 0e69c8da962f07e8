// first, because it puts the style layers in order
import './theme/global.css';
import '@mantine/core/styles.layer.css';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { onSignedOut } from './api/client.js';
import { meQuery } from './api/session.js';
import { startLanguages } from './i18n/i18n.js';
import { makeQueryClient } from './query-client.js';
import { makeRouter } from './router.js';
import { cssVariables, theme } from './theme/theme.js';

const queryClient = makeQueryClient();
const router = makeRouter(queryClient);
const schemes = localStorageColorSchemeManager({ key: 'homolog.scheme' });

// a session that ended while a screen was open: to the sign-in, and back to the same address afterwards
onSignedOut(() => {
  if (!queryClient.getQueryData(meQuery.queryKey)) return;
  const { href } = router.state.location;
  queryClient.removeQueries();
  void router.navigate({ to: '/sign-in', search: { next: href } });
});

void startLanguages().then(() => {
  createRoot(document.getElementById('root') as HTMLElement).render(
    <StrictMode>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariables}
        colorSchemeManager={schemes}
        defaultColorScheme="auto"
      >
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
});
