import { createRoute } from '@tanstack/react-router';
import { rootRoute, screen } from '../routes.js';

/** Where the link of a mail leads: its reader answers without a sign-in. */
export const answerRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/answer/$token',
  component: screen(() => import('./answer-page.js'), 'AnswerPage', 'answers'),
});
