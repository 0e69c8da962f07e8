import { readFile } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import { WrongSettings, type BounceTls } from '#platform/config/config';

/** A certificate with its chain and its key, as PEM texts. */
export interface CertificatePair {
  cert: string;
  key: string;
}

/**
 * Reads certificate and key, and tries whether they belong together.
 *
 * @throws WrongSettings naming the setting whose file cannot be read, or both where the pair is none
 */
export async function readCertificate({ certFile, keyFile }: BounceTls): Promise<CertificatePair> {
  const [cert, key] = await Promise.all([
    read('HOMOLOG_BOUNCE_TLS_CERT', certFile),
    read('HOMOLOG_BOUNCE_TLS_KEY', keyFile),
  ]);
  try {
    createSecureContext({ cert, key });
  } catch (error) {
    throw new WrongSettings(
      `HOMOLOG_BOUNCE_TLS_CERT and HOMOLOG_BOUNCE_TLS_KEY are no pair: ${String((error as Error).message)}; allowed is a certificate in PEM and its key without a passphrase.`,
    );
  }
  return { cert, key };
}

async function read(setting: string, file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new WrongSettings(
      `${setting} is "${file}", which cannot be read (${(error as NodeJS.ErrnoException).code}); allowed is a file in PEM.`,
    );
  }
}
