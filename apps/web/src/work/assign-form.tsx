import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApplicationLine } from '../applications/applications.types.js';
import { teamQuery } from '../certificates/certificates.api.js';
import { BulkDrawer } from './bulk-drawer.js';
import { assignCases } from './work.api.js';

interface AssignFormProps {
  cases: readonly ApplicationLine[];
  /** Already chosen, e.g. by the column a card was dropped on; null = nobody. */
  ownerId?: string | null;
  onClose: () => void;
  onDone: (kept: ReadonlySet<string>) => void;
}

const STAYS = 'stays';
const NOBODY = 'nobody';
/** What the api is told: nothing, nobody, or somebody. */
const given = (choice: string) => (choice === STAYS ? undefined : choice === NOBODY ? null : choice);

/** Gives cases an owner, a deputy or both. */
export function AssignForm({ cases: chosen, ownerId, onClose, onDone }: AssignFormProps) {
  const { t } = useTranslation('work');
  const team = useQuery(teamQuery);
  // as they were when the form was opened: afterwards only the refused ones stay chosen
  const [cases] = useState(chosen);
  const [owner, setOwner] = useState<string>(ownerId === undefined ? STAYS : (ownerId ?? NOBODY));
  const [deputy, setDeputy] = useState<string>(STAYS);
  const [isMissing, setMissing] = useState(false);
  const choices = [
    { value: STAYS, label: t('assign.stays') },
    { value: NOBODY, label: t('nobody') },
    ...(team.data ?? []),
  ];
  const isChosen = owner !== STAYS || deputy !== STAYS;
  return (
    <BulkDrawer
      title={t('assign.title', { count: cases.length })}
      question={`${owner} ${deputy}`}
      run={
        isChosen
          ? (isPreview) =>
              assignCases({
                applicationIds: cases.map(({ id }) => id),
                ownerId: given(owner),
                deputyId: given(deputy),
                isPreview,
              })
          : null
      }
      onIncomplete={() => setMissing(true)}
      doLabel={(count) => t('assign.save', { count })}
      onClose={onClose}
      onDone={onDone}
    >
      <Select
        label={t('field.owner')}
        data={choices}
        value={owner}
        onChange={(value) => setOwner(value ?? STAYS)}
        allowDeselect={false}
        searchable
        error={isMissing && !isChosen ? t('assign.missing') : undefined}
      />
      <Select
        label={t('field.deputy')}
        data={choices}
        value={deputy}
        onChange={(value) => setDeputy(value ?? STAYS)}
        allowDeselect={false}
        searchable
      />
    </BulkDrawer>
  );
}
