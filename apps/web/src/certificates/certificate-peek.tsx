import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isSelfDeclaration } from '#domain/certificate';
import { useSession } from '../api/session.js';
import { CertificateNumber } from '../components/certificate-number.js';
import { Section } from '../components/detail-page.js';
import { Names } from '../components/names.js';
import { ErrorState, SkeletonRows } from '../components/states.js';
import { lifeOf } from './certificate-facts.js';
import { CertificateReminders } from './certificate-reminders.js';
import { certificateQuery } from './certificates.api.js';
import classes from './certificates.module.css';
import type { Certificate } from './certificates.types.js';
import { CertificateDeadlines } from './deadline-list.js';
import { LifeLine } from './life-line.js';
import { LifeNote, StatusLine } from './status-line.js';
import { useCertificateActs } from './use-certificate-acts.js';

/** A certificate beside its list: its state and what it may become, its life, its next day, its reminders. */
export function CertificatePeek({ id }: { id: string }) {
  const query = useQuery(certificateQuery(id));
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <SkeletonRows />;
  return <PeekBody certificate={query.data} />;
}

function PeekBody({ certificate }: { certificate: Certificate }) {
  const { t } = useTranslation('certificates');
  const { may, isClient } = useSession();
  const { lead, others, forms } = useCertificateActs(certificate);
  return (
    <>
      <header className={classes.peekHead}>
        <p className={classes.kind}>
          {t(isSelfDeclaration(certificate.scheme) ? 'kind.self-declaration' : 'kind.certificate')}
        </p>
        <h2 className={classes.peekNumber}>
          <CertificateNumber number={certificate.number} />
        </h2>
        <p className={classes.peekNames}>
          <Names latin={certificate.product.name} zh={certificate.product.nameZh} />
        </p>
        {!isClient && (
          <p className={classes.peekNames}>
            <Names latin={certificate.client.legalName} zh={certificate.client.legalNameZh} />
          </p>
        )}
        <StatusLine certificate={certificate} />
        {(lead.length > 0 || others.length > 0) && (
          <div className={classes.acts}>
            {lead.map(({ key, name, start, isPrimary }) => (
              <Button key={key} size="xs" variant={isPrimary ? 'filled' : 'default'} onClick={start}>
                {name}
              </Button>
            ))}
            {others.length > 0 && (
              <Menu position="bottom-end">
                <Menu.Target>
                  <ActionIcon variant="default" size={30} aria-label={t('act.more')} title={t('act.more')}>
                    <IconDots size={16} stroke={1.75} aria-hidden />
                  </ActionIcon>
                </Menu.Target>
                <Menu.Dropdown>
                  {others.map(({ key, name, start }) => (
                    <Menu.Item key={key} onClick={start}>
                      {name}
                    </Menu.Item>
                  ))}
                </Menu.Dropdown>
              </Menu>
            )}
          </div>
        )}
      </header>
      <Section title={t('life.title')}>
        <LifeLine {...lifeOf(certificate)} />
        <LifeNote certificate={certificate} />
      </Section>
      <CertificateDeadlines certificate={certificate} />
      {may('reminder.read') && <CertificateReminders certificate={certificate} isShort />}
      {forms}
    </>
  );
}
