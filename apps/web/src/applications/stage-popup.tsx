import { ActionIcon, Button } from '@mantine/core';
import { IconArrowBackUp, IconCalendar, IconRepeat } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { StageAct } from '#domain/states/stage-status';
import { useSession } from '../api/session.js';
import { Names } from '../components/names.js';
import { PartyName } from '../components/party-mark.js';
import { useLanguage } from '../i18n/use-language.js';
import { ACT_ICONS, inOrderOfUse } from './act-icons.js';
import type { Application, CaseStage } from './applications.types.js';
import { useCaseWords } from './case-words.js';
import classes from './stage-popup.module.css';
import type { CaseActs } from './use-case-acts.js';

/** What moves a stage on, and may be recorded for today by one press. */
const LEADING: readonly string[] = ['start', 'resume', 'complete'];

interface StagePopupProps {
  application: Application;
  stage: CaseStage;
  acts: CaseActs;
  titleId: string;
  close: () => void;
}

/** A stage opened on the rail: what was planned, what is, and what may be recorded now. Nothing else is offered. */
export function StagePopup({ application, stage, acts, titleId, close }: StagePopupProps) {
  const { t } = useTranslation(['cases', 'domain']);
  const language = useLanguage();
  const words = useCaseWords();
  const { may } = useSession();
  const { status, blocker, blockedOn, workingDays } = stage;
  const days = (from: string | null, to: string | null) => (from && to ? words.longRange(from, to) : null);
  const waitsFor = waitsForOf(application, stage);
  const facts = [
    [t('cases:stage.planned'), days(stage.plannedFrom, stage.plannedTo)],
    [
      t('cases:stage.actual'),
      stage.startedOn &&
        (stage.endedOn
          ? words.longRange(stage.startedOn, stage.endedOn)
          : t('cases:stage.since', { day: language.day(stage.startedOn, {}) })),
    ],
    [t('cases:stage.expected'), stage.endedOn ? null : days(stage.expectedFrom, stage.expectedTo)],
    [
      t('cases:stage.worked'),
      workingDays &&
        (workingDays.total === null
          ? t('cases:stage.workingDaysOpen', { count: workingDays.done })
          : t('cases:stage.workingDays', { done: workingDays.done, count: workingDays.total })),
    ],
    [
      t('cases:stage.blocked'),
      status === 'blocked' &&
        blocker &&
        language.clauses([
          t(`domain:stageBlocker.${blocker}`),
          blockedOn && t('cases:stage.since', { day: language.day(blockedOn, {}) }),
        ]),
    ],
    [t('cases:stage.waitsFor'), waitsFor.length > 0 && language.items(waitsFor.map(words.stage))],
  ].filter((fact): fact is [string, string] => Boolean(fact[1]));
  const acting = inOrderOfUse(stage.acts);
  // what only waits is not urged to be blocked or skipped
  const lead = acting.find(({ act }) => LEADING.includes(act));
  const others = acting.filter((offered) => offered !== lead);
  const choose = (work: () => void) => () => {
    close();
    work();
  };
  return (
    <>
      <h3 id={titleId} className={classes.title}>
        <Names
          latin={language.language === 'zh' ? stage.names.en : words.say(stage.names)}
          zh={stage.names.zh}
          strong
        />
      </h3>
      <p className={classes.state}>
        <PartyName party={stage.party} />
        <span>
          {t(`domain:stageStatus.${status}`)}
          {stage.attempt > 1 && `, ${t('cases:stage.attemptOnly', { attempt: stage.attempt })}`}
        </span>
      </p>
      <dl className={classes.facts}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {may('application.move') && (
        <div className={classes.acts}>
          {lead && (
            <span className={classes.lead}>
              <ActButton act={lead.act} isLead onClick={choose(() => acts.start(stage, lead.act))} />
              <ActionIcon
                variant="default"
                size={32}
                aria-label={t('cases:move.otherDay', { act: t(`domain:stageAct.${lead.act as StageAct}`) })}
                title={t('cases:move.otherDay', { act: t(`domain:stageAct.${lead.act as StageAct}`) })}
                onClick={choose(() => acts.ask(stage, lead.act))}
              >
                <IconCalendar size={16} stroke={1.5} aria-hidden />
              </ActionIcon>
            </span>
          )}
          {others.map(({ act }) => (
            <ActButton key={act} act={act} onClick={choose(() => acts.ask(stage, act))} />
          ))}
          {stage.canRepeat && (
            <Button
              variant={lead ? 'default' : 'filled'}
              leftSection={<IconRepeat size={16} stroke={1.5} aria-hidden />}
              onClick={choose(() => acts.repeat(stage))}
            >
              {t('cases:stage.repeat')}
            </Button>
          )}
          {stage.lastMoveId && (
            <Button
              variant="subtle"
              leftSection={<IconArrowBackUp size={16} stroke={1.5} aria-hidden />}
              onClick={choose(() => acts.undo(stage.lastMoveId!))}
            >
              {t('cases:stage.undo')}
            </Button>
          )}
          {acting.length === 0 && !stage.canRepeat && <p className={classes.none}>{t('cases:stage.noActs')}</p>}
        </div>
      )}
    </>
  );
}

function ActButton({ act, isLead = false, onClick }: { act: string; isLead?: boolean; onClick: () => void }) {
  const { t } = useTranslation(['cases', 'domain']);
  const Icon = ACT_ICONS[act as StageAct];
  const word = t(`domain:stageAct.${act as StageAct}`);
  return (
    <Button
      variant={isLead ? 'filled' : 'default'}
      leftSection={<Icon size={16} stroke={1.5} aria-hidden />}
      onClick={onClick}
    >
      {isLead ? t('cases:move.today', { act: word }) : word}
    </Button>
  );
}

/** Stages that must end before this one may begin. */
export function waitsForOf(application: Application, stage: CaseStage): CaseStage[] {
  if (stage.status !== 'not-started') return [];
  return application.stages.filter(
    ({ key, status, isOptional }) =>
      stage.needs.includes(key) &&
      !['done', 'skipped', 'failed'].includes(status) &&
      !(isOptional && status === 'not-started'),
  );
}
