import { Button, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/use-language.js';
import classes from './campaigns.module.css';
import type { CampaignDocument, SchemeRecord } from './campaigns.types.js';

const MOST_DOCUMENTS = 40;

interface DocumentFieldsProps {
  documents: readonly CampaignDocument[];
  stages: SchemeRecord['fields']['stages'];
  fault: string | undefined;
  onChange: (documents: CampaignDocument[]) => void;
}

/** What each client is asked for in its case, by stage. */
export function DocumentFields({ documents, stages, fault, onChange }: DocumentFieldsProps) {
  const { t } = useTranslation(['campaigns', 'common']);
  const { language } = useLanguage();
  const put = (at: number, changes: Partial<CampaignDocument>) =>
    onChange(documents.map((one, index) => (index === at ? { ...one, ...changes } : one)));
  return (
    <>
      {documents.length === 0 && <p className={classes.quiet}>{t('campaigns:form.noDocuments')}</p>}
      <ul className={classes.documents}>
        {documents.map((document, at) => (
          <li key={at}>
            <Select
              label={t('campaigns:field.stage')}
              data={stages.map(({ key, names }) => ({ value: key, label: names[language] }))}
              value={document.stageKey || null}
              allowDeselect={false}
              onChange={(stageKey) => put(at, { stageKey: stageKey ?? '' })}
            />
            <TextInput
              label={t('campaigns:field.document')}
              value={document.title}
              maxLength={300}
              onChange={(event) => put(at, { title: event.currentTarget.value })}
            />
            <TextInput
              label={t('common:form.optional', { label: t('campaigns:field.documentZh') })}
              value={document.titleZh ?? ''}
              lang="zh-Hans"
              maxLength={300}
              onChange={(event) => put(at, { titleZh: event.currentTarget.value })}
            />
            <Button variant="default" onClick={() => onChange(documents.filter((_, index) => index !== at))}>
              {t('campaigns:form.removeDocument')}
            </Button>
          </li>
        ))}
      </ul>
      {fault && <p className={classes.fault}>{fault}</p>}
      {documents.length < MOST_DOCUMENTS && (
        <div>
          <Button
            size="xs"
            variant="default"
            onClick={() => onChange([...documents, { stageKey: stages[0]?.key ?? '', title: '', titleZh: '' }])}
          >
            {t('campaigns:form.addDocument')}
          </Button>
        </div>
      )}
    </>
  );
}
