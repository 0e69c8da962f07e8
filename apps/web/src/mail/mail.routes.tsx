import { createRoute } from '@tanstack/react-router';
import { needs, screen, workplaceRoute } from '../routes.js';

export const mailsRoute = createRoute({
  getParentRoute: () => workplaceRoute,
  path: '/settings/mails',
  beforeLoad: needs('reminder.read'),
  component: screen(() => import('./mails-page.js'), 'MailsPage', 'mail', 'settings', 'reminders'),
});

export const channelsRoute = createRoute({
  getParentRoute: () => workplaceRoute,
  path: '/settings/channels',
  beforeLoad: needs('channel.own'),
  component: screen(() => import('./channels-page.js'), 'ChannelsPage', 'mail', 'settings'),
});
