import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, type Day } from '#domain/day';
import { workingDaysBetween, type WorkingCalendar } from '#domain/calendar/working-calendar';
import { CertificateNumber } from '../components/certificate-number.js';
import { DeadlineChip } from '../components/deadline-chip.js';
import { Names } from '../components/names.js';
import { subjectHref } from '../components/subject-href.js';
import { SubjectWords, useItemTitle } from '../components/subject-words.js';
import { UrgencyDisc, urgencyText } from '../components/urgency.js';
import { useLanguage } from '../i18n/use-language.js';
import type { TodayGroup, TodayLine } from './gather.js';
import { LineAct } from './line-act.js';
import classes from './today.module.css';
import type { TodayDeadline } from './today.types.js';

interface GroupBlockProps {
  group: TodayGroup;
  today: Day;
  china: WorkingCalendar;
  /** The day of the line under the pointer or the focus, so that its bar lights up. */
  onLight: (day: Day | null) => void;
}

/** Shown at once; a longer group unfolds on demand. */
const LINES_SHOWN = 14;

/** The lines of one urgency under their heading. */
export function GroupBlock({ group, today, china, onLight }: GroupBlockProps) {
  const { t } = useTranslation(['today', 'domain']);
  const language = useLanguage();
  const [isWhole, setWhole] = useState(false);
  const lines = isWhole ? group.lines : group.lines.slice(0, LINES_SHOWN);
  const hidden = group.lines.length - lines.length;
  const until = { overdue: null, week: 7, month: 30, quarter: 90 }[group.urgency];
  const end = until === null ? null : addDays(today, until);
  return (
    <section className={classes.group}>
      <header>
        <UrgencyDisc state={group.urgency} />
        <h2 className={urgencyText(group.urgency)}>{t(`domain:urgency.${group.urgency}`)}</h2>
        <span className={classes.groupCount}>{language.number(group.count)}</span>
        {end && (
          <span className={classes.groupNote}>
            {group.urgency === 'week'
              ? t('untilWorking', {
                  day: language.day(end, { weekday: true }),
                  count: workingDaysBetween(china, today, end),
                })
              : t('until', { day: language.day(end, {}) })}
          </span>
        )}
      </header>
      <ul>
        {lines.map((line) => (
          <li
            key={line.key}
            onMouseEnter={() => onLight(line.dueOn)}
            onMouseLeave={() => onLight(null)}
            onFocus={() => onLight(line.dueOn)}
            onBlur={() => onLight(null)}
          >
            {line.deadlines.length === 1 ? (
              <SingleLine deadline={line.deadlines[0] as TodayDeadline} />
            ) : (
              <FoldedLine line={line} />
            )}
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <button type="button" className={`link ${classes.more}`} onClick={() => setWhole(true)}>
          {t('more', { count: hidden })}
        </button>
      )}
    </section>
  );
}

/** One deadline: when, what to do, about what, whose. */
function SingleLine({ deadline }: { deadline: TodayDeadline }) {
  const { t } = useTranslation('domain');
  return (
    <div className={classes.line}>
      <DeadlineChip deadline={deadline} stacked withoutYear />
      <div className={classes.what}>
        <SubjectLink deadline={deadline} className={classes.act}>
          {t(`deadlineAct.${deadline.kind}`)}
        </SubjectLink>
        <div className={classes.second}>
          <SubjectWords subject={deadline.subject} />
        </div>
      </div>
      <Whose line={deadline} />
      <div className={classes.next}>
        <LineAct deadline={deadline} />
      </div>
    </div>
  );
}

/** Several of one kind, day and client: one line that unfolds. */
function FoldedLine({ line }: { line: TodayLine }) {
  const { t } = useTranslation('today');
  const [isOpen, setOpen] = useState(false);
  const [first] = line.deadlines;
  if (!first) return null;
  const Icon = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <>
      <div className={classes.line}>
        <DeadlineChip deadline={first} stacked withoutYear />
        <div className={classes.what}>
          <button type="button" className={classes.unfold} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            <Icon size={14} stroke={1.75} aria-hidden />
            {t(`several.${line.kind}`, { count: line.deadlines.length })}
          </button>
          <ProductsOf deadlines={line.deadlines} />
        </div>
        <Whose line={first} />
      </div>
      {isOpen && (
        <ul className={classes.inside}>
          {line.deadlines.map((deadline) => (
            <li key={deadline.id}>
              <SubjectLink deadline={deadline} className={classes.insideLink}>
                {deadline.subject.certificateId ? (
                  <Names latin={deadline.subject.productName} zh={deadline.subject.productNameZh} />
                ) : (
                  <SubjectWords subject={deadline.subject} />
                )}
              </SubjectLink>
              {deadline.subject.certificateId && <CertificateNumber number={deadline.subject.label} />}
            </li>
          ))}
          {line.kind === 'conversion' && line.clientId && (
            <li>
              <ConversionList clientId={line.clientId} />
            </li>
          )}
        </ul>
      )}
    </>
  );
}

/** The open conversions of a client as a list, where they can be sorted, filtered and worked through. */
function ConversionList({ clientId }: { clientId: string }) {
  const { t } = useTranslation('today');
  return (
    <Link to={'/certificates' as string} search={{ conversion: 'open', clientId } as never} className="link">
      {t('act.list')}
    </Link>
  );
}

/** What is in a folded line, as far as there is room. */
function ProductsOf({ deadlines }: { deadlines: readonly TodayDeadline[] }) {
  const { i18n } = useTranslation();
  const isZh = i18n.language === 'zh';
  const titleOf = useItemTitle();
  const names = deadlines.map(
    ({ subject }) =>
      titleOf(subject) ??
      (isZh ? (subject.productNameZh ?? subject.productName) : subject.productName) ??
      ((isZh && subject.labelZh) || subject.label),
  );
  return <div className={classes.second}>{[...new Set(names)].join(isZh ? '、' : ', ')}</div>;
}

function SubjectLink({
  deadline,
  className,
  children,
}: {
  deadline: TodayDeadline;
  className: string | undefined;
  children: React.ReactNode;
}) {
  return (
    <Link to={subjectHref(deadline.subject)} className={className}>
      {children}
    </Link>
  );
}

function Whose({ line: { subject } }: { line: TodayDeadline }) {
  return (
    <div className={classes.whose}>
      <Names latin={subject.clientName} zh={subject.clientNameZh} stacked />
    </div>
  );
}
