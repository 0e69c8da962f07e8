const CLIENT = '0190f7c0-1111-7000-8000-000000000001';

interface Call {
  path: string;
  method: string;
  headers: Record<string, string>;
}

/** By a name that the types do not follow: these modules are a browser's. */
async function web<Module>(file: string): Promise<Module> {
  return (await import(`../../apps/web/src/${file}.js`)) as Module;
}

/** The page of somebody who looks with a client's eyes, and an api that takes what it is given. */
const calls: Call[] = [];
beforeAll(() => {
  const world = globalThis as unknown as Record<string, unknown>;
  world['location'] = { search: `?as=${CLIENT}` };
  world['fetch'] = (
    path: string,
    { method = 'GET', headers }: { method?: string; headers: Record<string, string> },
  ) => {
    calls.push({ path, method, headers });
    const isPiece = method === 'PATCH' || path.endsWith('/completion');
    const upload = { id: 'u1', state: 'uploading', sizeBytes: 4, chunkBytes: 4, offsetBytes: isPiece ? 4 : 0 };
    return Promise.resolve(Response.json(upload));
  };
});
beforeEach(() => calls.splice(0));

describe('who looks with a client’s eyes', () => {
  it('says so with every step of an upload, so that the api refuses each', async () => {
    const { uploadFile } = await web<{ uploadFile: (file: File, options: object) => Promise<unknown> }>(
      'documents/upload',
    );
    const file = new File(['%PDF'], 'report.pdf');
    await uploadFile(file, { onProgress: () => {}, signal: new AbortController().signal });
    expect(calls.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /api/uploads',
      'PATCH /api/uploads/u1',
      'POST /api/uploads/u1/completion',
    ]);
    for (const { headers } of calls) expect(headers['homolog-view-as']).toBe(CLIENT);
  });

  it('says so when a file is loaded', async () => {
    const { loadFile } = await web<{ loadFile: (path: string) => Promise<Blob> }>('api/load-file');
    await loadFile('/api/letterhead/logo');
    expect(calls).toMatchObject([{ path: '/api/letterhead/logo', headers: { 'homolog-view-as': CLIENT } }]);
  });

  it('signs out as themselves', async () => {
    const { api } = await web<{ api: { post: (path: string) => Promise<unknown> } }>('api/client');
    await api.post('/api/auth/sign-out');
    expect(calls[0]!.headers).not.toHaveProperty('homolog-view-as');
  });
});
