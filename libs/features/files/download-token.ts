import { createHmac, timingSafeEqual } from 'node:crypto';
import { NotFound, RuleBroken } from '#domain/errors';

/** Minutes for which a download address holds: long enough to click, too short to be passed around. */
export const DOWNLOAD_MINUTES = 5;

export interface DownloadClaim {
  tenantId: string;
  fileId: string;
  /** whole seconds */
  expiresAt: Date;
}

/**
 * The claim as text that fits into an address: what it says, and a signature that only this installation can make. It
 * opens one file, of one tenant, until one instant.
 */
export function signDownload(claim: DownloadClaim, secret: string): string {
  const said = Buffer.alloc(38);
  idBytes(claim.tenantId).copy(said, 0);
  idBytes(claim.fileId).copy(said, 16);
  said.writeUIntBE(Math.floor(claim.expiresAt.getTime() / 1000), 32, 6);
  return `${said.toString('base64url')}.${signature(said, secret).toString('base64url')}`;
}

/**
 * @throws NotFound when the signature is not ours: who made the address up learns nothing; RuleBroken `download.expired`
 */
export function readDownload(token: string, secret: string, now: Date): DownloadClaim {
  const [said, signed] = token.split('.').map((part) => Buffer.from(part, 'base64url'));
  const isOurs = said?.length === 38 && signed?.length === 32 && timingSafeEqual(signed, signature(said, secret));
  // The text as we write it, and no other that decodes to the same bytes.
  if (!isOurs || token !== `${said.toString('base64url')}.${signed.toString('base64url')}`) throw new NotFound('file');
  const expiresAt = new Date(said.readUIntBE(32, 6) * 1000);
  if (now >= expiresAt) throw new RuleBroken('download.expired', { expiresAt: expiresAt.toISOString() });
  return { tenantId: idText(said.subarray(0, 16)), fileId: idText(said.subarray(16, 32)), expiresAt };
}

function signature(said: Buffer, secret: string): Buffer {
  // A key of its own, so that nothing signed for another end opens a file.
  const key = createHmac('sha256', secret).update('file-download').digest();
  return createHmac('sha256', key).update(said).digest();
}

const idBytes = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');

function idText(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/**
 * `attachment` with the file's name: as it is (RFC 5987), and in ASCII for programs that do not know that. It is never
 * shown in the page's own window, whatever its content.
 */
export function attachmentNamed(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const exact = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`;
}
