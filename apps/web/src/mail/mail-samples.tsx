import { Button, SegmentedControl, Select } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES, type Language } from '#domain/permissions';
import { problemText } from '../api/problem.js';
import { Section } from '../components/detail-page.js';
import { ErrorState, SkeletonRows } from '../components/states.js';
import { useLanguage } from '../i18n/use-language.js';
import { mailSampleKindsQuery, mailSampleQuery, sendMailSample } from './mail.api.js';
import classes from './mail.module.css';
import type { MailSample, MailSampleKind } from './mail.types.js';

const GROUPS = ['reminder', 'news', 'account'] as const;
type Theme = 'light' | 'dark';

/** Every kind of mail in three languages, as HTML and as text, and a test mail to oneself. */
export function MailSamples() {
  const { t } = useTranslation(['mail', 'domain', 'reminders']);
  const kinds = useQuery(mailSampleKindsQuery);
  const [kind, setKind] = useState('legal-step');
  const [language, setLanguage] = useState<Language>(useLanguage().language);
  const [theme, setTheme] = useState<Theme>('light');
  const sample = useQuery({ ...mailSampleQuery(kind, language), placeholderData: keepPreviousData });
  const sending = useMutation({ mutationFn: () => sendMailSample(kind, language) });
  const nameOf = ({ kind: each, group }: MailSampleKind) =>
    group === 'news' ? t(`reminders:notice.kind.${each}` as never) : t(`mail:samples.kind.${each}` as never);
  const choices = GROUPS.map((group) => ({
    group: t(`mail:samples.group.${group}`),
    items: (kinds.data?.items ?? [])
      .filter((each) => each.group === group)
      .map((each) => ({ value: each.kind, label: nameOf(each) })),
  }));
  return (
    <Section title={t('mail:samples.title')}>
      <p className={classes.help}>{t('mail:samples.help')}</p>
      <div className={classes.choices}>
        <Select
          label={t('mail:samples.which')}
          data={choices}
          value={kind}
          allowDeselect={false}
          searchable
          onChange={(value) => {
            sending.reset();
            setKind(value ?? kind);
          }}
        />
        <SegmentedControl
          aria-label={t('mail:samples.language')}
          value={language}
          onChange={(value) => setLanguage(value as Language)}
          data={LANGUAGES.map((value) => ({ value, label: t(`domain:language.${value}`) }))}
        />
        <SegmentedControl
          aria-label={t('mail:samples.theme')}
          value={theme}
          onChange={(value) => setTheme(value as Theme)}
          data={(['light', 'dark'] as const).map((value) => ({ value, label: t(`mail:samples.${value}`) }))}
        />
        <Button variant="default" loading={sending.isPending} onClick={() => sending.mutate()}>
          {t('mail:samples.send')}
        </Button>
      </div>
      <p role="status" className={classes.quiet}>
        {sending.data && t('mail:samples.sent', { ...sending.data })}
      </p>
      {sending.isError && (
        <p role="alert" className={classes.fault}>
          {problemText(sending.error)}
        </p>
      )}
      {(kinds.isPending || sample.isPending) && <SkeletonRows rows={8} />}
      {sample.isError && <ErrorState error={sample.error} onRetry={() => void sample.refetch()} />}
      {sample.data && <Both sample={sample.data} theme={theme} />}
    </Section>
  );
}

function Both({ sample, theme }: { sample: MailSample; theme: Theme }) {
  const { t } = useTranslation('mail');
  return (
    <>
      <p className={classes.subject}>
        <b>{sample.subject}</b>
        <span className={classes.quiet}>
          {sample.from.name} &lt;{sample.from.email}&gt;
        </span>
      </p>
      <div className={classes.both}>
        <iframe
          className={classes.html}
          title={t('samples.html')}
          // Nothing in it runs and nothing is asked for: a mail is a picture here.
          sandbox=""
          srcDoc={inTheme(sample.html, theme)}
          data-theme={theme}
        />
        <pre className={classes.text} aria-label={t('samples.text')} tabIndex={0}>
          {sample.text}
        </pre>
      </div>
    </>
  );
}

/** The mail asks its reader's own theme; here it is chosen. */
export function inTheme(html: string, theme: Theme): string {
  return html.replaceAll('@media (prefers-color-scheme:dark)', theme === 'dark' ? '@media all' : '@media not all');
}
