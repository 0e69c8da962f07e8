import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CaughtMail, MailStore, OpenedMail } from './mail-store.js';

/** Mails on one page; older ones are a link away. */
const PAGE_SIZE = 100;

/**
 * The catcher's web side: `/` and `/mails/:id` for people, `/api/mails` and `/api/mails/:id` for programs. A tool for
 * this machine only: it answers to the names of this machine, so no page of the internet can read through it.
 */
export async function answerPage(store: MailStore, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  if (!['localhost', '127.0.0.1', '[::1]'].includes(host))
    return send(response, 403, 'text/plain', 'Only for this machine.');
  const url = new URL(request.url ?? '/', 'http://localhost');
  const [area, kind, id, part] = url.pathname.startsWith('/api/')
    ? ['api', ...url.pathname.split('/').slice(2)]
    : ['', ...url.pathname.split('/').slice(1)];
  if (request.method === 'DELETE' && area === 'api' && kind === 'mails' && !id) {
    if (request.headers.origin && request.headers.origin !== `http://${request.headers.host}`)
      return send(response, 403, 'text/plain', 'Only from its own page.');
    await store.clear();
    response.writeHead(204).end();
    return;
  }
  if (request.method !== 'GET')
    return send(response, 405, 'text/plain', 'GET /api/mails, GET /api/mails/:id or DELETE /api/mails');

  if (area === 'api' && kind === 'mails' && !id) return sendJson(response, listed(store, url));
  if (area === '' && kind === '' && !id)
    return sendHtml(response, listPage(store, Math.max(0, Number(url.searchParams.get('skip')) || 0)));
  const mail = kind === 'mails' && id ? await store.open(id) : null;
  if (!mail) return send(response, 404, 'text/plain', 'Not found');
  if (area === 'api' && part === 'raw')
    return send(response, 200, 'message/rfc822', (await store.source(mail.id)) ?? '');
  if (area === 'api' && !part) return sendJson(response, listable(mail));
  if (area === '' && part === 'html' && mail.html !== null) return sendMailHtml(response, mail);
  if (area === '' && !part) return sendHtml(response, mailPage(mail));
  return send(response, 404, 'text/plain', 'Not found');
}

/** Without what is large: the source has its own address, attachments are described. */
function listable({ source: _source, attachments, ...mail }: OpenedMail): object {
  return { ...mail, attachments: attachments.map(({ content: _content, ...rest }) => rest) };
}

/** Newest first; `?to=` keeps the mails to one address, `?limit=` the newest few. */
function listed(store: MailStore, url: URL): { total: number; items: CaughtMail[] } {
  const to = url.searchParams.get('to')?.toLowerCase();
  const all = store.list().reverse();
  const items = to ? all.filter((mail) => mail.to.some((address) => address.toLowerCase() === to)) : all;
  return { total: items.length, items: items.slice(0, Number(url.searchParams.get('limit')) || items.length) };
}

const style = `
:root { color-scheme: light dark; --paper: #f3f4f1; --sheet: #fff; --line: #e3e6e1; --ink: #13201f; --ink2: #45534f; --ink3: #5f6c68; --accent: #0b6068; }
@media (prefers-color-scheme: dark) { :root { --paper: #0e1315; --sheet: #151b1e; --line: #263035; --ink: #e6edeb; --ink2: #aebbb8; --ink3: #8c9a97; --accent: #66c7cc; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 14px/20px "Segoe UI", -apple-system, Roboto, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
main { max-width: 1040px; margin: 0 auto; padding: 20px 16px 40px; }
header { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: baseline; justify-content: space-between; margin-bottom: 16px; }
h1 { font-size: 20px; line-height: 28px; font-weight: 600; margin: 0; overflow-wrap: anywhere; }
a { color: var(--accent); } a:focus-visible, button:focus-visible, summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.quiet { color: var(--ink3); } .small { font-size: 12px; line-height: 16px; }
ol { list-style: none; margin: 0; padding: 0; background: var(--sheet); border-top: 1px solid var(--line); }
ol a { display: grid; grid-template-columns: 14rem 1fr max-content; gap: 4px 16px; padding: 10px 12px; border-bottom: 1px solid var(--line); color: inherit; text-decoration: none; }
ol a:hover { background: var(--paper); } ol span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; } ol time { white-space: nowrap; color: var(--ink3); }
@media (max-width: 640px) { ol a { grid-template-columns: 1fr auto; } ol .subject { grid-column: 1 / -1; grid-row: 2; } }
section { background: var(--sheet); border: 1px solid var(--line); padding: 12px 16px; margin-bottom: 16px; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 16px; margin: 0; } dt { color: var(--ink3); } dd { margin: 0; overflow-wrap: anywhere; }
h2, summary { font-size: 14px; line-height: 20px; font-weight: 600; margin: 0 0 8px; } summary { cursor: pointer; margin: 0; }
details[open] summary { margin-bottom: 8px; }
pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; font: 13px/19px ui-monospace, Consolas, monospace, "Noto Sans CJK SC"; }
iframe { width: 100%; height: 70vh; border: 0; background: #fff; display: block; }
button { font: inherit; color: var(--accent); background: none; border: 1px solid currentColor; border-radius: 6px; padding: 2px 10px; cursor: pointer; }
.empty { padding: 40px 12px; text-align: center; background: var(--sheet); border: 1px solid var(--line); }`;

// Looks for new mails every two seconds, without disturbing who is reading further down or with the keyboard.
const script = `
const total = Number(document.body.dataset.total);
document.getElementById('clear')?.addEventListener('click', async () => {
  if (!confirm('Delete all caught mails?')) return;
  await fetch('/api/mails', { method: 'DELETE' });
  location.reload();
});
for (const time of document.querySelectorAll('time')) time.textContent = new Date(time.dateTime).toLocaleString();
if (document.body.dataset.total !== undefined) setInterval(async () => {
  const now = await fetch('/api/mails?limit=1').then((answer) => answer.json()).catch(() => null);
  if (!now || now.total === total) return;
  if (scrollY === 0 && document.activeElement === document.body) location.reload();
  else document.getElementById('news').hidden = false;
}, 2000);`;

const sourceHash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const pagePolicy = `default-src 'none'; style-src ${sourceHash(style)}; script-src ${sourceHash(script)}; connect-src 'self'; frame-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
// A mail is foreign text: it gets no scripts, no network and no origin. Its links open in a tab of their own.
const mailPolicy = `default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox`;

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}

function linked(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((piece, at) =>
      at % 2 ? `<a href="${escape(piece)}" target="_blank" rel="noreferrer">${escape(piece)}</a>` : escape(piece),
    )
    .join('');
}

function frame(title: string, total: number | null, content: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escape(title)}</title><link rel="icon" href="data:,"><style>${style}</style></head><body${total === null ? '' : ` data-total="${total}"`}><main>${content}</main><script>${script}</script></body></html>`;
}

function when(mail: CaughtMail): string {
  return `<time datetime="${mail.caughtAt}">${mail.caughtAt.slice(0, 16).replace('T', ' ')} UTC</time>`;
}

function listPage(store: MailStore, skip: number): string {
  const all = store.list().reverse();
  const rows = all
    .slice(skip, skip + PAGE_SIZE)
    .map(
      (mail) =>
        `<li><a href="/mails/${mail.id}"><span>${escape(mail.to.join(', '))}</span><span class="subject">${escape(mail.subject) || '<span class="quiet">no subject</span>'}</span>${when(mail)}</a></li>`,
    );
  const older = skip + PAGE_SIZE < all.length ? `<p><a href="/?skip=${skip + PAGE_SIZE}">Older mails</a></p>` : '';
  const newer = skip > 0 ? `<p><a href="/?skip=${Math.max(0, skip - PAGE_SIZE)}">Newer mails</a></p>` : '';
  const count = all.length === 1 ? '1 mail' : `${all.length} mails`;
  return frame(
    'Caught mails - Homolog',
    all.length,
    `<header><div><h1>Caught mails</h1><span class="quiet">${count}; nothing leaves this machine. <a id="news" href="/" hidden>New mails have arrived</a></span></div>${all.length ? '<button id="clear" type="button">Delete all</button>' : ''}</header>
    ${newer}${rows.length ? `<ol>${rows.join('')}</ol>` : '<p class="empty quiet">No mail yet. Whatever Homolog sends appears here by itself.</p>'}${older}`,
  );
}

function mailPage(mail: OpenedMail): string {
  const facts: [string, string][] = [
    ['From', escape(mail.sender)],
    ['To', escape(mail.to.join(', '))],
    ['Caught', when(mail)],
    ['Message-ID', escape(mail.messageId)],
  ];
  const attachments = mail.attachments.filter(({ contentId }) => !contentId);
  if (attachments.length)
    facts.push([
      'Attachments',
      attachments.map(({ name, type, sizeBytes }) => escape(`${name} (${type}, ${sizeBytes} bytes)`)).join('<br>'),
    ]);
  return frame(
    `${mail.subject} - caught mail`,
    null,
    `<header><div><a class="small" href="/">All caught mails</a><h1>${escape(mail.subject) || 'No subject'}</h1></div><a href="/api/mails/${mail.id}/raw" download="${mail.id}.eml">Source (.eml)</a></header>
    <section><dl>${facts.map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`).join('')}</dl></section>
    ${mail.html === null ? '' : `<section><h2>HTML</h2><iframe title="The mail as HTML" sandbox="allow-popups allow-popups-to-escape-sandbox" src="/mails/${mail.id}/html"></iframe></section>`}
    <section><h2>Plain text</h2>${mail.text ? `<pre>${linked(mail.text)}</pre>` : '<span class="quiet">The mail has no plain text.</span>'}</section>
    <section><details><summary>Headers</summary><pre>${mail.headers.map(({ name, value }) => `${escape(name)}: ${escape(value)}`).join('\n')}</pre></details></section>`,
  );
}

function sendMailHtml(response: ServerResponse, mail: OpenedMail): void {
  const withImages = mail.attachments.reduce(
    (html, { contentId, type, content }) =>
      contentId
        ? html.replaceAll(`cid:${contentId}`, `data:${type};base64,${Buffer.from(content).toString('base64')}`)
        : html,
    mail.html ?? '',
  );
  send(
    response,
    200,
    'text/html; charset=utf-8',
    /<head[^>]*>/i.test(withImages)
      ? withImages.replace(/<head[^>]*>/i, '$&<base target="_blank">')
      : `<base target="_blank">${withImages}`,
    mailPolicy,
  );
}

function sendHtml(response: ServerResponse, html: string): void {
  send(response, 200, 'text/html; charset=utf-8', html, pagePolicy);
}

function sendJson(response: ServerResponse, value: unknown): void {
  send(response, 200, 'application/json; charset=utf-8', JSON.stringify(value));
}

function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string | Buffer,
  policy = "default-src 'none'; frame-ancestors 'none'",
): void {
  response
    .writeHead(status, {
      'content-type': type,
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    })
    .end(body);
}
