import type { INestApplicationContext } from '@nestjs/common';
import { Db, type TenantScope } from '#database/db';
import { Application } from '#database/entities/application.entity';
import { Client } from '#database/entities/client.entity';
import { Member } from '#database/entities/member.entity';
import { addDays, type Day } from '#domain/day';
import { CommentsService } from '#features/comments/comments.service';
import { DocumentsService } from '#features/documents/documents.service';
import type { Who } from '#platform/http/who';
import { upload } from './demo-upload.js';

type Get = INestApplicationContext['get'];

interface Paper {
  stageKey: string;
  dueIn: number;
  title: string;
  titleZh: string;
  instructions?: string;
  /** handed in by the client, and what the team says of it */
  handedIn?: { name: string; text: string; reason?: string };
}

/** What is asked of two clients, and what they say to each other with the team. */
const PAPERS: Readonly<Record<string, Paper[]>> = {
  'Hanse Spiegel GmbH': [
    {
      stageKey: 'application',
      dueIn: 0,
      title: 'Power of attorney for the agent in China',
      titleZh: '中国境内代理授权书',
      instructions: 'Signed by a person who may sign for the company, with the stamp. A photo is enough for today.',
    },
    {
      stageKey: 'application',
      dueIn: 7,
      title: 'Key component list',
      titleZh: '关键零部件清单',
      instructions: 'One line per component: name, model, manufacturer.',
      handedIn: {
        name: 'key-components.csv',
        text: 'Component,Model,Manufacturer\nMirror glass,HS-G2,Hanse Spiegel GmbH\nHousing,HS-H4,Hanse Spiegel GmbH\n',
        reason: 'The address of the factory differs from the licence. Please write "Werftstraße 12, 24143 Kiel".',
      },
    },
    {
      stageKey: 'inventory',
      dueIn: 14,
      title: 'List of the models in production',
      titleZh: '在产型号清单',
      handedIn: { name: 'models.csv', text: 'Model,In production\nHS-210A,yes\nHS-210B,yes\n' },
    },
  ],
  'Nagaoka Lamp Co., Ltd.': [
    {
      stageKey: 'documents',
      dueIn: 10,
      title: 'Business licence with the name as in the application',
      titleZh: '与申请书一致的营业执照',
      instructions: 'The name of the licence and the name of the application differ in one letter.',
    },
  ],
};

/** Documents in every state and a few messages, one of them internal. */
export async function addPapers(get: Get, scope: TenantScope, today: Day): Promise<void> {
  const db = get(Db);
  for (const [legalName, papers] of Object.entries(PAPERS)) {
    const found = await db.inTenant(scope, () => thoseOf(get, legalName));
    if (!found) continue;
    for (const paper of papers) await addPaper(get, scope, found, paper, today);
    await addMessages(get, scope, found);
  }
}

interface Found {
  applicationId: string;
  client: Client;
  owner: Member;
  /** the client's person */
  guest: Member;
}

/** The newest open case of a client with its people; null where the demonstration has none on this day. */
async function thoseOf(get: Get, legalName: string): Promise<Found | null> {
  const db = get(Db);
  const { tenantId } = db.scope;
  const client = await db.repo(Client).findOneBy({ tenantId, legalName });
  const guest = client && (await db.repo(Member).findOneBy({ tenantId, clientId: client.id }));
  const cases = client ? await db.repo(Application).findBy({ tenantId, clientId: client.id }) : [];
  const open = cases.filter(({ endedOn }) => endedOn === null).at(-1);
  const owner = open?.ownerId ? await db.repo(Member).findOneBy({ tenantId, id: open.ownerId }) : null;
  return client && guest && open && owner ? { applicationId: open.id, client, owner, guest } : null;
}

async function addPaper(get: Get, scope: TenantScope, found: Found, paper: Paper, today: Day): Promise<void> {
  const [db, documents] = [get(Db), get(DocumentsService)];
  const { stageKey, title, titleZh, instructions = null, handedIn } = paper;
  const { items } = await db.inTenant(scope, () =>
    documents.ask(found.applicationId, {
      stageKey,
      dueOn: addDays(today, paper.dueIn),
      documents: [{ title, titleZh, instructions }],
    }),
  );
  const { id } = items[0]!;
  if (!handedIn) return;
  const guest: TenantScope = { tenantId: scope.tenantId, memberId: found.guest.id, audience: found.client.id };
  const { name, text } = handedIn;
  const fileId = await upload(get, guest, { name, bytes: Buffer.from(text) });
  const { version } = await db.inTenant(guest, () => documents.handIn(id, { fileId }));
  const { reason } = handedIn;
  await db.inTenant(scope, () =>
    documents.act(id, reason ? { version, act: 'return', reason } : { version, act: 'accept' }),
  );
}

async function addMessages(
  get: Get,
  scope: TenantScope,
  { applicationId, client, owner, guest }: Found,
): Promise<void> {
  const [db, comments] = [get(Db), get(CommentsService)];
  const say = (who: Member, input: { body: string; audience?: 'internal' | 'client' }) =>
    db.inTenant(
      who === guest ? { ...scope, memberId: guest.id, audience: client.id } : { ...scope, memberId: who.id },
      () => comments.add({ applicationId, ...input }, asWho(who)),
    );
  await say(owner, {
    body: 'The body asks for the originals once more. We answer first, before we trouble the client.',
    audience: 'internal',
  });
  await say(guest, { body: 'The papers are with our plant manager for signature and come by Friday.' });
  await say(owner, { body: 'Thank you. A photo of the signed page is enough for now.', audience: 'client' });
}

/** What the comments ask of who writes. */
function asWho({ id, tenantId, name, role, clientId, timeZone }: Member): Who {
  return { tenantId, memberId: id, memberName: name, role, clientId, timeZone } as Who;
}
