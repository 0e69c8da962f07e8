import i18next from 'i18next';
import { Problem } from '../api/problem.js';

/** Whether this browser can hear of things while no page of ours is open. */
export function isPushPossible(): boolean {
  return 'serviceWorker' in navigator && 'PushManager' in window && window.isSecureContext;
}

export interface DeviceTarget {
  url: string;
  secret: string;
  publicKey: string;
}

/**
 * Asks the person, then the browser's push service, for an address of this device.
 *
 * @param key of the installation, base64url
 * @throws Problem `channel.push-denied` when the person or the browser does not allow it
 */
export async function subscribeDevice(key: string): Promise<DeviceTarget> {
  if ((await Notification.requestPermission()) !== 'granted') throw denied();
  const registration = await navigator.serviceWorker.register('/push-worker.js');
  await navigator.serviceWorker.ready;
  const subscription = await registration.pushManager
    .subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(key) })
    .catch(() => {
      throw denied();
    });
  const { endpoint, keys } = subscription.toJSON();
  if (!endpoint || !keys?.['auth'] || !keys['p256dh']) throw denied();
  return { url: endpoint, secret: keys['auth'], publicKey: keys['p256dh'] };
}

function denied(): Problem {
  return new Problem(409, 'channel.push-denied', i18next.t('errors:channel.push-denied' as never));
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
