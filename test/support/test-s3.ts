import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import type { S3Settings } from '#platform/storage/s3-store';

export interface TestS3 {
  settings: S3Settings;
  /** the same as settings of the program */
  env: Record<string, string>;
  stop(): Promise<void>;
}

/** A server that speaks S3, on a free port and a folder of its own, with one empty bucket. */
export async function startS3(): Promise<TestS3> {
  const directory = mkdtempSync(join(tmpdir(), 'homolog-s3-'));
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory,
    configureBuckets: [{ name: 'files' }],
  });
  const { port } = await server.run();
  const settings = {
    endpoint: `http://127.0.0.1:${port}`,
    bucket: 'files',
    region: 'us-east-1',
    accessKey: 'S3RVER',
    secretKey: 'S3RVER',
    isPathStyle: true,
  };
  return {
    settings,
    env: {
      HOMOLOG_S3_ENDPOINT: settings.endpoint,
      HOMOLOG_S3_BUCKET: settings.bucket,
      HOMOLOG_S3_REGION: settings.region,
      HOMOLOG_S3_ACCESS_KEY: settings.accessKey,
      HOMOLOG_S3_SECRET_KEY: settings.secretKey,
    },
    async stop() {
      await server.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
