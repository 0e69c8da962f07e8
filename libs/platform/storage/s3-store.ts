import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { type FileStore, NotStored, ofSize, requireKey } from './file-store.js';

/** How to reach a bucket. */
export interface S3Settings {
  /** null: the address that AWS has for the region */
  readonly endpoint: string | null;
  readonly bucket: string;
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey: string;
  /** the bucket stands in the path and not in the host name, as most servers other than AWS want it */
  readonly isPathStyle: boolean;
}

/** Bytes of a piece of a large object, each tried again on its own. */
const PART_BYTES = 8 * 1024 * 1024;

/** Files in a bucket of AWS or any server that speaks S3. The bucket is made by who installs, private and not by us. */
export class S3Store implements FileStore {
  private readonly client: S3Client;
  private readonly bucket: string;

  constructor(settings: S3Settings) {
    this.bucket = settings.bucket;
    this.client = new S3Client({
      ...(settings.endpoint && { endpoint: settings.endpoint }),
      region: settings.region,
      forcePathStyle: settings.isPathStyle,
      credentials: { accessKeyId: settings.accessKey, secretAccessKey: settings.secretKey },
      // Checksums that servers other than AWS may not know are sent only where the protocol asks for them.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    });
  }

  async put(key: string, content: Readable, sizeBytes: number): Promise<void> {
    const upload = new Upload({
      client: this.client,
      partSize: PART_BYTES,
      queueSize: 2,
      // Pieces of an upload that failed are taken away; an object appears only when it is whole.
      leavePartsOnError: false,
      params: {
        Bucket: this.bucket,
        Key: requireKey(key),
        Body: Readable.from(ofSize(content, sizeBytes), { objectMode: false }),
      },
    });
    try {
      await upload.done();
    } catch (error) {
      content.destroy();
      throw error;
    }
  }

  async read(key: string): Promise<Readable> {
    try {
      const { Body } = await this.client.send(new GetObjectCommand({ Bucket: this.bucket, Key: requireKey(key) }));
      return Body as Readable;
    } catch (error) {
      throw isMissing(error) ? new NotStored(key) : error;
    }
  }

  async stat(key: string): Promise<{ sizeBytes: number } | null> {
    try {
      const found = await this.client.send(new HeadObjectCommand({ Bucket: this.bucket, Key: requireKey(key) }));
      return { sizeBytes: found.ContentLength! };
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  async remove(key: string): Promise<void> {
    await this.client.send(new DeleteObjectCommand({ Bucket: this.bucket, Key: requireKey(key) }));
  }

  async removeUnder(folder: string): Promise<void> {
    const Prefix = `${requireKey(folder)}/`;
    for (;;) {
      // Asked anew each time: what was listed is gone by then.
      const { Contents } = await this.client.send(new ListObjectsV2Command({ Bucket: this.bucket, Prefix }));
      const Objects = (Contents ?? []).map(({ Key }) => ({ Key }));
      if (Objects.length === 0) return;
      const done = await this.client.send(new DeleteObjectsCommand({ Bucket: this.bucket, Delete: { Objects } }));
      if (done.Errors?.length) throw new Error(`the store did not remove ${done.Errors.length} objects`);
    }
  }

  close(): void {
    this.client.destroy();
  }
}

function isMissing(error: unknown): boolean {
  return (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode === 404;
}
