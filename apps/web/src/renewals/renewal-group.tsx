import { Button } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Day } from '#domain/day';
import { useSession } from '../api/session.js';
import type { DayScale } from '../components/day-scale.js';
import { MoreButton } from '../components/more-button.js';
import { Names } from '../components/names.js';
import { ErrorState, SkeletonRows } from '../components/states.js';
import { useLanguage } from '../i18n/use-language.js';
import { RenewalLine } from './renewal-line.js';
import { renewalsQuery } from './renewals.api.js';
import classes from './renewals.module.css';
import type { Renewal, RenewalGroup as Group, RenewalSide } from './renewals.types.js';

interface RenewalGroupProps {
  group: Group;
  by: RenewalSide;
  until: Day;
  scale: DayScale;
  today: Day;
  isOpenAtFirst: boolean;
  chosen: ReadonlySet<string>;
  onChoose: (renewal: Renewal, isChosen: boolean) => void;
  onOpenAll: () => void;
}

/** The renewals of one client or factory under its name; read when it is opened. */
export function RenewalGroup({
  group,
  by,
  until,
  scale,
  today,
  isOpenAtFirst,
  chosen,
  onChoose,
  onOpenAll,
}: RenewalGroupProps) {
  const { t } = useTranslation('renewals');
  const language = useLanguage();
  const { may } = useSession();
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  const isKnown = group.id !== null;
  const query = useInfiniteQuery({ ...renewalsQuery(by, group, until), enabled: isOpen });
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const mayOpen = may('renewal.open');
  return (
    <section className={classes.group}>
      <header className={classes.head}>
        <button type="button" className={classes.toggle} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? (
            <IconChevronDown size={16} stroke={1.5} aria-hidden />
          ) : (
            <IconChevronRight size={16} stroke={1.5} aria-hidden />
          )}
          <h2>{group.name ? <Names latin={group.name} zh={group.nameZh} /> : t('noFactory')}</h2>
        </button>
        <span className={classes.facts}>
          {language.clauses([
            t('group.count', { count: group.renewals }),
            t('group.first', { day: language.day(group.firstOn, {}) }),
            group.withCase > 0 && t('group.withCase', { count: group.withCase }),
          ])}
        </span>
        {mayOpen && isKnown && group.withCase < group.renewals && (
          <Button size="xs" variant="default" onClick={onOpenAll}>
            {t('group.openAll')}
          </Button>
        )}
      </header>
      {isOpen && query.isPending && <SkeletonRows rows={3} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {isOpen && items.length > 0 && (
        <ul className={classes.lines}>
          {items.map((renewal) => (
            <RenewalLine
              key={renewal.id}
              renewal={renewal}
              scale={scale}
              today={today}
              isChosen={chosen.has(renewal.id)}
              onChoose={mayOpen ? (isChosen) => onChoose(renewal, isChosen) : null}
            />
          ))}
        </ul>
      )}
      {isOpen && (
        <MoreButton query={query} className={classes.more}>
          {t('group.more')}
        </MoreButton>
      )}
    </section>
  );
}
