import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconRepeat } from '@tabler/icons-react';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApplicationAct } from '#domain/states/application-status';
import type { StageAct } from '#domain/states/stage-status';
import { ACT_ICONS, inOrderOfUse } from './act-icons.js';
import type { Application, MoveAct } from './applications.types.js';
import { useCaseWords } from './case-words.js';
import { currentStage, type CaseActs } from './use-case-acts.js';

interface MoveMenuProps {
  application: Application;
  acts: CaseActs;
  opened: boolean;
  onChange: (opened: boolean) => void;
  /** Opens the form of the end. */
  onCertify: () => void;
}

/** Everything that may be recorded now, stage by stage, the one whose turn it is first; then of the case itself. */
export function MoveMenu({ application, acts, opened, onChange, onCertify }: MoveMenuProps) {
  const { t } = useTranslation(['cases', 'domain']);
  const words = useCaseWords();
  const current = currentStage(application);
  // what lies further ahead is opened on the rail: here stands what moves the case now
  const movable = application.stages
    .filter((stage) => stage.canRepeat || stage.acts.some(({ act }) => act !== 'block' && act !== 'skip'))
    .sort((one, other) => Number(other === current) - Number(one === current));
  const ofCase = application.acts;
  const icon = (act: MoveAct | ApplicationAct) => {
    const Icon = ACT_ICONS[act];
    return <Icon size={15} stroke={1.5} aria-hidden />;
  };
  if (movable.length === 0 && ofCase.length === 0) return null;
  return (
    <Menu opened={opened} onChange={onChange} position="bottom-end" width={300} returnFocus>
      <Menu.Target>
        <Button loading={acts.isBusy} rightSection={<IconChevronDown size={14} stroke={1.75} aria-hidden />}>
          {t('cases:move.open')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah="min(70vh, 560px)" style={{ overflowY: 'auto' }}>
        {movable.map((stage) => (
          <Fragment key={stage.id}>
            <Menu.Label>{words.stage(stage)}</Menu.Label>
            {stage.canRepeat && (
              <Menu.Item
                leftSection={<IconRepeat size={15} stroke={1.5} aria-hidden />}
                onClick={() => acts.repeat(stage)}
              >
                {t('cases:stage.repeat')}
              </Menu.Item>
            )}
            {inOrderOfUse(stage.acts).map(({ act }) => (
              <Menu.Item key={act} leftSection={icon(act)} onClick={() => acts.start(stage, act)}>
                {t(`domain:stageAct.${act as StageAct}`)}
              </Menu.Item>
            ))}
          </Fragment>
        ))}
        {ofCase.length > 0 && <Menu.Label>{t('cases:move.ofCase')}</Menu.Label>}
        {ofCase.map((act) => (
          <Menu.Item
            key={act}
            leftSection={icon(act)}
            onClick={() => (act === 'certify' ? onCertify() : acts.start(null, act))}
          >
            {t(`domain:applicationAct.${act}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
