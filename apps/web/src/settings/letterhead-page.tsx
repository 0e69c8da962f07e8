import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '#domain/permissions';
import { showFile } from '../api/load-file.js';
import { problemText } from '../api/problem.js';
import { useSession } from '../api/session.js';
import { Facts, Section } from '../components/detail-page.js';
import { ErrorState, SkeletonRows } from '../components/states.js';
import { letterheadQuery, loadSample } from './letterhead.api.js';
import classes from './letterhead.module.css';
import { LetterheadForm } from './letterhead-form.js';
import { LetterheadLogo } from './letterhead-logo.js';
import { SettingsPage } from './settings-page.js';
import type { Letterhead } from './settings.types.js';

/** What letters to clients carry at head and foot, and how that looks. */
export function LetterheadPage() {
  const { t } = useTranslation('settings');
  const query = useQuery(letterheadQuery);
  return (
    <SettingsPage tab="letterhead" reading={t('letterhead.reading')}>
      {query.isPending && <SkeletonRows rows={5} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && (
        <>
          <Texts letterhead={query.data} />
          <LetterheadLogo logo={query.data.logo} />
          <Sample />
        </>
      )}
    </SettingsPage>
  );
}

function Texts({ letterhead }: { letterhead: Letterhead }) {
  const { t } = useTranslation('settings');
  const { may } = useSession();
  const [isEditing, setEditing] = useState(false);
  const text = (value: string | null) =>
    value ? (
      <span className={classes.lines}>{value}</span>
    ) : (
      <span className={classes.quiet}>{t('letterhead.notSet')}</span>
    );
  return (
    <Section
      title={t('letterhead.texts')}
      acts={
        may('tenant.edit') && (
          <button type="button" className="link" onClick={() => setEditing(true)}>
            {t('letterhead.edit')}
          </button>
        )
      }
    >
      <Facts
        facts={[
          { label: t('field.address'), value: text(letterhead.address) },
          { label: t('field.phone'), value: text(letterhead.phone) },
          { label: t('field.email'), value: text(letterhead.email) },
          { label: t('field.webSite'), value: text(letterhead.web) },
          { label: t('field.registration'), value: text(letterhead.registration) },
          { label: t('field.footer'), value: text(letterhead.footer) },
        ]}
      />
      <LetterheadForm opened={isEditing} onClose={() => setEditing(false)} letterhead={letterhead} />
    </Section>
  );
}

function Sample() {
  const { t } = useTranslation(['settings', 'domain']);
  const sample = useMutation({
    mutationFn: (language: (typeof LANGUAGES)[number]) => showFile(() => loadSample(language)),
  });
  return (
    <Section title={t('letterhead.sample')}>
      <p className={classes.help}>{t('letterhead.sampleHelp')}</p>
      {sample.isError && (
        <p role="alert" className={classes.fault}>
          {problemText(sample.error)}
        </p>
      )}
      <p className={classes.samples}>
        {LANGUAGES.map((language) => (
          <button
            key={language}
            type="button"
            className="link"
            disabled={sample.isPending}
            onClick={() => sample.mutate(language)}
          >
            {t('letterhead.sampleIn', { language: t(`domain:language.${language}`) })}
          </button>
        ))}
      </p>
    </Section>
  );
}
