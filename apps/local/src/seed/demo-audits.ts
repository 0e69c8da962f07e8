import type { INestApplicationContext } from '@nestjs/common';
import { Db, type TenantScope } from '#database/db';
import { Factory } from '#database/entities/factory.entity';
import { addDays, type Day } from '#domain/day';
import { AuditActsService } from '#features/factory-audits/audit-acts.service';
import { AuditsService } from '#features/factory-audits/audits.service';
import { FindingsService } from '#features/factory-audits/findings.service';

type Get = INestApplicationContext['get'];

/**
 * Factory inspections that are there from the start: one to come in December, one under correction with a major finding,
 * one passed, one that waits for its days. The factory in Turin is overdue and has none.
 */
export async function addAudits(get: Get, scope: TenantScope, today: Day): Promise<void> {
  const db = get(Db);
  const inTenant = <T>(work: () => Promise<T>) => db.inTenant(scope, work);
  const factories = await inTenant(() => db.repo(Factory).findBy({ tenantId: scope.tenantId }));
  const at = (place: string) => factories.find(({ name }) => name.endsWith(place));
  const [kiel, niigata, toledo, ningbo] = ['Kiel', 'Niigata', 'Toledo', 'Ningbo'].map(at);
  const followUp = { kind: 'follow-up' as const, responsibleId: scope.memberId };
  if (kiel) await inTenant(() => toCome(get, { ...followUp, factoryId: kiel.id }, addDays(today, 18)));
  if (niigata?.lastFollowUpOn)
    await inTenant(() => passed(get, { ...followUp, factoryId: niigata.id, body: 'CQC' }, niigata.lastFollowUpOn!));
  if (toledo) await inTenant(() => underCorrection(get, { ...followUp, factoryId: toledo.id }, addDays(today, -10)));
  if (ningbo) await inTenant(() => get(AuditsService).create({ ...followUp, factoryId: ningbo.id, body: 'CCAP' }));
}

type Planned = { kind: 'follow-up'; factoryId: string; responsibleId: string | null; body?: string };

async function toCome(get: Get, planned: Planned, from: Day): Promise<void> {
  const audit = await get(AuditsService).create({
    ...planned,
    body: 'CQC',
    personDays: 3,
    inspectors: [
      { name: '王志强', body: null },
      { name: '刘敏', body: null },
    ],
    language: 'Chinese, interpreter English',
  });
  await get(AuditActsService).act(audit.id, { version: audit.version, act: 'confirm', from, to: addDays(from, 1) });
}

async function passed(get: Get, planned: Planned, on: Day): Promise<void> {
  const { id, version } = await get(AuditsService).create({ ...planned, personDays: 2 });
  const held = await get(AuditActsService).act(id, { version, act: 'hold', from: addDays(on, -1), to: on });
  await get(AuditActsService).act(id, { version: held.version, act: 'pass', on: addDays(on, 12) });
}

async function underCorrection(get: Get, planned: Planned, on: Day): Promise<void> {
  const { id, version } = await get(AuditsService).create({
    ...planned,
    body: 'CQC',
    personDays: 2,
    inspectors: [{ name: '陈立', body: null }],
    language: 'English',
  });
  await get(AuditActsService).act(id, { version, act: 'hold', from: on });
  const findings = get(FindingsService);
  await findings.create(id, {
    grade: 'major',
    clause: 'Factory quality assurance 5.2, routine inspection',
    description:
      'Windscreens of line 2 leave without the impact test that the inspection plan asks for on every shift.',
    descriptionZh: '二号线风窗玻璃未按检验计划每班进行冲击试验即放行。',
  });
  const minor = await findings.create(id, {
    grade: 'minor',
    clause: 'Factory quality assurance 6.1, calibration',
    description: 'The calibration of haze meter HM-07 ended on 30 September.',
    descriptionZh: '雾度计HM-07的校准已于9月30日到期。',
  });
  await findings.act(minor.id, {
    version: minor.version,
    act: 'submit-evidence',
    correctiveAction: 'Calibrated anew; the list of instruments now warns four weeks before.',
    evidence: 'Calibration record HM-07, list of instruments rev. 12',
  });
  await findings.create(id, { grade: 'observation', description: 'Labels of retained samples fade.' });
}
