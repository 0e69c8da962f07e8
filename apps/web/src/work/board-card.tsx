import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowRight, IconDots, IconExternalLink } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { daysBetween } from '#domain/day';
import { useToday } from '../api/clock.js';
import type { ApplicationLine } from '../applications/applications.types.js';
import { DueReading } from '../components/due-reading.js';
import { Names } from '../components/names.js';
import { PartyName } from '../components/party-mark.js';
import { urgencyText } from '../components/urgency.js';
import { useLanguage } from '../i18n/use-language.js';
import classes from './board.module.css';
import { caseHref, Light } from './case-cells.js';
import type { BoardSide } from './work.types.js';

interface BoardCardProps {
  line: ApplicationLine;
  by: BoardSide;
  /** in the hand, or its form is open */
  isLifted: boolean;
  /** null: the reader may not */
  onMove: (() => void) | null;
  onLift: (() => void) | null;
  onPutDown: () => void;
}

/** A case on the board: what, whose, whose turn, what is due, whether it is in time. `m` and the menu move it as well. */
export function BoardCard({ line, by, isLifted, onMove, onLift, onPutDown }: BoardCardProps) {
  const { t } = useTranslation(['work', 'domain']);
  const language = useLanguage();
  const today = useToday();
  const navigate = useNavigate();
  const act = by === 'owner' ? t('work:bulk.assign') : t('work:board.move');
  return (
    <li
      className={classes.card}
      data-lifted={isLifted || undefined}
      draggable={onLift !== null}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', line.number);
        onLift?.();
      }}
      onDragEnd={onPutDown}
      onKeyDown={(event) => {
        if (event.key !== 'm' || event.ctrlKey || event.metaKey || event.altKey || !onMove) return;
        event.preventDefault();
        onMove();
      }}
    >
      <div className={classes.cardHead}>
        <Link to={caseHref(line)} draggable={false} className={classes.product} aria-keyshortcuts="m">
          <Names latin={line.productName} zh={line.productNameZh} strong stacked />
        </Link>
        <Menu position="bottom-end" width={200} returnFocus>
          <Menu.Target>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={24}
              aria-label={t('work:board.acts', { number: line.number })}
            >
              <IconDots size={16} stroke={1.5} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {onMove && (
              <Menu.Item leftSection={<IconArrowRight size={15} stroke={1.5} aria-hidden />} onClick={onMove}>
                {act}
              </Menu.Item>
            )}
            <Menu.Item
              leftSection={<IconExternalLink size={15} stroke={1.5} aria-hidden />}
              onClick={() => void navigate({ href: caseHref(line) })}
            >
              {t('work:openCase')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
      <p className={classes.client}>
        {line.number} · {language.name(line.clientName, line.clientNameZh)}
      </p>
      {by !== 'stage' && line.stageNames && <p className={classes.stage}>{line.stageNames[language.language]}</p>}
      {line.blocker && (
        <p className={`${classes.stage} ${urgencyText('week')}`}>{t(`domain:stageBlocker.${line.blocker}`)}</p>
      )}
      <p className={classes.line}>
        {by === 'turn' ? <span>{line.ownerName ?? t('work:nobody')}</span> : <PartyName party={line.turn} />}
        <span className={classes.days}>
          {t('work:turnDays', { count: Math.max(daysBetween(line.turnSince, today) + 1, 1) })}
        </span>
      </p>
      <p className={classes.line}>
        {line.nextDueOn ? (
          <DueReading day={line.nextDueOn} basis={line.nextDueBasis} />
        ) : (
          <span className={classes.days}>{t('work:board.nothingDue')}</span>
        )}
      </p>
      {line.lateness && line.lateness !== 'unknown' && line.lateness !== 'on-track' && (
        <p className={classes.line}>
          <Light state={line.lateness} />
        </p>
      )}
    </li>
  );
}
