import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useToday } from '../api/clock.js';
import { problemText } from '../api/problem.js';
import { refreshAfterChange } from '../api/refresh.js';
import { useSession } from '../api/session.js';
import { Section } from '../components/detail-page.js';
import type { Column } from '../components/list-table.js';
import { SectionList } from '../components/section-list.js';
import { ErrorState } from '../components/states.js';
import { toast } from '../components/toast.js';
import { useLanguage } from '../i18n/use-language.js';
import { AbsenceForm } from './absence-form.js';
import classes from './absences.module.css';
import { absencesQuery, removeAbsence } from './absences.api.js';
import type { Absence } from './absences.types.js';

interface AbsenceSectionProps {
  /** Of one member; of everybody when left out. */
  memberId?: string;
}

/** Who is away when, and who gets the reminders of these days too. */
export function AbsenceSection({ memberId }: AbsenceSectionProps) {
  const { t } = useTranslation('absences');
  const { may, membership } = useSession();
  const { day } = useLanguage();
  const today = useToday();
  const queryClient = useQueryClient();
  const [form, setForm] = useState<{ absence?: Absence } | null>(null);
  const query = useQuery({ ...absencesQuery(memberId), enabled: may('member.read') });
  const remove = useMutation({
    mutationFn: (absence: Absence) => removeAbsence(absence.id),
    onSuccess: async () => {
      await refreshAfterChange(queryClient);
      toast(t('removed'));
    },
  });
  if (!may('member.read')) return null;
  const mayAdd = may('absence.edit') && (memberId !== undefined || may('member.manage'));
  const mayEdit = (absence: Absence) =>
    may('absence.edit') && (absence.memberId === membership.memberId || may('member.manage'));
  const words = (absence: Absence) => ({ name: absence.memberName, day: day(absence.fromOn, {}) });
  const when = (absence: Absence) => (
    <>
      {t('fromTo', { from: day(absence.fromOn, {}), to: day(absence.toOn, {}) })}
      {absence.toOn < today && <span className={classes.ended}>{t('ended')}</span>}
    </>
  );
  const deputy = (absence: Absence) => absence.deputyName ?? t('ofCase');
  const acts = (absence: Absence) =>
    mayEdit(absence) && (
      <span className={classes.acts}>
        <button
          type="button"
          className="link"
          aria-label={t('editNamed', words(absence))}
          onClick={() => setForm({ absence })}
        >
          {t('act.edit')}
        </button>
        <button
          type="button"
          className="link"
          aria-label={t('removeNamed', words(absence))}
          disabled={remove.isPending}
          onClick={() => remove.mutate(absence)}
        >
          {t('act.remove')}
        </button>
      </span>
    );
  const columns: Column<Absence>[] = [
    ...(memberId ? [] : [{ key: 'member', title: t('member'), cell: (absence: Absence) => absence.memberName }]),
    { key: 'when', title: t('title'), cell: when },
    { key: 'deputy', title: t('deputy'), cell: deputy },
    { key: 'acts', title: '', cell: acts, width: '170px', align: 'right' as const },
  ];
  return (
    <Section
      title={t('title')}
      note={t('note')}
      acts={
        mayAdd && (
          <button type="button" className="link" onClick={() => setForm({})}>
            {t('add')}
          </button>
        )
      }
    >
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {remove.isError && <p role="alert">{problemText(remove.error)}</p>}
      {query.data && (
        <SectionList
          caption={t('title')}
          rows={query.data}
          columns={columns}
          rowId={(absence) => absence.id}
          rowName={(absence) => absence.memberName}
          phoneRow={(absence) => (
            <>
              <p>{memberId ? when(absence) : absence.memberName}</p>
              {!memberId && <p className={classes.line}>{when(absence)}</p>}
              <p className={classes.line}>
                <span>{deputy(absence)}</span>
                {acts(absence)}
              </p>
            </>
          )}
          empty={t(memberId ? 'noneOwn' : 'none')}
        />
      )}
      <AbsenceForm
        key={form?.absence?.id ?? 'new'}
        opened={form !== null}
        onClose={() => setForm(null)}
        {...(memberId && { memberId })}
        {...(form?.absence && { absence: form.absence })}
        onSaved={() => {
          toast(t('saved'));
          void refreshAfterChange(queryClient);
        }}
      />
    </Section>
  );
}
