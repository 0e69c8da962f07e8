import { SegmentedControl, Select, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { letterFaults, writtenLetter, type LetterFacts, type MergeField } from '#domain/campaigns/merge-fields';
import { LANGUAGES, type Language } from '#domain/permissions';
import { useToday } from '../api/clock.js';
import { useSession } from '../api/session.js';
import type { RegulatoryChange } from '../changes/changes.types.js';
import { clientQuery } from '../clients/clients.api.js';
import formPage from '../components/wizard.module.css';
import { LANGUAGE_NAMES } from '../i18n/language-names.js';
import { readDay } from '../i18n/day-input.js';
import type { DraftValues } from './campaign-draft.js';
import classes from './campaigns.module.css';
import type { LetterText } from './campaigns.types.js';
import type { Recipient } from './recipients.js';

interface LetterFieldsProps {
  values: DraftValues;
  change: RegulatoryChange | null;
  /** What may stand in a text. */
  fields: readonly string[];
  absent: readonly MergeField[];
  recipients: readonly Recipient[];
  /** What the api refused, by field. */
  faults: Readonly<Record<string, string>>;
  onChange: (letter: DraftValues['letter']) => void;
}

/** The letter in three languages, and beside it how one recipient would read it. */
export function LetterFields({ values, change, fields, absent, recipients, faults, onChange }: LetterFieldsProps) {
  const { t } = useTranslation('campaigns');
  const [language, setLanguage] = useState<Language>('en');
  const body = useRef<HTMLTextAreaElement>(null);
  const text = values.letter[language];
  const write = (changes: Partial<LetterText>) => onChange({ ...values.letter, [language]: { ...text, ...changes } });
  const usable = fields.filter((field) => !absent.includes(field as MergeField));
  const insert = (field: string) => {
    const at = body.current?.selectionStart ?? text.body.length;
    write({ body: `${text.body.slice(0, at)}{{${field}}}${text.body.slice(at)}` });
    body.current?.focus();
  };
  const found = letterFaults(text, absent);
  const faultOf = (part: 'subject' | 'body') => {
    const own = found.filter((one) => one.part === part && (text.subject + text.body).trim() !== '');
    const said = [
      ...new Set(own.map(({ code, name }) => t(`letter.fault.${code}`, { name: name ? `{{${name}}}` : '' }))),
    ];
    return [...said, ...(faults[`letter.${language}.${part}`] ? [faults[`letter.${language}.${part}`]] : [])].join(' ');
  };
  return (
    <div className={classes.letter}>
      <div className={classes.letterForm}>
        <SegmentedControl
          value={language}
          onChange={(chosen) => setLanguage(chosen as Language)}
          data={LANGUAGES.map((one) => ({ value: one, label: LANGUAGE_NAMES[one].name }))}
          aria-label={t('letter.language')}
        />
        <TextInput
          label={t('letter.subject')}
          value={text.subject}
          maxLength={300}
          lang={LANGUAGE_NAMES[language].lang}
          error={faultOf('subject') || undefined}
          onChange={(event) => write({ subject: event.currentTarget.value })}
        />
        <Textarea
          ref={body}
          label={t('letter.body')}
          value={text.body}
          maxLength={10_000}
          lang={LANGUAGE_NAMES[language].lang}
          autosize
          minRows={12}
          maxRows={24}
          error={faultOf('body') || undefined}
          onChange={(event) => write({ body: event.currentTarget.value })}
        />
        <div>
          <p className={classes.quiet}>{t('letter.insert')}</p>
          <div className={`${formPage.chips} ${classes.chips}`}>
            {usable.map((field) => (
              <button key={field} type="button" onClick={() => insert(field)}>
                {t(`mergeField.${field as MergeField}`)}
              </button>
            ))}
          </div>
        </div>
      </div>
      <LivePreview values={values} change={change} text={text} language={language} recipients={recipients} />
    </div>
  );
}

interface LivePreviewProps {
  values: DraftValues;
  change: RegulatoryChange | null;
  text: LetterText;
  language: Language;
  recipients: readonly Recipient[];
}

function LivePreview({ values, change, text, language, recipients }: LivePreviewProps) {
  const { t } = useTranslation('campaigns');
  const { membership, person } = useSession();
  const titleId = useId();
  const today = useToday();
  const [chosen, setChosen] = useState<string | null>(null);
  const recipient = recipients.find(({ clientId }) => clientId === chosen) ?? recipients[0];
  const client = useQuery({ ...clientQuery(recipient?.clientId ?? ''), enabled: recipient !== undefined });
  if (!recipient) return <p className={classes.quiet}>{t('letter.nobody')}</p>;
  const contacts = (client.data?.contacts ?? []).filter((one) => one.language === language).map(({ name }) => name);
  const asks = values.caseKind !== null;
  const deadlineOn = readDay(values.deadlineOn);
  const facts: LetterFacts = {
    client: recipient.clientName,
    clientZh: recipient.clientNameZh,
    contacts,
    tenant: membership.tenantName,
    tenantZh: membership.tenantNameZh,
    owner: person.name,
    campaign: values.name || NOT_YET,
    announcement: change ? announcementIn(change, language) : null,
    duty: change?.duty?.[language] ?? null,
    source: change ? firstSource(change.source) : null,
    deadlineOn: deadlineOn ?? today,
    documentsDueOn: readDay(values.documentsDueOn),
    count: recipient.certificates.length,
    certificates: recipient.certificates,
    documents: asks ? values.documents.map(({ title, titleZh }) => (language === 'zh' ? titleZh || title : title)) : [],
  };
  const letter = writtenLetter(deadlineOn ? text : withoutDeadline(text), facts, language);
  return (
    <section aria-labelledby={titleId} className={classes.letterForm}>
      <h3 id={titleId} className={classes.count}>
        {t('letter.preview')}
      </h3>
      <Select
        label={t('letter.recipient')}
        data={recipients.map(({ clientId, clientName }) => ({ value: clientId, label: clientName }))}
        value={recipient.clientId}
        allowDeselect={false}
        searchable
        onChange={setChosen}
      />
      <div className={classes.paper} lang={LANGUAGE_NAMES[language].lang}>
        <h4>{letter.subject}</h4>
        <p>{letter.body}</p>
      </div>
      <p className={classes.quiet}>{t('letter.exactLater')}</p>
    </section>
  );
}

/** Stands in the preview for what is not entered yet. */
const NOT_YET = '…';

/** A day that nobody entered is not put in. */
function withoutDeadline({ subject, body }: LetterText): LetterText {
  const field = /\{\{\s*deadline\s*\}\}/g;
  return { subject: subject.replace(field, NOT_YET), body: body.replace(field, NOT_YET) };
}

function announcementIn({ instrument, names }: RegulatoryChange, language: Language): string {
  const name = names?.[language];
  if (!name || name === instrument) return instrument;
  return language === 'zh' ? `${instrument}（${name}）` : `${instrument} (${name})`;
}

/** The first reference is the text itself; the others say where it was read. */
function firstSource(source: string): string | null {
  const [first] = source.split(' ; ');
  return !first || first === 'none' ? null : first;
}
