import type { INestApplicationContext } from '@nestjs/common';
import { In } from 'typeorm';
import { Db, type TenantScope } from '#database/db';
import { CertificateStatusChange } from '#database/entities/certificate-status-change.entity';
import { Certificate } from '#database/entities/certificate.entity';
import type { PaperKind } from '#domain/certificates/papers';
import { addDays, type Day } from '#domain/day';
import type { FeeInput } from '#features/certificates/fees.dto';
import { FeesService } from '#features/certificates/fees.service';
import { PapersService } from '#features/certificates/papers.service';
import type { MarkInput } from '#features/marks/marks.dto';
import { MarksService } from '#features/marks/marks.service';
import { sheet, upload } from './demo-upload.js';

type Get = INestApplicationContext['get'];

interface Paper {
  kind: PaperKind;
  title?: string;
  name: string;
  lines: string[];
  /** of the pack that restores it from its suspension */
  isOfSuspension?: boolean;
}

interface Belongings {
  papers?: Paper[];
  fees?: FeeInput[];
  marks?: MarkInput[];
}

/** What belongs to certificates, by their numbers. The amounts are those of no list: bodies have their own. */
function belongings(today: Day): Readonly<Record<string, Belongings>> {
  const year = Number(today.slice(0, 4));
  const due = (days: number) => addDays(today, days);
  const paid = (dueOn: Day) => ({ dueOn, paidOn: addDays(dueOn, -3) });
  return {
    '2022011109300128': {
      papers: [
        paper('certificate', 'certificate-2022011109300128.pdf', 'Certificate 2022011109300128', 'Headlamp assembly NL-88A, NL-88B'),
        paper('test-report', 'report-NL-88.pdf', 'Test report, headlamp assembly NL-88', 'GB 4599'),
      ], // prettier-ignore
      fees: [
        { year: year - 1, amount: 300, currency: 'CNY', ...paid(due(-344)) },
        { year, amount: 300, currency: 'CNY', dueOn: due(21) },
      ],
      marks: [{ form: 'moulded', factoryCode: 'B220871', heightMm: 8, place: 'Lower edge of the lens', usedFrom: due(-900) }], // prettier-ignore
    },
    '2026011110201904': {
      papers: [paper('certificate', 'certificate-2026011110201904.pdf', 'Certificate 2026011110201904', 'Exterior rear-view mirror HS-330C, HS-330D')], // prettier-ignore
      marks: [{ form: 'moulded', factoryCode: 'A104512', heightMm: 6, place: 'Back of the housing', usedFrom: due(-80) }], // prettier-ignore
    },
    '2023011104400219': {
      fees: [{ year, amount: 260, currency: 'CNY', dueOn: due(-6), note: 'The invoice went to the old address.' }],
      marks: [{ form: 'standard-label', place: 'Label at the end of the webbing', usedFrom: due(-700) }],
    },
    '2024011114400502': {
      papers: [
        {
          ...paper('suspension-notice', 'suspension-notice.pdf', 'Notice of suspension, certificate 2024011114400502', 'Ground 0205'),
          isOfSuspension: true,
        },
        {
          ...paper('rectification-report', 'rectification.pdf', 'Rectification report, Torino', 'Days for the follow-up inspection were offered.'),
          isOfSuspension: true,
        },
      ], // prettier-ignore
      fees: [{ year: year + 1, dueOn: due(75) }],
    },
    // Two digits stand the wrong way round, and it is smaller than a source has it: both are said beside it.
    '2022011301500077': {
      marks: [{ form: 'printed', factoryCode: 'D402259', heightMm: 4, place: 'Lower right corner', usedFrom: due(-1200) }], // prettier-ignore
    },
    '2025011120700412': { fees: [{ year: year + 1, amount: 200, currency: 'CNY', dueOn: due(40) }] },
    '2023011120800507': {
      fees: [{ year, amount: 220, currency: 'CNY', ...paid(due(-30)) }],
      marks: [{ form: 'printed', factoryCode: 'H820133', heightMm: 5, place: 'Back plate', usedFrom: due(-400) }],
    },
  };
}

function paper(kind: PaperKind, name: string, ...lines: string[]): Paper {
  return { kind, name, lines: ['Demonstration, not a paper of any body', '', ...lines] };
}

/** Papers, annual fees and marks of the tenant's certificates. */
export async function addBelongings(get: Get, scope: TenantScope, today: Day): Promise<void> {
  const known = belongings(today);
  const inside = <T>(work: () => Promise<T>) => get(Db).inTenant(scope, work);
  const { tenantId } = scope;
  const certificates = await inside(() =>
    get(Db)
      .repo(Certificate)
      .findBy({ tenantId, number: In(Object.keys(known)) }),
  );
  for (const certificate of certificates) {
    const { papers = [], fees = [], marks = [] } = known[certificate.number]!;
    for (const one of papers) await addPaper(get, scope, certificate.id, one);
    await inside(async () => {
      for (const fee of fees) await get(FeesService).add(certificate.id, fee);
      for (const mark of marks) await get(MarksService).add(certificate.id, mark, 'Europe/Berlin');
    });
  }
}

async function addPaper(get: Get, scope: TenantScope, certificateId: string, one: Paper): Promise<void> {
  const { kind, title = null, name, lines, isOfSuspension = false } = one;
  const fileId = await upload(get, scope, { name, bytes: sheet(lines) });
  const { tenantId } = scope;
  await get(Db).inTenant(scope, async () => {
    const suspension = isOfSuspension
      ? await get(Db).repo(CertificateStatusChange).findOneByOrFail({ tenantId, certificateId, act: 'suspend' })
      : null;
    await get(PapersService).add(certificateId, { fileId, kind, title, statusChangeId: suspension?.id ?? null });
  });
}
