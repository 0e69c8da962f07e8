import { api } from '../api/client.js';
import { readerTimeZone } from '../api/clock.js';
import { spoken } from '../i18n/i18n.js';

/** The words of the auth library's endpoints (/api/auth), and of ours for tenants and invitations. */

export interface SignUp {
  name: string;
  email: string;
  password: string;
}

export const auth = {
  signIn: (email: string, password: string) => api.post('/api/auth/sign-in/email', { email, password }),
  /** The person's language and zone are taken from this browser; both can be changed later. */
  signUp: (person: SignUp) =>
    api.post('/api/auth/sign-up/email', { ...person, language: spoken(), timeZone: readerTimeZone() }),
  sendVerification: (email: string) => api.post('/api/auth/send-verification-email', { email }),
  /** Token and password together: the mail's reader and who signed up must be the same person. */
  verifyEmail: (token: string, password: string) => api.post('/api/auth/verify-email', { token, password }),
  requestReset: (email: string) => api.post('/api/auth/request-password-reset', { email }),
  resetPassword: (token: string, newPassword: string) => api.post('/api/auth/reset-password', { token, newPassword }),
};

/** Whether the text may be an e-mail address; only a mail that arrives proves it. */
export function looksLikeEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text.trim());
}

export const PASSWORD_MIN = 10;
