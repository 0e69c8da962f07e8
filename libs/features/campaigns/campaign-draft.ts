import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Db } from '#database/db';
import { Member } from '#database/entities/member.entity';
import { ReferenceStore } from '#database/reference/reference-store';
import { badField, BadInput, NotFound, RuleBroken } from '#domain/errors';
import { LANGUAGES, may } from '#domain/permissions';
import { requireKind } from '#features/applications/case-kinds';
import { letterFaults, type LetterFault, type MergeField } from '#domain/campaigns/merge-fields';
import { Clock } from '#platform/clock';
import { LetterComposer, type LetterCampaign } from './letters.js';
import { tenantDay } from './tenant-day.js';
import type { CampaignDocument, CampaignKind, CampaignLetterTexts, OwnerRule } from './campaigns.dto.js';

/** What a draft says of the cases and letters to be made. */
export interface DraftFields {
  caseKind: CampaignKind | null;
  schemeKey: string | null;
  deadlineOn: string;
  documentsDueOn: string | null;
  documents: readonly CampaignDocument[];
  ownerRule: OwnerRule;
  letter: CampaignLetterTexts | null;
}

/** Whether a draft can be carried out, by itself: what is not right is refused when it is written, not when it is started. */
@Injectable()
export class CampaignDraft {
  constructor(
    private readonly db: Db,
    private readonly references: ReferenceStore,
    private readonly clock: Clock,
    private readonly letters: LetterComposer,
  ) {}

  /** @throws BadInput naming field and what is allowed; NotFound and RuleBroken for an owner of the rule */
  async require(draft: DraftFields & Pick<LetterCampaign, 'changeKey' | 'entryId'>): Promise<void> {
    const today = await tenantDay(this.db, this.clock);
    requireDays(draft, today);
    await this.requireCases(draft);
    if (draft.letter !== null) requireLetter(draft.letter, await this.letters.absentFields(draft));
    await this.requireOwners(draft.ownerRule);
  }

  private async requireCases({ caseKind, schemeKey, documents, documentsDueOn }: DraftFields): Promise<void> {
    if (caseKind === null) {
      if (schemeKey !== null) throw badField('schemeKey', 'not-taken', 'Without cases there is no procedure.', 'null');
      if (documents.length > 0)
        throw badField('documents', 'not-taken', 'Documents are asked for in cases.', 'none without a kind of case');
      return;
    }
    const book = await this.references.current();
    if (schemeKey === null) throw badField('schemeKey', 'scheme-needed', 'A case runs by a procedure.', 'its key');
    const scheme = requireKind(book, caseKind, schemeKey);
    const keys = scheme.stages.map(({ key }) => key);
    for (const [at, { stageKey }] of documents.entries())
      if (!keys.includes(stageKey))
        throw badField(
          `documents.${at}.stageKey`,
          'unknown-stage',
          'The procedure has no such stage.',
          keys.join(', '),
        );
    if (documents.length > 0 && documentsDueOn === null)
      throw badField('documentsDueOn', 'day-needed', 'Documents are asked for by a day.', 'until the deadline');
  }

  private async requireOwners({ by, memberId, memberIds }: OwnerRule): Promise<void> {
    if (by === 'member' && !memberId)
      throw badField('ownerRule.memberId', 'member-needed', 'Name the member.', 'a member of the team');
    if (by === 'fewest' && !memberIds?.length)
      throw badField('ownerRule.memberIds', 'member-needed', 'Name the members.', '1 to 50 members of the team');
    // Kept as it is sent: what its way does not use would be kept without being looked at.
    if (by === 'fewest' && memberId) throw badField('ownerRule.memberId', 'not-taken', 'Of several members each is named in memberIds.', 'null'); // prettier-ignore
    if (by !== 'fewest' && memberIds)
      throw badField('ownerRule.memberIds', 'not-taken', 'One member at most.', 'with `fewest`');
    const ids = [...new Set(by === 'fewest' ? memberIds! : memberId ? [memberId] : [])];
    const { tenantId } = this.db.scope;
    const members = await this.db.repo(Member).findBy({ tenantId, id: In(ids) });
    if (members.length < ids.length || members.some(({ leftAt }) => leftAt !== null)) throw new NotFound('member');
    const unfit = members.find(({ role }) => !may(role, 'application.edit'));
    if (unfit) throw new RuleBroken('application.owner-may-not-edit', { memberId: unfit.id, role: unfit.role });
  }
}

function requireDays({ deadlineOn, documentsDueOn }: DraftFields, today: string): void {
  if (deadlineOn < today)
    throw badField('deadlineOn', 'deadline-behind', 'The deadline must not be behind us.', `from ${today}`);
  if (documentsDueOn === null) return;
  if (documentsDueOn < today || documentsDueOn > deadlineOn)
    throw badField('documentsDueOn', 'documents-due-range', 'Documents are due before the deadline.', `${today} to ${deadlineOn}`); // prettier-ignore
}

const SAID: Readonly<Record<LetterFault['code'], string>> = {
  'unknown-merge-field': 'Nothing is known to put in for this field.',
  'broken-merge-field': 'Two braces that make no field.',
  'list-not-alone': 'A list stands alone on its line.',
  'list-twice': 'A list stands in a letter once.',
  'no-value': 'This campaign has nothing to put in for this field.',
  'too-long': 'The letter would become too long.',
};

/** A field that nothing can be put in for would reach the client as it stands. */
function requireLetter(letter: CampaignLetterTexts, absent: readonly MergeField[]): void {
  const given = LANGUAGES.filter((language) => letter[language]);
  if (given.length === 0)
    throw badField('letter', 'language-needed', 'A letter is written in one language at least.', LANGUAGES.join(', '));
  const faults = given.flatMap((language) =>
    letterFaults(letter[language]!, absent).map(({ part, code, name, allowed }) => ({
      field: `letter.${language}.${part}`,
      code,
      detail: name === null ? SAID[code] : `{{${name}}}: ${SAID[code]}`,
      allowed,
    })),
  );
  if (faults.length > 0) throw new BadInput('invalid-input', faults);
}
