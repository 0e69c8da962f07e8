import type { QueryClient } from '@tanstack/react-query';
import { createRouter } from '@tanstack/react-router';
import { accountRoutes } from './accounts/accounts.routes.js';
import { NotFoundPage, RouteError } from './app/route-error.js';
import { applicabilityRoutes } from './applicability/applicability.routes.js';
import { applicationRoutes } from './applications/applications.routes.js';
import { calendarRoute } from './calendar/calendar.routes.js';
import { campaignRoutes } from './campaigns/campaigns.routes.js';
import { certificateRoutes } from './certificates/certificates.routes.js';
import { announcementRoute, announcementsRoute, changesRoute } from './changes/changes.routes.js';
import { clientRoutes } from './clients/clients.routes.js';
import { SkeletonPage } from './components/states.js';
import { projectRoutes } from './approvals/approvals.routes.js';
import { determinationRoutes } from './determinations/determinations.routes.js';
import { auditRoutes } from './factory-audits/audits.routes.js';
import { channelsRoute, mailsRoute } from './mail/mail.routes.js';
import { goodsReleaseRoute, portalReleaseRoute, releaseKeysRoute } from './goods-release/goods-release.routes.js';
import { importRoutes } from './imports/imports.routes.js';
import { operationsRoute } from './operations/operations.routes.js';
import { planRoutes } from './plans/plans.routes.js';
import { portalRoutes } from './portal/portal.routes.js';
import { productChangeRoutes } from './product-changes/product-changes.routes.js';
import { productRoutes } from './products/products.routes.js';
import { mailChoicesRoute } from './mail-choices/mail-choices.routes.js';
import { answerRoute } from './reminder-answers/answer.routes.js';
import { reminderRoutes } from './reminders/reminders.routes.js';
import { renewalsRoute } from './renewals/renewals.routes.js';
import { labRoutes } from './test-lab-bookings/test-lab-bookings.routes.js';
import { checkRoute } from './public-check/check.routes.js';
import { portalRoute, rootRoute, workplaceRoute } from './routes.js';
import { settingsRoutes } from './settings/settings.routes.js';
import { todayRoute } from './today/today.routes.js';
import { workRoutes } from './work/work.routes.js';

const routeTree = rootRoute.addChildren([
  ...accountRoutes,
  checkRoute,
  answerRoute,
  mailChoicesRoute,
  operationsRoute,
  portalRoute.addChildren([...portalRoutes, portalReleaseRoute]),
  workplaceRoute.addChildren([
    todayRoute,
    calendarRoute,
    ...workRoutes,
    ...applicationRoutes,
    ...certificateRoutes,
    renewalsRoute,
    ...productChangeRoutes,
    ...campaignRoutes,
    goodsReleaseRoute,
    ...applicabilityRoutes,
    changesRoute,
    announcementsRoute,
    announcementRoute,
    ...clientRoutes,
    ...auditRoutes,
    ...productRoutes,
    ...planRoutes,
    ...labRoutes,
    ...determinationRoutes,
    ...projectRoutes,
    ...reminderRoutes,
    ...importRoutes,
    ...settingsRoutes,
    releaseKeysRoute,
    mailsRoute,
    channelsRoute,
  ]),
]);

/** Every value in an address is text: filters read as they are written (`?status=valid&sort=-dueOn`). */
function parseSearch(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search));
}

function stringifySearch(search: Record<string, unknown>): string {
  const entries = Object.entries(search).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const text = new URLSearchParams(entries.map(([name, value]) => [name, String(value)])).toString();
  return text ? `?${text}` : '';
}

export function makeRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    parseSearch,
    stringifySearch,
    scrollRestoration: true,
    defaultPreload: 'intent',
    defaultPendingMs: 200,
    defaultPendingComponent: SkeletonPage,
    defaultErrorComponent: RouteError,
    defaultNotFoundComponent: NotFoundPage,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
