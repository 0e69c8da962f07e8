import { Select, TextInput } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isSelfDeclaration } from '#domain/certificate';
import { PAPER_KINDS, type PaperKind } from '#domain/certificates/papers';
import { readerTimeZone } from '../api/clock.js';
import { refreshAfterChange } from '../api/refresh.js';
import { useSession } from '../api/session.js';
import { ConfirmDialog } from '../components/confirm-dialog.js';
import { Section } from '../components/detail-page.js';
import type { Column } from '../components/list-table.js';
import { MoreButton } from '../components/more-button.js';
import { SectionList } from '../components/section-list.js';
import { ErrorState } from '../components/states.js';
import { toast } from '../components/toast.js';
import { FileLink } from '../documents/file-link.js';
import { UploadBox } from '../documents/upload-box.js';
import { instantParts } from '../i18n/format.js';
import { useLanguage } from '../i18n/use-language.js';
import type { Certificate } from './certificates.types.js';
import { addPaper, papersQuery, removePaper } from './register.api.js';
import classes from './register.module.css';
import type { Paper } from './register.types.js';

interface PaperSectionProps {
  certificate: Pick<Certificate, 'id' | 'scheme'>;
}

/** The files that belong to a certificate; the client sees them too. What was removed is kept for the team. */
export function PaperSection({ certificate }: PaperSectionProps) {
  const { t } = useTranslation('papers');
  const { may } = useSession();
  const [isAdding, setAdding] = useState(false);
  const [withRemoved, setWithRemoved] = useState(false);
  const papers = useInfiniteQuery(papersQuery(certificate.id, { withRemoved }));
  const mayEdit = may('certificate.paper');
  return (
    <Section
      title={t('paper.title')}
      note={t('paper.note')}
      acts={
        mayEdit && (
          <>
            <button type="button" className="link" onClick={() => setWithRemoved((was) => !was)}>
              {t(withRemoved ? 'paper.hideRemoved' : 'paper.showRemoved')}
            </button>{' '}
            <button type="button" className="link" aria-expanded={isAdding} onClick={() => setAdding((was) => !was)}>
              {t('paper.add')}
            </button>
          </>
        )
      }
    >
      {isAdding && <PaperUpload certificate={certificate} onAdded={() => setAdding(false)} />}
      {papers.isError && <ErrorState error={papers.error} onRetry={() => void papers.refetch()} />}
      {papers.data && <PaperList papers={papers.data.pages.flatMap(({ items }) => items)} mayRemove={mayEdit} />}
      <MoreButton query={papers}>{t('paper.more')}</MoreButton>
    </Section>
  );
}

interface PaperUploadProps extends PaperSectionProps {
  /** What it can be; all kinds when left out. The first one stands chosen, a single one is not asked for. */
  kinds?: readonly PaperKind[];
  /** The suspension whose restoration pack it goes into. */
  statusChangeId?: string;
  onAdded?: () => void;
}

/** Adds a paper where it is shown: what it is, then the file, which is taken as soon as it has arrived. */
export function PaperUpload({ certificate, kinds = PAPER_KINDS, statusChangeId, onAdded }: PaperUploadProps) {
  const { t } = useTranslation('papers');
  const queryClient = useQueryClient();
  const usual = isSelfDeclaration(certificate.scheme) ? 'declaration' : 'certificate';
  const [kind, setKind] = useState<PaperKind>(kinds.includes(usual) ? usual : kinds[0]!);
  const [title, setTitle] = useState('');
  const add = async (fileId: string) => {
    await addPaper(certificate.id, { fileId, kind, title: title.trim() || null, statusChangeId });
    toast(t('paper.added'));
    setTitle('');
    await refreshAfterChange(queryClient);
    onAdded?.();
  };
  return (
    <div className={classes.adding}>
      <div className={classes.addingFields}>
        {kinds.length > 1 && (
          <Select
            label={t('paper.kind')}
            value={kind}
            allowDeselect={false}
            data={kinds.map((one) => ({ value: one, label: t(`paper.kindOf.${one}`) }))}
            onChange={(chosen) => setKind(chosen as PaperKind)}
          />
        )}
        <TextInput
          label={t('paper.titleField')}
          description={t('paper.titleHelp')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          maxLength={300}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
      </div>
      <UploadBox onStored={({ id }) => add(id)} />
    </div>
  );
}

/** Papers with what each is, since when and by whom; the name saves the file. */
export function PaperList({ papers, mayRemove }: { papers: readonly Paper[]; mayRemove: boolean }) {
  const { t } = useTranslation('papers');
  const queryClient = useQueryClient();
  const since = useSince();
  const [leaving, setLeaving] = useState<Paper | null>(null);
  const file = (paper: Paper) => <FileLink file={paper.file} label={nameOf(paper)} />;
  const act = (paper: Paper) =>
    mayRemove && paper.removedAt === null ? (
      <button
        type="button"
        className="link"
        aria-label={t('paper.removeNamed', { name: nameOf(paper) })}
        onClick={() => setLeaving(paper)}
      >
        {t('paper.remove')}
      </button>
    ) : null;
  const columns: Column<Paper>[] = [
    {
      key: 'file',
      title: t('paper.title'),
      cell: (paper) => <span className={classes.paperName}>{file(paper)}</span>,
    },
    {
      key: 'kind',
      title: t('paper.kind'),
      cell: ({ kind }) => t(`paper.kindOf.${kind}`),
      width: mayRemove ? '190px' : '140px',
    },
    {
      key: 'since',
      title: '',
      cell: (paper) => <span className={classes.quiet}>{since(paper)}</span>,
      width: mayRemove ? '200px' : '112px',
    },
    ...(mayRemove
      ? [
          {
            key: 'acts',
            title: '',
            cell: (paper: Paper) => <span className={classes.rowActs}>{act(paper)}</span>,
            width: '92px',
            align: 'right' as const,
          },
        ]
      : []),
  ];
  return (
    <>
      <SectionList
        caption={t('paper.title')}
        rows={papers}
        columns={columns}
        rowId={({ id }) => id}
        rowName={nameOf}
        phoneRow={(paper) => (
          <>
            {file(paper)}
            <p className={classes.phoneLine}>
              <span>{t(`paper.kindOf.${paper.kind}`)}</span>
              <span className={classes.quiet}>{since(paper)}</span>
              <span className={classes.phoneActs}>{act(paper)}</span>
            </p>
          </>
        )}
        empty={t('paper.none')}
      />
      {leaving && (
        <ConfirmDialog
          opened
          onClose={() => setLeaving(null)}
          title={t('paper.removeTitle', { name: nameOf(leaving) })}
          act={t('paper.removeAct')}
          onConfirm={async () => {
            await removePaper(leaving.id);
            await refreshAfterChange(queryClient);
          }}
        >
          {t('paper.removeFollows')}
        </ConfirmDialog>
      )}
    </>
  );
}

export const nameOf = ({ title, file }: Paper): string => title ?? file.name;

/** Since when a paper is there, or gone, and by whom. */
function useSince(): (paper: Paper) => string {
  const { t } = useTranslation('papers');
  const language = useLanguage();
  const dayOf = (instant: string) => language.day(instantParts(instant, readerTimeZone()).day, {});
  return ({ addedAt, addedByName, removedAt, removedByName }) => {
    if (removedAt !== null)
      return removedByName
        ? t('paper.removedBy', { day: dayOf(removedAt), name: removedByName })
        : t('paper.removedOn', { day: dayOf(removedAt) });
    return addedByName ? t('paper.by', { day: dayOf(addedAt), name: addedByName }) : dayOf(addedAt);
  };
}
