import { IconCheck, IconCircle, IconPlayerPause, IconProgress, IconX, type TablerIcon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CaseStage } from '../applications/applications.types.js';
import { useCaseWords } from '../applications/case-words.js';
import { useLanguage } from '../i18n/use-language.js';
import { segmentOf } from './glance.js';
import { usePartyWords } from './portal-words.js';
import classes from './portal.module.css';

const ICONS: Record<CaseStage['status'], TablerIcon> = {
  'not-started': IconCircle,
  running: IconProgress,
  blocked: IconPlayerPause,
  done: IconCheck,
  skipped: IconCheck,
  failed: IconX,
};

/** The way to the certificate, step by step: how each stands, who acts, when. */
export function StageList({ stages }: { stages: readonly CaseStage[] }) {
  const { t } = useTranslation(['portal', 'domain']);
  const language = useLanguage();
  const words = useCaseWords();
  const say = usePartyWords();
  return (
    <ol className={`${classes.sheet} ${classes.stages}`}>
      {stages.map((stage) => {
        const Icon = ICONS[stage.status];
        const isRunning = stage.status === 'running' || stage.status === 'blocked';
        return (
          <li key={stage.id} className={classes.stage} data-is={segmentOf(stage.status)}>
            <Icon size={18} stroke={1.75} aria-hidden />
            <span className={classes.stageName}>
              {words.stage(stage)}
              <span className="unseen"> {t(`domain:stageStatus.${stage.status}`)}</span>
            </span>
            <span className={classes.stageWhen}>
              {language.clauses([isRunning && say(stage.party), words.when(stage)])}
            </span>
            {stage.blocker && (
              <span className={classes.stageWhy}>
                {t('portal:case.waits', { why: t(`domain:stageBlocker.${stage.blocker}`) })}
              </span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
