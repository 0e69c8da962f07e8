import type { AccountWords } from './words.js';

export const en: AccountWords = {
  lang: 'en',
  greeting: (name) => `Hello ${name},`,
  foot: (url) => `Sent by Homolog, ${url}`,
  address: 'If the button does not work, open this address:',
  roles: { owner: 'owner', manager: 'manager', consultant: 'consultant', viewer: 'viewer', client: 'client' },
  verify: (hours) => ({
    subject: 'Confirm your e-mail address for Homolog',
    before: ['Somebody signed up to Homolog with this address. If it was you, confirm it with the password you chose.'],
    button: 'Confirm the address',
    after: [
      `The link is valid for ${hours} hours.`,
      'If it was not you, do nothing: without your confirmation the account cannot be used.',
    ],
  }),
  known: () => ({
    subject: 'You already have a Homolog account',
    before: [
      'Somebody tried to sign up to Homolog with this address, which has an account already. If it was you, sign in; if you have forgotten the password, set a new one there.',
    ],
    button: 'Sign in to Homolog',
    after: ['If it was not you, do nothing: your account has not changed.'],
  }),
  reset: (minutes) => ({
    subject: 'Set a new password for Homolog',
    before: ['Somebody asked to set a new password for this address. If it was you, choose one now.'],
    button: 'Set a new password',
    after: [
      `The link is valid for ${minutes} minutes and works once. All devices are signed out then.`,
      'If it was not you, do nothing: your password has not changed.',
    ],
  }),
  invitation: ({ inviter, tenant, role, days, email }) => ({
    subject: `Invitation to ${tenant} on Homolog`,
    before: [
      `${inviter ?? tenant} invites you to join ${tenant} on Homolog, as ${role}. Homolog keeps the dates of certificates for China and reminds of them in time.`,
    ],
    button: 'See the invitation',
    after: [`The invitation is for ${email} and valid for ${days} days. If you do not expect it, do nothing.`],
  }),
};
