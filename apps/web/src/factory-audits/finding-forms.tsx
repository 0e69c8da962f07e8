import { Radio, Select, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FINDING_VERIFICATIONS, findingNeeds, type FindingAct } from '#domain/states/audit-finding-status';
import { FINDING_GRADES } from '#domain/states/audit-status';
import { refreshAfterChange } from '../api/refresh.js';
import { DateField } from '../components/date-field.js';
import { FormDrawer } from '../components/form-drawer.js';
import { toast } from '../components/toast.js';
import type { StoredFile } from '../documents/documents.types.js';
import { UploadBox } from '../documents/upload-box.js';
import { readDay } from '../i18n/day-input.js';
import { recordFindingAct, saveFinding, type FindingValues } from './audits.api.js';
import type { Audit, Finding } from './audits.types.js';

interface FindingFormProps {
  opened: boolean;
  onClose: () => void;
  audit: Audit;
  /** The finding to edit; a new one when left out. */
  finding?: Finding;
}

/** Records what was found, in both scripts; its due day follows from the grade and the rule. */
export function FindingForm({ opened, onClose, audit, finding }: FindingFormProps) {
  const { t } = useTranslation(['audits', 'domain']);
  const queryClient = useQueryClient();
  return (
    <FormDrawer<FindingValues, Finding>
      opened={opened}
      onClose={onClose}
      title={finding ? t('audits:finding.editTitle', { number: finding.number }) : t('audits:finding.add')}
      draftKey={`finding-${finding?.id ?? `new-${audit.id}`}`}
      initial={{
        grade: finding?.grade ?? 'minor',
        clause: finding?.clause ?? '',
        description: finding?.description ?? '',
        descriptionZh: finding?.descriptionZh ?? '',
      }}
      labels={{
        grade: t('audits:field.grade'),
        clause: t('audits:field.clause'),
        description: t('audits:field.description'),
        descriptionZh: t('audits:field.descriptionZh'),
      }}
      check={({ description }) => (description.trim() ? {} : { description: t('audits:missing.description') })}
      {...(finding && { version: finding.version })}
      save={(values, context) => saveFinding(audit.id, finding?.id, values, context)}
      onSaved={() => void refreshAfterChange(queryClient)}
      saveLabel={finding ? t('audits:finding.save') : t('audits:finding.add')}
      write={(name, value) => (name === 'grade' ? t(`domain:findingGrade.${value as 'minor'}`) : undefined)}
    >
      {(field) => (
        <>
          <Select
            {...field('grade')}
            allowDeselect={false}
            description={t('audits:help.grade')}
            data={FINDING_GRADES.map((grade) => ({ value: grade, label: t(`domain:findingGrade.${grade}`) }))}
          />
          <TextInput {...field('clause', { optional: true })} description={t('audits:help.clause')} maxLength={200} />
          <Textarea {...field('description')} autosize minRows={3} maxLength={4000} data-autofocus />
          <Textarea
            {...field('descriptionZh', { optional: true })}
            autosize
            minRows={3}
            lang="zh-Hans"
            maxLength={4000}
          />
        </>
      )}
    </FormDrawer>
  );
}

interface StepValues {
  correctiveAction: string;
  evidence: string;
  reason: string;
  verification: string;
  on: string;
}

/** What an act on a finding needs, by the state table. */
export function FindingActForm({
  finding,
  act,
  onClose,
}: {
  finding: Finding;
  act: FindingAct | null;
  onClose: () => void;
}) {
  const { t } = useTranslation(['audits', 'domain']);
  const queryClient = useQueryClient();
  const [file, setFile] = useState<StoredFile | null>(null);
  const shown = act ?? 'answer';
  const needs = act ? findingNeeds(finding.status, act) : [];
  const asksAction = shown === 'answer' || shown === 'submit-evidence';
  return (
    <FormDrawer<StepValues, Finding>
      key={shown}
      opened={act !== null}
      onClose={onClose}
      title={t('audits:finding.actTitle', { act: t(`audits:finding.act.${shown}`), number: finding.number })}
      draftKey={`finding-${shown}-${finding.id}`}
      initial={{
        correctiveAction: finding.correctiveAction ?? '',
        evidence: '',
        reason: '',
        verification: 'on-paper',
        on: '',
      }}
      labels={{
        correctiveAction: t('audits:field.correctiveAction'),
        evidence: t('audits:field.evidence'),
        reason: t('audits:field.reason'),
        verification: t('audits:field.verification'),
        on: t(shown === 'lapse' ? 'audits:field.lapsedOn' : 'audits:field.verifiedOn'),
      }}
      check={({ correctiveAction, evidence, reason, on }) => ({
        ...(needs.includes('action') && !correctiveAction.trim() && { correctiveAction: t('audits:missing.action') }),
        ...(needs.includes('evidence') && !evidence.trim() && !file && { evidence: t('audits:missing.evidence') }),
        ...(needs.includes('reason') && !reason.trim() && { reason: t('audits:missing.reason') }),
        ...(needs.includes('day') && !readDay(on) && { on: t('audits:missing.day') }),
      })}
      version={finding.version}
      save={({ correctiveAction, evidence, reason, verification, on }, context) =>
        recordFindingAct(
          finding.id,
          shown,
          {
            ...(asksAction && correctiveAction.trim() && { correctiveAction: correctiveAction.trim() }),
            ...(evidence.trim() && { evidence: evidence.trim() }),
            ...(shown === 'submit-evidence' && file && { evidenceFileId: file.id }),
            ...(reason.trim() && { reason: reason.trim() }),
            ...(needs.includes('verification') && { verification }),
            ...(on && { on }),
          },
          context,
        )
      }
      onSaved={() => {
        toast(t(`audits:finding.done.${shown}`));
        setFile(null);
        void refreshAfterChange(queryClient);
      }}
      saveLabel={t(`audits:finding.act.${shown}`)}
      write={(name, value) => (name === 'status' ? t(`domain:findingStatus.${value as 'open'}`) : undefined)}
    >
      {(field) => (
        <>
          {asksAction && (
            <Textarea
              {...field('correctiveAction', { optional: !needs.includes('action') })}
              description={t('audits:help.correctiveAction')}
              autosize
              minRows={3}
              maxLength={4000}
              data-autofocus
            />
          )}
          {shown === 'submit-evidence' && (
            <>
              <Textarea
                {...field('evidence', { optional: file !== null })}
                description={t('audits:help.evidence')}
                autosize
                minRows={3}
                maxLength={4000}
              />
              {file ? (
                <p>
                  {file.name}{' '}
                  <button type="button" className="link" onClick={() => setFile(null)}>
                    {t('audits:finding.removeFile')}
                  </button>
                </p>
              ) : (
                <UploadBox label={t('audits:finding.addFile')} onStored={setFile} />
              )}
            </>
          )}
          {needs.includes('verification') && (
            <Radio.Group {...field('verification')}>
              {FINDING_VERIFICATIONS.map((how) => (
                <Radio key={how} value={how} label={t(`audits:verification.${how}`)} mt={8} />
              ))}
            </Radio.Group>
          )}
          {needs.includes('reason') && <Textarea {...field('reason')} autosize minRows={3} maxLength={2000} />}
          {needs.includes('day') && <DateField {...field('on')} />}
        </>
      )}
    </FormDrawer>
  );
}
