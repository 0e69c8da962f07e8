import { Global, Inject, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import type { Config } from '../config/config.js';
import { CONFIG } from '../platform.module.js';
import type { FileStore } from './file-store.js';
import { FolderStore } from './folder-store.js';

/** Injection token of the store of files, see file-store.ts. */
export const FILE_STORE = Symbol('file-store');

@Injectable()
class CloseStore implements OnApplicationShutdown {
  constructor(@Inject(FILE_STORE) private readonly store: FileStore) {}

  onApplicationShutdown(): void {
    this.store.close();
  }
}

/** The store of files, once per process: a bucket where one is set, a folder where not. */
@Global()
@Module({
  providers: [
    {
      provide: FILE_STORE,
      // The client of S3 is large: loaded only where it is used.
      useFactory: async ({ s3, filesDir }: Config): Promise<FileStore> =>
        s3 ? new (await import('./s3-store.js')).S3Store(s3) : new FolderStore(filesDir),
      inject: [CONFIG],
    },
    CloseStore,
  ],
  exports: [FILE_STORE],
})
export class StorageModule {}
