import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '#domain/permissions';
import { LANGUAGE_NAMES } from '../i18n/language-names.js';
import { spoken, speak } from '../i18n/i18n.js';
import { Logo } from '../app/logo.js';
import classes from './account-page.module.css';

interface AccountPageProps {
  title: string;
  lead?: ReactNode;
  children?: ReactNode;
  /** Where else one may want to go. */
  foot?: ReactNode;
}

/** The page of everything before a person stands in a tenant: one column, the language at its foot. */
export function AccountPage({ title, lead, children, foot }: AccountPageProps) {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = t('frame.tab', { page: title });
  }, [title, t]);
  return (
    <div className={classes.page}>
      <main className={classes.sheet}>
        <p className={classes.brand}>
          <Logo size={26} />
          <span>Homolog</span>
        </p>
        <h1>{title}</h1>
        {lead && <p className={classes.lead}>{lead}</p>}
        {children}
        {foot && <p className={classes.foot}>{foot}</p>}
      </main>
      <nav className={classes.languages} aria-label={t('menu.language')}>
        {LANGUAGES.map((language) => (
          <button
            key={language}
            type="button"
            lang={LANGUAGE_NAMES[language].lang}
            aria-pressed={spoken() === language}
            onClick={() => void speak(language)}
          >
            {LANGUAGE_NAMES[language].name}
          </button>
        ))}
      </nav>
    </div>
  );
}
