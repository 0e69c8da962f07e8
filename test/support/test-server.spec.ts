import pg from 'pg';
import { createEmptyDatabase, createTestDatabase } from './test-server.js';

async function tables(url: string): Promise<string[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const { rows } = await client.query(
      `select table_name as name from information_schema.tables where table_schema = 'public'`,
    );
    return rows.map(({ name }) => name as string);
  } finally {
    await client.end();
  }
}

describe('a test database', () => {
  it('is migrated, empty and nobody else’s', async () => {
    const [one, two] = await Promise.all([createTestDatabase(), createTestDatabase()]);
    expect(one.url).not.toBe(two.url);
    expect(await tables(one.url)).toEqual(expect.arrayContaining(['tenants', 'certificates', 'mails']));
    await one.drop();
    await expect(tables(one.url)).rejects.toThrow('does not exist');
    expect(await tables(two.url)).toContain('tenants');
    await two.drop();
  });

  it('can be had without a schema', async () => {
    const bare = await createEmptyDatabase();
    expect(await tables(bare.url)).toEqual([]);
    await bare.drop();
  });
});
