import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type FindingAct, isOpenFinding } from '#domain/states/audit-finding-status';
import { useSession } from '../api/session.js';
import { DeadlineChip } from '../components/deadline-chip.js';
import { Section } from '../components/detail-page.js';
import { FileLink } from '../documents/file-link.js';
import { useLanguage } from '../i18n/use-language.js';
import classes from './audits.module.css';
import type { Audit, Finding } from './audits.types.js';
import { FindingActForm, FindingForm } from './finding-forms.js';

/** What was found, by when it must be corrected, and what each needs next. */
export function FindingList({ audit }: { audit: Audit }) {
  const { t } = useTranslation('audits');
  const { may } = useSession();
  const [isAdding, setAdding] = useState(false);
  const mayAdd = may('audit.edit') && audit.status === 'held';
  return (
    <Section
      title={t('finding.title')}
      note={audit.findings.length > 0 && t('finding.graded')}
      acts={
        mayAdd && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={14} stroke={1.75} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            {t('finding.add')}
          </Button>
        )
      }
    >
      {audit.findings.length === 0 && (
        <p className={classes.quiet}>{t(audit.heldFrom ? 'finding.none' : 'finding.notYet')}</p>
      )}
      <ol className={classes.findings}>
        {audit.findings.map((finding) => (
          <FindingItem key={finding.id} audit={audit} finding={finding} />
        ))}
      </ol>
      <FindingForm opened={isAdding} onClose={() => setAdding(false)} audit={audit} />
    </Section>
  );
}

function FindingItem({ audit, finding }: { audit: Audit; finding: Finding }) {
  const { t } = useTranslation(['audits', 'domain']);
  const { may } = useSession();
  const language = useLanguage();
  const [asked, setAsked] = useState<FindingAct | null>(null);
  const [isEditing, setEditing] = useState(false);
  const isOpen = isOpenFinding(finding.status);
  const mayEdit = may('audit.edit') && audit.status === 'held' && isOpen;
  const acts = may('audit.answer') ? finding.acts : [];
  return (
    <li className={`${classes.finding} ${isOpen ? '' : classes.ended}`}>
      <div className={classes.findingHead}>
        <h3>{t('audits:finding.number', { number: finding.number })}</h3>
        <span className={`${classes.grade} ${classes[finding.grade] ?? ''}`}>
          {t(`domain:findingGrade.${finding.grade}`)}
        </span>
        <span className={classes.findingStatus}>{t(`domain:findingStatus.${finding.status}`)}</span>
        <span className={classes.due}>
          {finding.deadline ? (
            <DeadlineChip deadline={finding.deadline} />
          ) : (
            isOpen && (
              <span className={classes.quiet}>
                {t(finding.grade === 'observation' ? 'audits:finding.noCorrection' : 'audits:finding.noLimit')}
              </span>
            )
          )}
        </span>
      </div>
      {finding.clause && <p className={classes.clause}>{finding.clause}</p>}
      <p className={classes.words}>{finding.description}</p>
      {finding.descriptionZh && (
        <p className={classes.wordsZh} lang="zh-Hans">
          {finding.descriptionZh}
        </p>
      )}
      <dl className={classes.answers}>
        <Answer label={t('audits:field.correctiveAction')} value={finding.correctiveAction} />
        <Answer
          label={t('audits:field.evidence')}
          value={finding.evidence}
          file={finding.evidenceFile && <FileLink file={finding.evidenceFile} />}
        />
        <Answer label={t('audits:field.saidBy')} value={finding.statusReason} />
        <Answer
          label={t('audits:field.verification')}
          value={
            finding.verification &&
            language.clauses([
              t(`audits:verification.${finding.verification}`),
              finding.endedOn && language.day(finding.endedOn, {}),
            ])
          }
        />
      </dl>
      {(acts.length > 0 || mayEdit) && (
        <div className={classes.findingActs}>
          {acts.map((act, index) => (
            <Button key={act} size="xs" variant={index === 0 ? 'light' : 'default'} onClick={() => setAsked(act)}>
              {t(`audits:finding.act.${act}`)}
            </Button>
          ))}
          {mayEdit && (
            <Button size="xs" variant="subtle" onClick={() => setEditing(true)}>
              {t('audits:finding.edit')}
            </Button>
          )}
        </div>
      )}
      <FindingActForm finding={finding} act={asked} onClose={() => setAsked(null)} />
      {mayEdit && <FindingForm opened={isEditing} onClose={() => setEditing(false)} audit={audit} finding={finding} />}
    </li>
  );
}

function Answer({ label, value, file }: { label: string; value: string | null; file?: ReactNode }) {
  if (!value && !file) return null;
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {value}
        {value && file && <br />}
        {file}
      </dd>
    </div>
  );
}
