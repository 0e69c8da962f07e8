import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { LANGUAGES, type Language } from '#domain/permissions';
import { showFile } from '../api/load-file.js';
import { problemText } from '../api/problem.js';
import { loadLetter } from './applicability.api.js';
import classes from './applicability.module.css';

/** Each language by its own short name: it is read by who reads the letter. */
const NAMES: Record<Language, string> = { en: 'EN', de: 'DE', zh: '中文' };

/** The stored answer as a letter, in a tab of its own. */
export function LetterActs({ id }: { id: string }) {
  const { t } = useTranslation(['applicability', 'domain']);
  const letter = useMutation({ mutationFn: (language: Language) => showFile(() => loadLetter(id, language)) });
  return (
    <>
      {letter.isError && (
        <span role="alert" className={classes.fault}>
          {problemText(letter.error)}
        </span>
      )}
      <span className={classes.letters} role="group" aria-label={t('letter.print')}>
        <span className={classes.lettersName} aria-hidden>
          <IconPrinter size={16} stroke={1.5} /> {t('letter.print')}
        </span>
        {LANGUAGES.map((language) => (
          <Button
            key={language}
            variant="default"
            px={10}
            loading={letter.isPending && letter.variables === language}
            aria-label={`${NAMES[language]}, ${t('letter.printIn', { language: t(`domain:language.${language}`) })}`}
            onClick={() => letter.mutate(language)}
          >
            <span lang={language === 'zh' ? 'zh-Hans' : language}>{NAMES[language]}</span>
          </Button>
        ))}
      </span>
    </>
  );
}
