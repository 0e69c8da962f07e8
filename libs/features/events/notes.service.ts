import { Injectable } from '@nestjs/common';
import { Db, newId } from '#database/db';
import { Certificate } from '#database/entities/certificate.entity';
import { Client } from '#database/entities/client.entity';
import { Factory } from '#database/entities/factory.entity';
import { Note } from '#database/entities/note.entity';
import { Product } from '#database/entities/product.entity';
import { BadInput } from '#domain/errors';
import { Clock } from '#platform/clock';
import { EventsService } from './events.service.js';
import type { NoteInput, NoteList, NoteListQuery, NoteView } from './events.dto.js';

const OF_SUBJECT = {
  name: 'notes.of-subject',
  text: `select n.id, n.body, m.name as "authorName", n.created_at as "createdAt"
         from notes n left join members m on m.tenant_id = n.tenant_id and m.id = n.author_id
         where n.tenant_id = current_tenant()
           and (n.client_id = $1 or n.factory_id = $2 or n.product_id = $3 or n.certificate_id = $4)
         order by n.created_at desc, n.id desc limit 200`,
};

const SUBJECTS = { clientId: Client, factoryId: Factory, productId: Product, certificateId: Certificate };
type Subject = keyof typeof SUBJECTS;

/** Internal remarks on a client, factory, product or certificate. */
@Injectable()
export class NotesService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: EventsService,
  ) {}

  async list(query: NoteListQuery): Promise<NoteList> {
    const subject = theOneSubject(query);
    const items = await this.db.read<NoteView>(
      OF_SUBJECT,
      (Object.keys(SUBJECTS) as Subject[]).map((key) => (key === subject ? query[key] : null)),
    );
    return { items };
  }

  async write(input: NoteInput): Promise<NoteView> {
    const subject = theOneSubject(input);
    const id = input[subject]!;
    await this.db.require<{ id: string; tenantId: string }>(SUBJECTS[subject], id);
    const note = await this.db.add(Note, {
      [subject]: id,
      body: input.body,
      authorId: this.db.scope.memberId,
      createdAt: this.clock.now(),
    });
    await this.events.record('note.written', { [subject]: id });
    const author = await this.db.query<{ name: string }>('select name from members where tenant_id = $1 and id = $2', [
      note.tenantId,
      note.authorId,
    ]);
    return {
      id: note.id,
      body: note.body,
      authorName: author[0]?.name ?? null,
      createdAt: note.createdAt.toISOString(),
    };
  }

  /** Set-based, in the caller's transaction: remarks that an import found on certificates. */
  async addMany(remarks: readonly { certificateId: string; body: string }[], importId: string | null): Promise<void> {
    if (remarks.length === 0) return;
    const rows = remarks.map((remark) => ({ id: newId(), ...remark }));
    await this.db.query(ADD_MANY, [JSON.stringify(rows), this.db.scope.memberId, this.clock.now()]);
    await this.events.recordMany(
      'note.written',
      rows.map(({ certificateId }) => ({ certificateId, importId })),
    );
  }
}

const ADD_MANY = `
  insert into notes (id, certificate_id, body, author_id, created_at)
  select r.id, r."certificateId", r.body, $2, $3 from jsonb_to_recordset($1::jsonb) as r (id uuid, "certificateId" uuid, body text)`;

function theOneSubject(input: NoteListQuery): Subject {
  const named = (Object.keys(SUBJECTS) as Subject[]).filter((key) => input[key]);
  if (named.length !== 1) {
    throw new BadInput('invalid-input', [
      {
        field: 'subject',
        code: 'one-subject',
        detail: 'Name exactly one subject.',
        allowed: Object.keys(SUBJECTS).join(' or '),
      },
    ]);
  }
  return named[0]!;
}
