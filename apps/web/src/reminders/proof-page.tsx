import { Button } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { readerTimeZone } from '../api/clock.js';
import { showFile } from '../api/load-file.js';
import { problemText } from '../api/problem.js';
import { LabelWords } from '../components/certificate-number.js';
import { Facts, Section } from '../components/detail-page.js';
import { PageHeader } from '../components/page-header.js';
import { ErrorState, SkeletonRows } from '../components/states.js';
import { toast } from '../components/toast.js';
import { useLanguage } from '../i18n/use-language.js';
import { ProofButton } from './proof-button.js';
import { loadProof, proofQuery } from './reminders.api.js';
import classes from './reminders.module.css';

/** Where the address on a printed proof leads: whether the register holds it with that sum, and what is known today. */
export function ProofPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { t } = useTranslation(['reminders', 'domain']);
  const language = useLanguage();
  const query = useQuery(proofQuery(id));
  const file = useMutation({
    mutationFn: () => showFile(() => loadProof(id)),
    onError: (error) => toast(problemText(error)),
  });
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const proof = query.data;
  if (!proof) return <SkeletonRows />;
  const { same, changed, added } = proof.now;
  const today = [
    same > 0 && t('proof.same', { count: same }),
    changed > 0 && t('proof.changed', { count: changed }),
    added > 0 && t('proof.added', { count: added }),
  ].filter((text) => text !== false);
  return (
    <>
      <PageHeader
        title={t('proof.title')}
        reading={t('proof.reading')}
        acts={
          <>
            <Button
              variant="default"
              loading={file.isPending}
              leftSection={<IconFileText size={16} stroke={1.5} aria-hidden />}
              onClick={() => file.mutate()}
            >
              {t('proof.open')}
            </Button>
            <ProofButton deadlineId={proof.deadlineId} isAgain />
          </>
        }
      />
      <div className={classes.proof}>
        <Section title={t(proof.isIntact ? 'proof.intact' : 'proof.broken')}>
          <p className={proof.isIntact ? undefined : classes.refused} role={proof.isIntact ? undefined : 'alert'}>
            {t(proof.isIntact ? 'proof.intactWhy' : 'proof.brokenWhy')}
          </p>
          <Facts
            facts={[
              {
                label: t('proof.sum'),
                value: <code className={classes.sum}>{proof.sha256.match(/.{8}/g)!.join(' ')}</code>,
              },
              {
                label: t('proof.made'),
                value: t('proof.madeBy', { name: proof.madeBy, at: language.instant(proof.madeAt, readerTimeZone()) }),
              },
              {
                label: t('proof.deadline'),
                value: (
                  <>
                    {t(`domain:deadlineKind.${proof.kind}`)} · <LabelWords label={proof.label} /> ·{' '}
                    {language.day(proof.dueOn)}
                  </>
                ),
              },
              { label: t('proof.readers'), value: t(`proof.${proof.readers}`) },
              { label: t('proof.lines'), value: language.number(proof.lines) },
              { label: t('proof.now'), value: language.clauses(today) },
            ]}
          />
        </Section>
      </div>
    </>
  );
}
