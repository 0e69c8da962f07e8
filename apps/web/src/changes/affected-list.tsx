import { Button, SegmentedControl } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useToday } from '../api/clock.js';
import { problemText } from '../api/problem.js';
import { CertificateNumber } from '../components/certificate-number.js';
import { MoreButton } from '../components/more-button.js';
import { Names } from '../components/names.js';
import { ErrorState, SkeletonRows } from '../components/states.js';
import { toast } from '../components/toast.js';
import { useLanguage } from '../i18n/use-language.js';
import { download } from '../imports/register-file.js';
import { affectedQuery, loadAffectedWorkbook } from './changes.api.js';
import classes from './changes.module.css';
import type { Affected, RegulatoryChange, Verdict } from './changes.types.js';
import { useReasonWords } from './reason-words.js';

const VERDICTS = ['hit', 'unknown', 'not-hit'] as const;

/** Whom a change hits among the own certificates and products, whom it may hit, and why. */
export function AffectedList({ change }: { change: RegulatoryChange }) {
  const { t } = useTranslation('changes');
  const language = useLanguage();
  const [verdict, setVerdict] = useState<Verdict>('hit');
  const query = useInfiniteQuery(affectedQuery(change.key, verdict));
  if (query.isPending) return <SkeletonRows rows={3} />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const { pages } = query.data;
  const counts = pages[0]?.counts;
  const items = pages.flatMap((page) => page.items);
  const withoutCode = change.classes.filter(({ code }) => code === null);
  const number = (of: Verdict) => {
    const found = counts && { hit: counts.hit, unknown: counts.unknown, 'not-hit': counts.notHit }[of];
    return found === undefined || found === null ? '' : language.number(found);
  };
  return (
    <div className={classes.affected}>
      <div className={classes.affectedHead}>
        <SegmentedControl
          value={verdict}
          onChange={(value) => setVerdict(value as Verdict)}
          data={VERDICTS.map((value) => ({ value, label: t(`affected.${value}`, { number: number(value) }) }))}
          aria-label={t('affected.title')}
        />
        <ExportAffected change={change} verdict={verdict} />
      </div>
      {counts && !counts.isComplete && <p className={classes.quiet}>{t('affected.incomplete')}</p>}
      {withoutCode.length > 0 && (
        <p className={classes.quiet}>
          {t('affected.withoutCode', {
            classes: language.items(withoutCode.map(({ key, names }) => names?.[language.language] ?? key)),
          })}
        </p>
      )}
      {items.length === 0 ? (
        <p className={classes.quiet}>{t(`affected.none.${verdict}`)}</p>
      ) : (
        <ul className={classes.moves}>
          {items.map((item) => (
            <li key={`${item.subject} ${item.id}`}>
              <AffectedLine item={item} />
            </li>
          ))}
        </ul>
      )}
      <MoreButton query={query}>{t('affected.more')}</MoreButton>
    </div>
  );
}

/** What is seen, as a workbook. */
function ExportAffected({ change, verdict }: { change: RegulatoryChange; verdict: Verdict }) {
  const { t } = useTranslation('common');
  const { language } = useLanguage();
  const today = useToday();
  const file = useMutation({
    mutationFn: () => loadAffectedWorkbook(change.key, { verdict, language }),
    onSuccess: (blob) => download(blob, `${change.origin === 'record' ? change.key : 'affected'}-${today}.xlsx`),
    onError: (error) => toast(problemText(error)),
  });
  return (
    <Button
      variant="default"
      size="xs"
      loading={file.isPending}
      leftSection={<IconFileSpreadsheet size={14} stroke={1.5} aria-hidden />}
      onClick={() => file.mutate()}
    >
      {t('list.export')}
    </Button>
  );
}

function AffectedLine({ item }: { item: Affected }) {
  const { t } = useTranslation('changes');
  const language = useLanguage();
  const reason = useReasonWords();
  const to = item.subject === 'certificate' ? `/certificates/${item.id}` : `/products/${item.id}`;
  return (
    <div className={classes.move}>
      <div className={classes.what}>
        <Link to={to as string} className="link">
          <Names latin={item.productName} zh={item.productNameZh} />
        </Link>
        <span className={classes.quiet}>
          {item.subject === 'certificate' ? <CertificateNumber number={item.label} /> : t('affected.noCertificate')}
        </span>
        <span className={classes.quiet}>
          <Names latin={item.clientName} zh={item.clientNameZh} />
        </span>
      </div>
      <div className={classes.days}>
        {item.todo !== 'none' && <span className={classes.newDay}>{t(`affected.todo.${item.todo}`)}</span>}
        {item.deadlineOn && (
          <span className={classes.shift}>{t('affected.by', { day: language.day(item.deadlineOn, {}) })}</span>
        )}
      </div>
      <ul className={classes.reasons}>
        {item.reasons.map((one, index) => (
          <li key={index} data-speaks={one.speaks}>
            {reason(one)}
          </li>
        ))}
      </ul>
    </div>
  );
}
