import {
  IconCircle,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconPlayerStop,
  type TablerIcon,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, daysBetween, type Day } from '#domain/day';
import { useToday } from '../api/clock.js';
import { DueReading } from '../components/due-reading.js';
import { dayScale, middleOf, type DayScale } from '../components/day-scale.js';
import { Names } from '../components/names.js';
import { useLanguage } from '../i18n/use-language.js';
import { ApprovalTag, useApprovalName } from './approval-cells.js';
import classes from './approvals.module.css';
import type { ApprovalLine, Chain, ChainLink } from './approvals.types.js';

interface ChainListProps {
  chains: readonly Chain[];
  wishOn: Day | null;
  /** Opens one approval; null where there is nothing to open. */
  onApproval: ((approval: ApprovalLine) => void) | null;
  /** Whether links lead to pages of the workplace; the portal has others. */
  links: 'workplace' | 'portal';
}

/** Everything a project waits for, the slowest chain on top, each beside its days on one common scale. */
export function ChainList({ chains, wishOn, onApproval, links }: ChainListProps) {
  const { t } = useTranslation('approvals');
  const language = useLanguage();
  const today = useToday();
  const scale = scaleOf(chains, wishOn, today);
  return (
    <>
      <ol className={classes.chains}>
        {chains.map((chain) => (
          <li
            key={chain.links.map(({ approval, certification }) => approval?.id ?? certification?.productId).join()}
            className={classes.chain}
          >
            <ol className={classes.links}>
              {chain.links.map((link) => (
                <LinkView
                  key={link.approval?.id ?? link.certification?.productId}
                  link={link}
                  onApproval={onApproval}
                  links={links}
                />
              ))}
            </ol>
            <ChainDay chain={chain} />
            <Track chain={chain} scale={scale} today={today} wishOn={wishOn} />
          </li>
        ))}
      </ol>
      <ul className={classes.legend}>
        <li>{t('board.timeline', { from: language.day(scale.from, {}), to: language.day(scale.to, {}) })}</li>
        <li>
          <i className={classes.keyNow} />
          {t('board.today')}
        </li>
        {wishOn && (
          <li>
            <i className={classes.keyWish} />
            {t('board.wish')}
          </li>
        )}
      </ul>
    </>
  );
}

/** From a little before today, or what was done last month, to a little after the last day. */
function scaleOf(chains: readonly Chain[], wishOn: Day | null, today: Day): DayScale {
  const ends = chains.flatMap(({ links }) => links.map(({ on, range }) => range?.lateOn ?? on));
  const last = [...ends, ...(wishOn ? [wishOn] : []), addDays(today, 60)].sort().at(-1)!;
  return dayScale(addDays(today, -14), addDays(last, 10));
}

const ICONS: Record<ChainLink['state'], TablerIcon> = {
  done: IconCircleCheckFilled,
  expected: IconCircle,
  unknown: IconCircleDashed,
  stopped: IconPlayerStop,
};

function LinkView({
  link,
  onApproval,
  links,
}: {
  link: ChainLink;
  onApproval: ChainListProps['onApproval'];
  links: ChainListProps['links'];
}) {
  const { t } = useTranslation('approvals');
  const language = useLanguage();
  const Icon = ICONS[link.state];
  const day = language.day(link.on, {});
  return (
    <li className={classes.link} data-state={link.state}>
      <Icon size={16} stroke={1.5} role="img" aria-label={t(`state.${link.state}`)} />
      <span className={classes.linkText}>
        <span className={classes.linkHead}>
          <LinkName link={link} onApproval={onApproval} links={links} />
          {link.approval && <ApprovalTag status={link.approval.status} />}
        </span>
        <span className={classes.quiet}>
          <Reason link={link} />
        </span>
        {link.state === 'expected' && (
          <span className={classes.quiet}>
            {link.isAtLeast ? t('board.notBefore', { day }) : day}
            {link.range &&
              ` (${t('board.range', { from: language.day(link.range.earlyOn, {}), to: language.day(link.range.lateOn, {}) })})`}
          </span>
        )}
        {link.approval?.nextDueOn && link.approval.nextDueBasis && (
          <DueReading day={link.approval.nextDueOn} basis={link.approval.nextDueBasis} />
        )}
      </span>
    </li>
  );
}

/** Leads to the certificate, the case or the determination of a product; an approval opens beside the board. */
function LinkName({
  link: { certification, approval },
  onApproval,
  links,
}: { link: ChainLink } & Pick<ChainListProps, 'onApproval' | 'links'>) {
  const { t } = useTranslation('approvals');
  const name = useApprovalName();
  if (approval) {
    if (!onApproval) return <span className={classes.linkName}>{name(approval)}</span>;
    return (
      <button type="button" className={`link ${classes.linkName}`} onClick={() => onApproval(approval)}>
        {name(approval)}
      </button>
    );
  }
  if (!certification) return null;
  const { certificateId, applicationId, determinationId, productName, productNameZh, state } = certification;
  const base = links === 'portal' ? '/portal' : '';
  const to =
    state === 'in-case' && applicationId
      ? `${base}/cases/${applicationId}`
      : state === 'not-asked' && determinationId && links === 'workplace'
        ? `/determinations/${determinationId}`
        : certificateId
          ? `${base}/certificates/${certificateId}`
          : null;
  const words: ReactNode = (
    <>
      {t('board.cccOf')} <Names latin={productName} zh={productNameZh} />
    </>
  );
  return to ? (
    <Link to={to as '/'} className={`link ${classes.linkName}`} title={t('board.ccc', { product: productName })}>
      {words}
    </Link>
  ) : (
    <span className={classes.linkName}>{words}</span>
  );
}

/** Why the link stands on its day: who told it, or how it was counted. */
function Reason({ link: { reason, on, counted, certification } }: { link: ChainLink }) {
  const { t } = useTranslation('approvals');
  const language = useLanguage();
  const number = certification?.applicationNumber ?? certification?.certificateNumber;
  if (reason === 'filing-limit' || reason === 'processing-limit') {
    const amount = language.number(counted?.amount ?? 0);
    const years = counted?.provisionalYears?.join(', ');
    return <>{years ? t(`reason.${reason}-provisional`, { amount, years }) : t(`reason.${reason}`, { amount })}</>;
  }
  return <>{language.clauses([t(`reason.${reason}`, { day: language.day(on, {}) }), number])}</>;
}

function ChainDay({ chain }: { chain: Chain }) {
  const { t } = useTranslation('approvals');
  const language = useLanguage();
  const day = language.day(chain.readyOn, {});
  return (
    <span className={classes.day}>
      {chain.isDone ? (
        <span className={classes.quiet}>{t('state.done')}</span>
      ) : chain.isAtLeast ? (
        t('atLeast', { day })
      ) : (
        day
      )}
    </span>
  );
}

/** The days of a chain on the common scale; what has no day trails off to the right. */
function Track({ chain, scale, today, wishOn }: { chain: Chain; scale: DayScale; today: Day; wishOn: Day | null }) {
  const at = (day: Day) => `${Math.min(100, Math.max(0, middleOf(scale, day)))}%`;
  return (
    <span className={classes.track} aria-hidden="true">
      <span className={classes.now} style={{ left: at(today) }} />
      {wishOn && <span className={classes.wishLine} style={{ left: at(wishOn) }} />}
      {chain.links.map(
        ({ range }, index) =>
          range && (
            <span
              key={`range ${index}`}
              className={classes.span}
              style={{ left: at(range.earlyOn), width: `calc(${at(range.lateOn)} - ${at(range.earlyOn)})` }}
            />
          ),
      )}
      {chain.isAtLeast && <span className={classes.open} style={{ left: at(chain.readyOn) }} />}
      {chain.links
        .filter(({ on }) => daysBetween(scale.from, on) >= 0)
        .map(({ on, state }, index) => (
          <i key={index} data-state={state} style={{ left: at(on) }} />
        ))}
    </span>
  );
}
