import { createRoute } from '@tanstack/react-router';
import { needs, screen, workplaceRoute } from '../routes.js';

const WORDS = ['campaigns', 'certificates', 'changes', 'clients', 'history'];

export const campaignRoutes = [
  createRoute({
    getParentRoute: () => workplaceRoute,
    path: '/campaigns',
    beforeLoad: needs('campaign.read'),
    component: screen(() => import('./campaign-list-page.js'), 'CampaignListPage', ...WORDS),
  }),
  createRoute({
    getParentRoute: () => workplaceRoute,
    path: '/campaigns/new',
    beforeLoad: needs('campaign.edit'),
    component: screen(() => import('./new-campaign-page.js'), 'NewCampaignPage', ...WORDS),
  }),
  createRoute({
    getParentRoute: () => workplaceRoute,
    path: '/campaigns/$id',
    beforeLoad: needs('campaign.read'),
    component: screen(() => import('./campaign-page.js'), 'CampaignPage', ...WORDS),
  }),
  createRoute({
    getParentRoute: () => workplaceRoute,
    path: '/campaigns/$id/edit',
    beforeLoad: needs('campaign.edit'),
    component: screen(() => import('./edit-campaign-page.js'), 'EditCampaignPage', ...WORDS),
  }),
];
