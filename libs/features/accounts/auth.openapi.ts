/**
 * The endpoints of better-auth that this product opens; every other one of the library stays shut. The library does not
 * describe itself to Nest, so they are described here.
 */
const json = (schema: object) => ({ content: { 'application/json': { schema } } });

const object = (properties: Record<string, object>, required = Object.keys(properties)) => ({
  type: 'object',
  additionalProperties: false,
  properties,
  required,
});

const email = { type: 'string', format: 'email', maxLength: 254 };
const password = { type: 'string', minLength: 10, maxLength: 128 };
const language = { type: 'string', enum: ['en', 'de', 'zh'] };
const timeZone = { type: 'string', description: 'IANA name, e.g. Asia/Shanghai' };
const done = json(object({ status: { type: 'boolean' } }));

interface Body {
  summary: string;
  body: object;
  answer: object;
  refusals: Record<string, string>;
}

const post = ({ summary, body, answer, refusals }: Body) => ({
  post: {
    tags: ['Auth'],
    summary,
    requestBody: { required: true, ...json(body) },
    responses: {
      '200': { description: 'Done', ...answer },
      ...Object.fromEntries(Object.entries(refusals).map(([status, description]) => [status, { description }])),
    },
  },
});

const TOO_MANY = { '429': 'Too many requests; try again after the seconds in X-Retry-After' };

export const AUTH_PATHS = {
  '/api/auth/sign-up/email': post({
    summary: 'Sign up. A mail asks to verify the address; the answer is the same whether or not it is known.',
    body: object({ name: { type: 'string', minLength: 1, maxLength: 200 }, email, password, language, timeZone }, [
      'name',
      'email',
      'password',
    ]),
    answer: json(object({ token: { type: 'string', nullable: true }, user: { type: 'object' } })),
    refusals: { '400': 'A field is wrong', '503': 'The mail could not be sent; try again', ...TOO_MANY },
  }),
  '/api/auth/send-verification-email': post({
    summary: 'Sends the mail to verify the address again, if the address waits for it.',
    body: object({ email }),
    answer: done,
    refusals: { '503': 'The mail could not be sent; try again', ...TOO_MANY },
  }),
  '/api/auth/verify-email': {
    get: {
      tags: ['Auth'],
      summary: 'Verifies the address with the token of the mail and signs in.',
      parameters: [{ name: 'token', in: 'query', required: true, schema: { type: 'string' } }],
      responses: {
        '200': { description: 'Verified', ...done },
        '401': { description: 'The token is broken or too old' },
      },
    },
  },
  '/api/auth/sign-in/email': post({
    summary: 'Sign in: sets the session cookie.',
    body: object({ email, password, rememberMe: { type: 'boolean', default: true } }, ['email', 'password']),
    answer: json(object({ token: { type: 'string' }, user: { type: 'object' } })),
    refusals: {
      '401': 'Address or password is wrong',
      '403': 'The address is not verified; a mail to do so was sent',
      ...TOO_MANY,
    },
  }),
  '/api/auth/sign-out': post({
    summary: 'Sign out: the session is unknown everywhere at once.',
    body: { type: 'object', additionalProperties: false },
    answer: json(object({ success: { type: 'boolean' } })),
    refusals: {},
  }),
  '/api/auth/request-password-reset': post({
    summary: 'Sends a mail to set a new password; the answer is the same whether or not the address is known.',
    body: object({ email }),
    answer: done,
    refusals: { '503': 'Mails cannot be sent now; try again', ...TOO_MANY },
  }),
  '/api/auth/reset-password': post({
    summary: 'Sets a new password with the token of the mail and ends every session of the person.',
    body: object({ newPassword: password, token: { type: 'string' } }),
    answer: done,
    refusals: { '400': 'The token is used or too old, or the password too short', ...TOO_MANY },
  }),
  '/api/auth/change-password': post({
    summary: 'Changes the password of the signed-in person and ends their other sessions.',
    body: object(
      { currentPassword: { type: 'string' }, newPassword: password, revokeOtherSessions: { type: 'boolean' } },
      ['currentPassword', 'newPassword'],
    ),
    answer: json({ type: 'object' }),
    refusals: { '400': 'The current password is wrong', '401': 'Nobody is signed in', ...TOO_MANY },
  }),
} as const;

/** Whether the method and path are one of the opened endpoints. */
export function isOpenAuthEndpoint(method: string, path: string): boolean {
  const known = AUTH_PATHS[path as keyof typeof AUTH_PATHS];
  return known !== undefined && method.toLowerCase() in known;
}
