import { type LiveSubject, packPresence, packSubjects, unpack } from './live-message.js';
import { Presence } from './presence.js';

const TENANT = '01980000-0000-7000-8000-000000000001';
const id = (at: number) => `01980000-0000-7000-8000-${String(at).padStart(12, '0')}`;
const subject = (at: number, fields: Partial<LiveSubject> = {}): LiveSubject => ({
  tenantId: TENANT,
  kind: 'application',
  id: id(at),
  clientId: id(900),
  isForClients: true,
  ...fields,
});

describe('what is told of a transaction', () => {
  it('names each row once, with its company where any act told it, and for clients where any act was', () => {
    const packed = packSubjects(TENANT, [
      subject(1, { clientId: null, isForClients: false }),
      subject(1, { isForClients: false }),
      subject(1, { clientId: null }),
      subject(2, { isForClients: false }),
      subject(1, { kind: 'audit' }),
    ]);
    expect(unpack(packed)).toEqual({
      what: 'changed',
      tenantId: TENANT,
      subjects: [subject(1), subject(2, { isForClients: false }), subject(1, { kind: 'audit' })],
    });
  });

  it('fits into what Postgres takes however much changed', () => {
    for (const count of [1, 60, 70, 80, 5_000])
      expect(
        Buffer.byteLength(
          packSubjects(
            TENANT,
            Array.from({ length: count }, (_, at) => subject(at)),
          ),
        ),
      ).toBeLessThan(8_000);
  });

  it('names the companies meant where the rows are too many, and nobody else’s', () => {
    const rows = Array.from({ length: 200 }, (_, at) => subject(at, { clientId: id(900 + (at % 2)) }));
    rows.push(subject(300, { clientId: id(999), isForClients: false }));
    expect(unpack(packSubjects(TENANT, rows))).toEqual({
      what: 'many',
      tenantId: TENANT,
      clientIds: [id(900), id(901)],
    });
  });

  it('is for no client where all of it is internal, and for all where a company is not known', () => {
    const rows = (fields: Partial<LiveSubject>) => Array.from({ length: 200 }, (_, at) => subject(at, fields));
    const clientsOf = (fields: Partial<LiveSubject>) => unpack(packSubjects(TENANT, rows(fields)));
    expect(clientsOf({ isForClients: false })).toMatchObject({ what: 'many', clientIds: [] });
    expect(clientsOf({ clientId: null })).toMatchObject({ what: 'many', clientIds: null });
    const each = Array.from({ length: 200 }, (_, at) => subject(at, { clientId: id(at) }));
    expect(unpack(packSubjects(TENANT, each))).toMatchObject({ what: 'many', clientIds: null });
  });

  it('is nothing when somebody else speaks on the channel', () => {
    for (const payload of ['', 'hello', '{}', '[]', 'null', '{"t":1}']) expect(unpack(payload)).toBeNull();
  });
});

describe('who is on a page', () => {
  const page = { tenantId: TENANT, kind: 'application' as const, id: id(1) };
  const person = (memberId: string, isHere = true) => ({ ...page, memberId, name: `Name ${memberId}`, isHere });

  it('is heard of once, and again when they leave', () => {
    const presence = new Presence(() => 0);
    expect(presence.heard(person('a'))).toEqual(page);
    expect(presence.heard(person('a'))).toBeNull();
    expect(presence.heard(person('b'))).toEqual(page);
    expect(presence.at(page)).toEqual([
      { memberId: 'a', name: 'Name a' },
      { memberId: 'b', name: 'Name b' },
    ]);
    expect(presence.heard(person('a', false))).toEqual(page);
    expect(presence.heard(person('a', false))).toBeNull();
    expect(presence.at(page)).toEqual([{ memberId: 'b', name: 'Name b' }]);
    expect(presence.at({ ...page, tenantId: id(2) })).toEqual([]);
  });

  it('is forgotten after a minute without a word', () => {
    let ms = 0;
    const presence = new Presence(() => ms);
    presence.heard(person('a'));
    ms = 30_000;
    presence.heard(person('b'));
    ms = 59_999;
    expect(presence.sweep()).toEqual([]);
    ms = 60_000;
    expect(presence.sweep()).toEqual([page]);
    expect(presence.at(page)).toEqual([{ memberId: 'b', name: 'Name b' }]);
    ms = 90_000;
    expect(presence.sweep()).toEqual([page]);
    expect(presence.sweep()).toEqual([]);
  });

  it('has a name of at most 200 characters', () => {
    const told = unpack(packPresence({ ...person('a'), name: 'x'.repeat(300) }));
    expect(told).toMatchObject({ what: 'presence', presence: { name: 'x'.repeat(200) } });
  });
});
