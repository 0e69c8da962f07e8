import { bounceAddress, complaintsAddress, mailOfBounceAddress, mailsNamedIn } from './bounce-address.js';

const SECRET = 'a secret of this installation, long';
const DOMAIN = 'bounces.test';
const ID = '01900000-0000-7000-8000-00000000000a';
const OTHER = '01900000-0000-7000-8000-00000000000b';
const address = bounceAddress(SECRET, DOMAIN, ID);

describe('a return address', () => {
  test('names its mail, fits into the local part of any server, and outlives a change of case', () => {
    expect(address).toMatch(/^b\+[a-z2-7]{42}@bounces\.test$/);
    expect(mailOfBounceAddress(SECRET, DOMAIN, address)).toBe(ID);
    expect(mailOfBounceAddress(SECRET, DOMAIN, address.toUpperCase())).toBe(ID);
    expect(bounceAddress(SECRET, DOMAIN, OTHER)).not.toBe(address);
  });

  test('is made by nobody else: each changed sign, another domain, prefix or secret is refused', () => {
    const [local] = address.split('@');
    for (let at = 2; at < local!.length; at += 1) {
      const changed = `${local!.slice(0, at)}${local![at] === 'a' ? 'b' : 'a'}${local!.slice(at + 1)}@${DOMAIN}`;
      expect([at, mailOfBounceAddress(SECRET, DOMAIN, changed)]).toEqual([at, null]);
    }
    for (const forged of [
      address.replace(DOMAIN, 'evil.test'),
      address.replace('b+', 'c+'),
      address.replace('b+', ''),
      `${local}a@${DOMAIN}`,
      `${local!.slice(0, -1)}@${DOMAIN}`,
      `${address}@${DOMAIN}`,
      '',
    ])
      expect([forged, mailOfBounceAddress(SECRET, DOMAIN, forged)]).toEqual([forged, null]);
    expect(mailOfBounceAddress(`${SECRET}!`, DOMAIN, address)).toBeNull();
  });

  test('is found where a complaint quotes it, each mail once, and nothing forged', () => {
    const other = bounceAddress(SECRET, DOMAIN, OTHER);
    const forged = bounceAddress('another secret of another house', DOMAIN, ID);
    const text = `Original-Mail-From: <${address}>\r\nReturn-Path: <${address.toUpperCase()}>\r\n<${forged}> ${other}`;
    expect(mailsNamedIn(SECRET, DOMAIN, text)).toEqual([ID, OTHER]);
    expect(mailsNamedIn(SECRET, DOMAIN, 'b+ nobody@bounces.test')).toEqual([]);
  });

  test('complaints have one address of the installation', () => {
    expect(complaintsAddress(SECRET, DOMAIN)).toMatch(/^c\+[a-z2-7]{16}@bounces\.test$/);
    expect(complaintsAddress(`${SECRET}!`, DOMAIN)).not.toBe(complaintsAddress(SECRET, DOMAIN));
  });
});
