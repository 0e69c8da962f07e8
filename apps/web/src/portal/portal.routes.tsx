import { createRoute } from '@tanstack/react-router';
import { portalRoute, screen } from '../routes.js';

const CASE_WORDS = ['portal', 'cases', 'documents'];

/** The client's own pages. What a page of the workplace is here, says portal-address.ts. */
export const portalRoutes = [
  createRoute({
    getParentRoute: () => portalRoute,
    path: '/',
    component: screen(() => import('./overview-page.js'), 'OverviewPage', ...CASE_WORDS, 'audits'),
  }),
  createRoute({
    getParentRoute: () => portalRoute,
    path: '/cases/$id',
    component: screen(() => import('./case-page.js'), 'PortalCasePage', ...CASE_WORDS, 'comments'),
  }),
  createRoute({
    getParentRoute: () => portalRoute,
    path: '/certificates',
    component: screen(
      () => import('./certificates-page.js'),
      'PortalCertificatesPage',
      'portal',
      'productChanges',
      'products',
    ),
  }),
  createRoute({
    getParentRoute: () => portalRoute,
    path: '/certificates/$id',
    component: screen(
      () => import('./certificate-page.js'),
      'PortalCertificatePage',
      'portal',
      'certificates',
      'products',
    ),
  }),
  createRoute({
    getParentRoute: () => portalRoute,
    path: '/audits',
    component: screen(() => import('./audits-page.js'), 'PortalAuditsPage', 'portal', 'audits'),
  }),
  createRoute({
    getParentRoute: () => portalRoute,
    path: '/audits/$id',
    component: screen(() => import('./audit-page.js'), 'PortalAuditPage', 'portal', 'audits', 'documents', 'comments'),
  }),
  createRoute({
    getParentRoute: () => portalRoute,
    path: '/approvals',
    component: screen(() => import('./approvals-page.js'), 'PortalApprovalsPage', 'portal', 'determinations'),
  }),
  createRoute({
    getParentRoute: () => portalRoute,
    path: '/approvals/$id',
    component: screen(() => import('./project-page.js'), 'PortalProjectPage', 'portal', 'approvals'),
  }),
  createRoute({
    getParentRoute: () => portalRoute,
    path: '/documents',
    component: screen(() => import('./documents-page.js'), 'PortalDocumentsPage', ...CASE_WORDS),
  }),
  createRoute({
    getParentRoute: () => portalRoute,
    path: '/account',
    component: screen(() => import('./account-page.js'), 'PortalAccountPage', 'portal', 'settings', 'clients'),
  }),
  createRoute({
    getParentRoute: () => portalRoute,
    path: '/mails',
    component: screen(() => import('./mails-page.js'), 'PortalMailsPage', 'portal', 'choices'),
  }),
];
