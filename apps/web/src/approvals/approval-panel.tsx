import { Button, Drawer } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApprovalAct } from '#domain/states/approval-status';
import { useSession } from '../api/session.js';
import { clientHref } from '../clients/hrefs.js';
import { Facts, Section } from '../components/detail-page.js';
import { Names } from '../components/names.js';
import { ErrorState, SkeletonRows } from '../components/states.js';
import { SubjectDeadlines } from '../components/subject-deadlines.js';
import { SubjectHistory } from '../components/subject-history.js';
import { FileLink } from '../documents/file-link.js';
import { useLanguage } from '../i18n/use-language.js';
import { ApprovalActForm } from './approval-act-form.js';
import { ApprovalTag, KindFacts, useApprovalName } from './approval-cells.js';
import { ApprovalForm } from './approval-form.js';
import { approvalKindsQuery, approvalQuery } from './approvals.api.js';
import classes from './approvals.module.css';
import type { Approval } from './approvals.types.js';

/** One approval beside its board or list: what it owes, what it needs, what may be recorded. Acts open in its place. */
export function ApprovalPanel({ id, onClose }: { id: string | null; onClose: () => void }) {
  const { t } = useTranslation(['approvals', 'common']);
  const [open, setOpen] = useState<ApprovalAct | 'edit' | null>(null);
  const query = useQuery({ ...approvalQuery(id ?? ''), enabled: id !== null });
  const approval = query.data;
  const name = useApprovalName();
  return (
    <>
      <Drawer
        opened={id !== null && open === null}
        onClose={onClose}
        title={approval ? name(approval) : t('approvals:approval.open')}
        closeButtonProps={{ 'aria-label': t('common:act.close') }}
      >
        {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
        {query.isPending && id !== null && <SkeletonRows />}
        {approval && <Details approval={approval} onAct={setOpen} />}
      </Drawer>
      {approval && open === 'edit' && (
        <ApprovalForm opened onClose={() => setOpen(null)} approval={approval} project={null} />
      )}
      {approval && open && open !== 'edit' && (
        <ApprovalActForm approval={approval} act={open} onClose={() => setOpen(null)} />
      )}
    </>
  );
}

function Details({ approval, onAct }: { approval: Approval; onAct: (act: ApprovalAct | 'edit') => void }) {
  const { t } = useTranslation('approvals');
  const { may } = useSession();
  const { language } = useLanguage();
  const kinds = useQuery(approvalKindsQuery);
  const kind = kinds.data?.items.find(({ key }) => key === approval.kind);
  return (
    <>
      <p className={classes.panelHead}>
        <ApprovalTag status={approval.status} />
        {approval.statusReason && <span className={classes.quiet}>{approval.statusReason}</span>}
      </p>
      {may('approval.edit') && (
        <p className={classes.panelHead}>
          {approval.acts.map((act, index) => (
            <Button key={act} size="xs" variant={index === 0 ? 'filled' : 'default'} onClick={() => onAct(act)}>
              {t(`act.${act}`)}
            </Button>
          ))}
          <Button size="xs" variant="default" onClick={() => onAct('edit')}>
            {t('approval.edit')}
          </Button>
        </p>
      )}
      <SubjectDeadlines subject={{ approvalId: approval.id }} />
      <Section title={t('board.facts')}>
        <ApprovalFacts approval={approval} />
      </Section>
      {kind && (
        <Section title={kind.names[language]}>
          <KindFacts kind={kind} />
        </Section>
      )}
      {may('event.read') && <SubjectHistory subject={{ approvalId: approval.id }} />}
    </>
  );
}

function ApprovalFacts({ approval }: { approval: Approval }) {
  const { t } = useTranslation('approvals');
  const language = useLanguage();
  const day = (value: string | null) => value && language.day(value, {});
  const { certificateId, projectId, productId } = approval;
  return (
    <Facts
      facts={[
        { label: t('field.number'), value: approval.number },
        { label: t('field.file'), value: approval.file && <FileLink file={approval.file} /> },
        { label: t('field.authority'), value: approval.authority },
        {
          label: t('field.project'),
          value: projectId && (
            <Link className="link" to="/projects/$id" params={{ id: projectId }}>
              <Names latin={approval.projectName ?? ''} zh={approval.projectNameZh} />
            </Link>
          ),
        },
        {
          label: t('field.productId'),
          value: productId && (
            <Link className="link" to="/products/$id" params={{ id: productId }}>
              <Names latin={approval.productName ?? ''} zh={approval.productNameZh} />
            </Link>
          ),
        },
        {
          label: t('field.clientId'),
          value: (
            <Link className="link" to={clientHref(approval.clientId)}>
              <Names latin={approval.clientName} zh={approval.clientNameZh} />
            </Link>
          ),
        },
        {
          label: t('field.certificateId'),
          value: certificateId && (
            <Link className="link" to="/certificates/$id" params={{ id: certificateId }}>
              {approval.certificateNumber}
            </Link>
          ),
        },
        { label: t('field.basisOn'), value: day(approval.basisOn) },
        { label: t('field.filedOn'), value: day(approval.filedOn) },
        { label: t('field.expectedOn'), value: day(approval.expectedOn) },
        { label: t('field.grantedOn'), value: day(approval.grantedOn) },
        { label: t('field.validUntil'), value: day(approval.validUntil) },
        { label: t('field.nextAuditOn'), value: day(approval.nextAuditOn) },
        { label: t('field.contactId'), value: approval.contactName },
        { label: t('field.responsibleId'), value: approval.responsibleName },
        { label: t('field.note'), value: approval.note },
      ]}
    />
  );
}
