import { useTranslation } from 'react-i18next';
import { isOpenFinding } from '#domain/states/audit-finding-status';
import { DeadlineChip } from '../components/deadline-chip.js';
import { FileLink } from '../documents/file-link.js';
import type { Finding as FindingView } from '../factory-audits/audits.types.js';
import { FindingAnswer } from './finding-answer.js';
import { Pairs } from './portal-page.js';
import classes from './portal.module.css';

/** What was found, until when it must be corrected, what was answered, and the answer in place. */
export function Finding({ finding }: { finding: FindingView }) {
  const { t } = useTranslation(['portal', 'domain', 'audits']);
  const isOpen = isOpenFinding(finding.status);
  const mayAnswer =
    finding.grade !== 'observation' && (finding.acts.includes('answer') || finding.acts.includes('submit-evidence'));
  return (
    <li className={classes.task} id={`finding-${finding.id}`}>
      <div className={classes.rowHead}>
        <h3>
          {t('audits:finding.number', { number: finding.number })}{' '}
          <span className={classes.grade} data-is={finding.grade}>
            {t(`domain:findingGrade.${finding.grade}`)}
          </span>
        </h3>
        <span className={classes.quiet}>{t(`domain:findingStatus.${finding.status}`)}</span>
      </div>
      {finding.deadline && (
        <p className={classes.due}>
          <DeadlineChip deadline={finding.deadline} />
        </p>
      )}
      {isOpen && !finding.deadline && (
        <p className={classes.of}>
          {t(finding.grade === 'observation' ? 'audits:finding.noCorrection' : 'audits:finding.noLimit')}
        </p>
      )}
      {finding.clause && <p className={classes.of}>{finding.clause}</p>}
      <p className={classes.words}>{finding.description}</p>
      {finding.descriptionZh && (
        <p className={classes.words} lang="zh-Hans">
          {finding.descriptionZh}
        </p>
      )}
      {isOpen && finding.ifMissed && (
        <p className={classes.of}>
          {t('portal:finding.ifMissed', { what: t(`domain:ifInspectionMissed.${finding.ifMissed.outcome}`) })}
        </p>
      )}
      {finding.status === 'open' && finding.statusReason && (
        <p className={classes.returned}>
          <b>{t('portal:finding.cameBack')}</b> {finding.statusReason}
        </p>
      )}
      {(finding.correctiveAction || finding.evidence || finding.evidenceFile) && (
        <div className={classes.answered}>
          <Pairs
            pairs={[
              [t('audits:field.correctiveAction'), finding.correctiveAction],
              [
                t('audits:field.evidence'),
                (finding.evidence || finding.evidenceFile) && (
                  <>
                    {finding.evidence} {finding.evidenceFile && <FileLink file={finding.evidenceFile} />}
                  </>
                ),
              ],
            ]}
          />
        </div>
      )}
      {mayAnswer && <FindingAnswer finding={finding} />}
    </li>
  );
}
