import { Button, Select } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { REGISTER_COLUMNS, REQUIRED_COLUMNS, type RegisterColumn } from '#domain/register/columns';
import { problemText } from '../api/problem.js';
import { useSession } from '../api/session.js';
import page from '../components/page.module.css';
import { useLanguage } from '../i18n/use-language.js';
import { CorrectedFileButton, useCorrectedFile } from './corrected-file-button.js';
import { SendingState } from './file-step.js';
import { useFaultWords } from './fault-words.js';
import { WithHan } from './han.js';
import { chooseColumns, importQuery } from './imports.api.js';
import classes from './imports.module.css';
import type { ImportReading, ImportView } from './imports.types.js';
import { Verdict } from './verdict.js';

type Choice = RegisterColumn | 'ignore';

/** Step 2: what each heading of the file was taken for; another reading can be chosen until the register is in. */
export function ColumnsStep({
  view,
  reading,
  onBack,
}: {
  view: ImportView;
  reading: ImportReading;
  onBack: () => void;
}) {
  const { t } = useTranslation('imports');
  const { may } = useSession();
  const words = useFaultWords();
  const language = useLanguage();
  const queryClient = useQueryClient();
  const [choices, setChoices] = useState<Record<string, Choice>>({});
  const chosen = (heading: ImportReading['headings'][number]): Choice =>
    choices[heading.heading] ?? heading.as ?? 'ignore';
  const upload = useCorrectedFile();
  const taken = reading.headings.map(chosen);
  const missing = REQUIRED_COLUMNS.filter((column) => !taken.includes(column));
  const twice = REGISTER_COLUMNS.filter((column) => taken.filter((one) => one === column).length > 1);
  const isReadable = missing.length === 0 && twice.length === 0;
  const unknown = reading.headings.filter(({ as }) => as === null).length;
  const mayChoose = may('import.run') && view.state !== 'imported';
  const apply = useMutation({
    mutationFn: () =>
      chooseColumns(view.id, Object.fromEntries(reading.headings.map((heading) => [heading.heading, chosen(heading)]))),
    onSuccess: (now) => {
      queryClient.setQueryData(importQuery(view.id).queryKey, now);
      void queryClient.invalidateQueries({ queryKey: ['imports', view.id] });
      onBack();
    },
  });
  return (
    <>
      <Verdict
        tone={isReadable ? 'good' : 'bad'}
        title={
          missing.length > 0
            ? t('columns.missing', { count: missing.length, columns: language.items(missing.map(words.column)) })
            : twice.length > 0
              ? t('columns.twice', { columns: language.items(twice.map(words.column)) })
              : t('columns.verdict', { known: reading.headings.length - unknown, count: reading.headings.length })
        }
        acts={
          Object.keys(choices).length > 0 ? (
            <Button loading={apply.isPending} disabled={!isReadable} onClick={() => apply.mutate()}>
              {t('columns.checkAgain')}
            </Button>
          ) : view.state === 'failed' ? (
            mayChoose && <CorrectedFileButton upload={upload} />
          ) : (
            <Button variant="default" onClick={onBack}>
              {t('columns.back')}
            </Button>
          )
        }
      >
        <p>
          {[
            !isReadable && mayChoose && t('columns.choose'),
            reading.sheet
              ? t('columns.place', { sheet: reading.sheet, row: reading.headingRow })
              : t('columns.placeWithoutSheet', { row: reading.headingRow }),
            unknown > 0 && t('columns.unknown', { count: unknown }),
            reading.otherSheets.length > 0 && t('columns.otherSheets', { sheets: language.items(reading.otherSheets) }),
          ]
            .filter(Boolean)
            .join(' ')}
        </p>
        {apply.isError && (
          <p role="alert" className={classes.problem}>
            {problemText(apply.error)}
          </p>
        )}
      </Verdict>
      <div className={classes.inset}>
        <SendingState upload={upload} />
      </div>
      <div className={`${page.columns} ${page.single}`}>
        <div className={page.content}>
          <table className={classes.headings}>
            <caption className="unseen">{t('columns.caption')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('columns.letter')}</th>
                <th scope="col">{t('columns.heading')}</th>
                <th scope="col">{t('columns.as')}</th>
              </tr>
            </thead>
            <tbody>
              {reading.headings.map((heading) => (
                <tr key={heading.letter}>
                  <td>
                    <span className={classes.letter}>{heading.letter}</span>
                  </td>
                  <th scope="row">
                    <WithHan text={heading.heading} />
                  </th>
                  <td>
                    {mayChoose ? (
                      <Select
                        size="xs"
                        aria-label={t('columns.asOf', { heading: heading.heading })}
                        searchable
                        allowDeselect={false}
                        value={chosen(heading)}
                        onChange={(value) => value && setChoices({ ...choices, [heading.heading]: value as Choice })}
                        data={[
                          { value: 'ignore', label: t('columns.ignore') },
                          ...REGISTER_COLUMNS.map((column) => ({ value: column, label: words.column(column) })),
                        ]}
                      />
                    ) : heading.as ? (
                      words.column(heading.as)
                    ) : (
                      <span className={classes.quiet}>{t('columns.ignore')}</span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
    </>
  );
}
