import { Button, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../api/problem.js';
import { refreshAfterChange } from '../api/refresh.js';
import { useSession } from '../api/session.js';
import { BasisMark } from '../components/deadline-chip.js';
import { DetailPage, Facts, Section } from '../components/detail-page.js';
import { DueValue } from '../components/due-reading.js';
import { Sources } from '../components/sources.js';
import { ErrorState, SkeletonPage } from '../components/states.js';
import { SubjectDeadlines } from '../components/subject-deadlines.js';
import { SubjectHistory } from '../components/subject-history.js';
import { toast } from '../components/toast.js';
import { FileLink } from '../documents/file-link.js';
import { useLanguage } from '../i18n/use-language.js';
import { AffectedList } from './affected-list.js';
import { ChangeDays } from './change-days.js';
import { ChangeMarks, lastDayOf, useChangeName, useSchemeWords } from './change-marks.js';
import { changeQuery, restoreEntry, takeViewsBack } from './changes.api.js';
import classes from './changes.module.css';
import type { RegulatoryChange } from './changes.types.js';
import { EntryForm } from './entry-form.js';
import { FollowForm } from './follow-form.js';
import { ViewsForm } from './views-form.js';
import { WithdrawForm } from './withdraw-form.js';

/** One announcement, rule, standard or draft: its days, its source, its scope, and who is hit here. */
export function RegulatoryPage() {
  const { key } = useParams({ strict: false }) as { key: string };
  const query = useQuery(changeQuery(key));
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <SkeletonPage />;
  return <Details key={query.data.key} change={query.data} />;
}

type Open = 'edit' | 'follow' | 'withdraw' | 'views';

function Details({ change }: { change: RegulatoryChange }) {
  const { t } = useTranslation(['changes', 'domain']);
  const { language, day, items } = useLanguage();
  const name = useChangeName()(change);
  const schemes = useSchemeWords()(change);
  const queryClient = useQueryClient();
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const saved = () => void refreshAfterChange(queryClient);
  const { entry, origin, days } = change;
  const last = lastDayOf(change);
  const classWords = change.classes.map(({ key, code, names }) =>
    [code ?? '', names?.[language] ?? (code ? '' : key)].filter(Boolean).join(' '),
  );
  return (
    <>
      <DetailPage
        title={
          <span className={classes.titleRow}>
            {name} <ChangeMarks change={change} />
          </span>
        }
        titleText={name}
        crumb={{ to: '/changes/entries', name: t('changes:announced.tab') }}
        crumbNote={t(`changes:announced.kind.${change.kind}`)}
        reading={name === change.instrument ? undefined : change.instrument}
        acts={<Acts change={change} onOpen={setOpen} onSaved={saved} />}
        readings={[
          ...(last ? [{ label: t(`changes:announced.day.${last.name}`), value: <DueValue day={last.day} />, note: day(last.day) }] : []), // prettier-ignore
          {
            label: t('changes:field.responsibleId'),
            value: entry?.responsibleName ?? t('changes:entry.nobody'),
            note: origin === 'record' && !entry ? t('changes:entry.notFollowed') : undefined,
          },
          ...(days.viewsUntil || entry?.viewsSentOn ? [{ label: t('changes:opinion.title'), value: entry?.viewsSentOn ? t('changes:opinion.sent', { day: day(entry.viewsSentOn, {}) }) : t('changes:opinion.open'), note: days.viewsUntil ? t('changes:opinion.until', { day: day(days.viewsUntil, {}) }) : undefined }] : []), // prettier-ignore
        ]}
      >
        {entry?.withdrawnReason && (
          <p className={classes.note}>{t('changes:entry.withdrawnBecause', { reason: entry.withdrawnReason })}</p>
        )}
        <Section title={t('changes:announced.days')} note={change.basis && <BasisMark basis={change.basis} />}>
          <ChangeDays change={shownDays(change)} />
        </Section>
        <Section title={t('changes:announced.says')}>
          {change.duty && <p className={classes.duty}>{change.duty[language]}</p>}
          {change.relief && <p className={classes.duty}>{change.relief[language]}</p>}
          <div className={classes.scope}>
            <Facts
              facts={[{ label: t('changes:announced.classesLabel'), value: items(classWords) || t('changes:announced.anyClass') }]} // prettier-ignore
            />
          </div>
          <Facts
            facts={[
              { label: t('changes:announced.schemes'), value: schemes },
              { label: t('changes:announced.replaced'), value: items(change.replacedStandards) },
              { label: t('changes:announced.newStandard'), value: change.newStandard },
              { label: t('changes:field.replacedRule'), value: entry?.replacedRule },
              { label: t('changes:announced.newRule'), value: change.newRule },
              { label: t('changes:field.appliesToIssuedBefore'), value: entry?.appliesToIssuedBefore && day(entry.appliesToIssuedBefore, {}) }, // prettier-ignore
              { label: t('changes:announced.source'), value: <Sources text={change.source} /> },
              { label: t('changes:field.certainty'), value: t(`domain:certainty.${change.certainty}`) },
              { label: t('changes:field.fileId'), value: entry?.fileId && <FileLink file={{ id: entry.fileId, name: entry.fileName ?? '' }} /> }, // prettier-ignore
            ]}
          />
        </Section>
        {entry && <SubjectDeadlines subject={{ entryId: entry.id }} />}
        <Section title={t('changes:affected.heading')}>
          {change.unmatchable ? (
            <p className={classes.quiet}>{t(`changes:announced.unmatchable.${change.unmatchable}`)}</p>
          ) : (
            <AffectedList change={change} />
          )}
        </Section>
        {entry && <SubjectHistory subject={{ entryId: entry.id }} />}
      </DetailPage>
      {origin === 'tenant' && entry && (
        <EntryForm opened={open === 'edit'} onClose={close} onSaved={saved} entry={entry} />
      )}
      {origin === 'record' && <FollowForm opened={open === 'follow'} onClose={close} onSaved={saved} change={change} />}
      {entry && (
        <>
          <WithdrawForm opened={open === 'withdraw'} onClose={close} onSaved={saved} entry={entry} />
          <ViewsForm opened={open === 'views'} onClose={close} onSaved={saved} entry={entry} />
        </>
      )}
    </>
  );
}

/** A closing day that only the tenant knows stands on the line of the record too. */
function shownDays(change: RegulatoryChange): RegulatoryChange {
  const viewsUntil = change.days.viewsUntil ?? change.entry?.viewsUntil ?? null;
  return { ...change, days: { ...change.days, viewsUntil } };
}

interface ActsProps {
  change: RegulatoryChange;
  onOpen: (open: Open) => void;
  onSaved: () => void;
}

function Acts({ change, onOpen, onSaved }: ActsProps) {
  const { t } = useTranslation('changes');
  const { may } = useSession();
  const { entry, origin, unmatchable } = change;
  const run = async (act: () => Promise<unknown>) => {
    try {
      await act();
      onSaved();
    } catch (error) {
      toast(problemText(error));
    }
  };
  const mayEdit = may('regulatory.edit');
  const isWithdrawn = entry?.status === 'withdrawn';
  const source = origin === 'tenant' && entry ? { entry: entry.id } : { change: change.key };
  return (
    <>
      {mayEdit && origin === 'record' && (
        <Button variant="default" onClick={() => onOpen('follow')}>
          {t(entry ? 'follow.edit' : 'follow.act')}
        </Button>
      )}
      {mayEdit && origin === 'tenant' && !isWithdrawn && (
        <Button variant="default" onClick={() => onOpen('edit')}>
          {t('entry.edit')}
        </Button>
      )}
      {mayEdit && entry && isWithdrawn && (
        <Button variant="default" onClick={() => void run(() => restoreEntry(entry.id))}>
          {t('entry.restore')}
        </Button>
      )}
      {mayEdit && entry?.status === 'draft' && entry.viewsSentOn === null && (
        <Button variant="default" onClick={() => onOpen('views')}>
          {t('opinion.record')}
        </Button>
      )}
      {may('campaign.edit') && unmatchable === null && (
        <Button renderRoot={(root) => <Link {...root} to={'/campaigns/new' as string} search={source as never} />}>
          {t('announced.campaign')}
        </Button>
      )}
      {mayEdit && entry && !isWithdrawn && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" px={8} aria-label={t('entry.more')}>
              <IconDots size={16} stroke={1.5} aria-hidden />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {entry.viewsSentOn !== null && entry.status === 'draft' && (
              <Menu.Item onClick={() => void run(() => takeViewsBack(entry.id))}>{t('opinion.takeBack')}</Menu.Item>
            )}
            <Menu.Item onClick={() => onOpen('withdraw')}>
              {t(origin === 'record' ? 'follow.stop' : 'entry.withdraw')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  );
}
