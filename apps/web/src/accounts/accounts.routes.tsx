import { createRoute } from '@tanstack/react-router';
import { rootRoute, screen } from '../routes.js';

/** Where to go on after signing in; only an address of our own. */
export interface NextSearch {
  next?: string;
}

export interface TokenSearch {
  token?: string;
}

function nextOf(search: Record<string, unknown>): NextSearch {
  const next = search['next'];
  // `//host` and `/\host` would leave the site
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? { next } : {};
}

function tokenOf(search: Record<string, unknown>): TokenSearch {
  return typeof search['token'] === 'string' ? { token: search['token'] } : {};
}

const signIn = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: nextOf,
  component: screen(() => import('./sign-in-page.js'), 'SignInPage', 'accounts'),
});

const signUp = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-up',
  validateSearch: nextOf,
  component: screen(() => import('./sign-up-page.js'), 'SignUpPage', 'accounts'),
});

const verifyEmail = createRoute({
  getParentRoute: () => rootRoute,
  path: '/verify-email',
  validateSearch: tokenOf,
  component: screen(() => import('./verify-email-page.js'), 'VerifyEmailPage', 'accounts'),
});

const forgotPassword = createRoute({
  getParentRoute: () => rootRoute,
  path: '/forgot-password',
  component: screen(() => import('./forgot-password-page.js'), 'ForgotPasswordPage', 'accounts'),
});

const resetPassword = createRoute({
  getParentRoute: () => rootRoute,
  path: '/reset-password',
  validateSearch: tokenOf,
  component: screen(() => import('./reset-password-page.js'), 'ResetPasswordPage', 'accounts'),
});

const invitation = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invitations/$token',
  component: screen(() => import('./invitation-page.js'), 'InvitationPage', 'accounts'),
});

const start = createRoute({
  getParentRoute: () => rootRoute,
  path: '/start',
  component: screen(() => import('./start-page.js'), 'StartPage', 'accounts'),
});

const choose = createRoute({
  getParentRoute: () => rootRoute,
  path: '/choose',
  validateSearch: nextOf,
  component: screen(() => import('./choose-page.js'), 'ChoosePage', 'accounts'),
});

/** Everything before a person stands in a tenant. */
export const accountRoutes = [
  signIn,
  signUp,
  verifyEmail,
  forgotPassword,
  resetPassword,
  invitation,
  start,
  choose,
] as const;
