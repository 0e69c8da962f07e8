import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { startApi, type TestApi } from '../support/test-app.js';

const WEB = join(__dirname, '../../apps/web/src');

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return sources(path);
    return /\.tsx?$/.test(name) ? [path] : [];
  });
}

interface Call {
  /** null where the address is kept in a variable first */
  method: string | null;
  /** every part that is put in at run time as {} */
  path: string;
  file: string;
}

/** Every address of the api in the web's code. */
function callsOf(file: string): Call[] {
  const code = readFileSync(file, 'utf8');
  return [...code.matchAll(/(?:api\.(get|post|put|patch|delete)(?:<[^;(]*>)?\(\s*)?(['`])(\/api\/[^'`\s]*)\2/g)].map(
    (match) => ({
      method: match[1]?.toUpperCase() ?? null,
      path: String(match[3]).replace(/\$\{[^}]*\}/g, '{}'),
      file: file.slice(WEB.length + 1),
    }),
  );
}

/** Whether a called address is a described one; a part put in at run time may stand for a fixed word. */
function isDescribedBy(called: string, described: string): boolean {
  const [asked, known] = [called.split('/'), described.split('/')];
  return (
    asked.length === known.length &&
    asked.every((part, index) => part === known[index] || part === '{}' || /^\{\w+\}$/.test(known[index] ?? ''))
  );
}

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

it('the web calls no address and no method that the api does not have', async () => {
  const { body } = await api.nobody().get('/api/openapi.json').expect(200);
  const paths = Object.entries((body as { paths: Record<string, Record<string, unknown>> }).paths);
  const calls = sources(WEB)
    .flatMap(callsOf)
    // the beginning of every address of the sign-in library, compared with and never called
    .filter(({ path }) => path !== '/api/auth/');
  expect(calls.length).toBeGreaterThan(60);
  const unknown = calls.filter(
    ({ method, path }) =>
      !paths.some(
        ([described, methods]) =>
          isDescribedBy(path, described) && (method === null || method.toLowerCase() in methods),
      ),
  );
  expect(unknown).toEqual([]);
});
