import { seal, unseal } from './sealed.js';

const SECRET = 'a secret of this installation, long';

describe('a sealed text', () => {
  test('opens under its secret and purpose, and is never the same twice', () => {
    const [one, other] = [1, 2].map(() => seal(SECRET, 'dkim a', '密钥 key'));
    expect(unseal(SECRET, 'dkim a', one!)).toBe('密钥 key');
    expect(one).not.toBe(other);
  });

  test('opens under no other secret, for no other row, and not when a byte was changed', () => {
    const sealed = seal(SECRET, 'dkim a', 'key');
    const [version, iv, content, tag] = sealed.split('.');
    const changed = `${content![0] === 'A' ? 'B' : 'A'}${content!.slice(1)}`;
    expect(() => unseal(`${SECRET}!`, 'dkim a', sealed)).toThrow();
    expect(() => unseal(SECRET, 'dkim b', sealed)).toThrow();
    expect(() => unseal(SECRET, 'dkim a', [version, iv, changed, tag].join('.'))).toThrow();
    expect(() => unseal(SECRET, 'dkim a', [version, iv, content, tag!.slice(0, 6)].join('.'))).toThrow();
    expect(() => unseal(SECRET, 'dkim a', 'key')).toThrow();
  });
});
