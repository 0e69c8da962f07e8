import { MultiSelect, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import caseClasses from '../applications/cases.module.css';
import { teamQuery } from '../certificates/certificates.api.js';
import { OWNER_RULES, type OwnerRule } from './campaigns.types.js';

interface OwnerFieldsProps {
  rule: OwnerRule;
  faults: Readonly<Record<string, string>>;
  onChange: (rule: OwnerRule) => void;
}

/** Whose each case of a campaign becomes. */
export function OwnerFields({ rule, faults, onChange }: OwnerFieldsProps) {
  const { t } = useTranslation('campaigns');
  const team = useQuery(teamQuery);
  return (
    <fieldset className={caseClasses.fieldset}>
      <legend>{t('form.owners')}</legend>
      <div className={caseClasses.pair}>
        <Select
          label={t('field.ownerRule')}
          data={OWNER_RULES.map((by) => ({ value: by, label: t(`ownerRule.${by}`) }))}
          value={rule.by}
          allowDeselect={false}
          onChange={(by) => onChange({ by: OWNER_RULES.find((one) => one === by) ?? 'responsible' })}
        />
        {rule.by === 'fewest' ? (
          <MultiSelect
            label={t('field.ownerMembers')}
            data={team.data ?? []}
            value={rule.memberIds ?? []}
            error={faults['ownerRule.memberIds']}
            searchable
            onChange={(memberIds) => onChange({ by: 'fewest', memberIds })}
          />
        ) : (
          <Select
            label={t(rule.by === 'member' ? 'field.ownerMember' : 'field.ownerElse')}
            data={team.data ?? []}
            value={rule.memberId ?? null}
            error={faults['ownerRule.memberId']}
            searchable
            clearable
            onChange={(memberId) => onChange({ by: rule.by, memberId })}
          />
        )}
      </div>
    </fieldset>
  );
}
