import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { showFile } from '../api/load-file.js';
import { problemText } from '../api/problem.js';
import { Section } from '../components/detail-page.js';
import { MoreButton } from '../components/more-button.js';
import { Names } from '../components/names.js';
import { SectionList } from '../components/section-list.js';
import { ErrorState } from '../components/states.js';
import { toast } from '../components/toast.js';
import { TwoLines } from '../components/two-lines.js';
import { LANGUAGE_NAMES } from '../i18n/language-names.js';
import { useLanguage } from '../i18n/use-language.js';
import { lettersQuery, loadLetterPdf } from './campaigns.api.js';
import classes from './campaigns.module.css';
import type { Campaign, LetterLine } from './campaigns.types.js';

/** Letters and chase mails as they were written, what became of them, and each as a page. */
export function LetterList({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation('campaigns');
  const language = useLanguage();
  const letters = useInfiniteQuery(lettersQuery(campaign.id));
  const items = letters.data?.pages.flatMap((page) => page.items) ?? [];
  const open = (letter: LetterLine) => {
    showFile(() => loadLetterPdf(campaign.id, letter.id)).catch((error: unknown) => toast(problemText(error)));
  };
  const mails = ({ sent, refused, planned }: LetterLine) =>
    language.clauses([
      sent > 0 && t('letters.sent', { count: sent }),
      refused > 0 && t('letters.refused', { count: refused }),
      planned > 0 && t('letters.planned', { count: planned }),
    ]) || t('letters.nobody');
  const pdf = (letter: LetterLine) => (
    <button
      type="button"
      className="link"
      aria-label={`${t('letters.pdf')}: ${letter.subject}`}
      onClick={() => open(letter)}
    >
      {t('letters.pdf')}
    </button>
  );
  return (
    <Section title={t('letters.title')}>
      {letters.isError && <ErrorState error={letters.error} onRetry={() => void letters.refetch()} />}
      {letters.isSuccess && (
        <SectionList<LetterLine>
          caption={t('letters.title')}
          rows={items}
          rowId={(row) => row.id}
          rowName={(row) => row.subject}
          empty={t('letters.none')}
          phoneRow={(row) => (
            <span className={classes.stack}>
              <Names latin={row.clientName} zh={row.clientNameZh} />
              <span className={classes.quiet}>
                {language.clauses([
                  t(`letters.kind.${row.kind}`, { number: row.number }),
                  language.day(row.writtenOn),
                  mails(row),
                ])}
              </span>
              <span>{pdf(row)}</span>
            </span>
          )}
          columns={[
            {
              key: 'client',
              title: t('field.client'),
              cell: (row) => (
                <TwoLines
                  first={<Names latin={row.clientName} zh={row.clientNameZh} />}
                  second={t(`letters.kind.${row.kind}`, { number: row.number })}
                />
              ),
              width: '230px',
            },
            {
              key: 'subject',
              title: t('letter.subject'),
              cell: (row) => <span lang={LANGUAGE_NAMES[row.language].lang}>{row.subject}</span>,
            },
            {
              key: 'mails',
              title: t('letters.mails'),
              cell: (row) => <TwoLines first={language.day(row.writtenOn)} second={mails(row)} />,
              width: '170px',
            },
            { key: 'pdf', title: t('letters.file'), cell: pdf, width: '80px' },
          ]}
        />
      )}
      <MoreButton query={letters}>{t('letters.more')}</MoreButton>
    </Section>
  );
}
