import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { daysBetween } from '#domain/day';
import { useToday } from '../api/clock.js';
import { useSession } from '../api/session.js';
import { CertificateNumber } from '../components/certificate-number.js';
import { DetailPage, Facts, Section, type Reading } from '../components/detail-page.js';
import { Names } from '../components/names.js';
import { ErrorState, SkeletonPage } from '../components/states.js';
import { SubjectHistory } from '../components/subject-history.js';
import { SubjectNotes } from '../components/subject-notes.js';
import { TwoLines } from '../components/two-lines.js';
import { DaysLeft, RelativeDays, urgencyText, useUrgency } from '../components/urgency.js';
import { useLanguage } from '../i18n/use-language.js';
import { useClassName } from '../products/use-class-name.js';
import { RenewalSection } from '../renewals/renewal-section.js';
import { lifeOf, openDeadlines } from './certificate-facts.js';
import { CertificateRegister } from './certificate-register.js';
import { CertificateReminders } from './certificate-reminders.js';
import { certificateQuery } from './certificates.api.js';
import classes from './certificates.module.css';
import type { Certificate } from './certificates.types.js';
import { CertificateDeadlines } from './deadline-list.js';
import { LifeLine } from './life-line.js';
import { StateStrip } from './state-strip.js';
import { StatusHistory } from './status-history.js';
import { LifeNote, LinkTo, StatusLine } from './status-line.js';
import { SuspensionSection } from './suspension-section.js';
import { useCertificateActs } from './use-certificate-acts.js';
import { VersionSection } from './version-section.js';

/** One certificate or declaration: how long it lives, what it owes, who is reminded, what happened. */
export function CertificatePage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useQuery(certificateQuery(id));
  if (query.isError && !query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <SkeletonPage />;
  return <CertificateDetails key={query.data.id} certificate={query.data} />;
}

function CertificateDetails({ certificate }: { certificate: Certificate }) {
  const { t } = useTranslation('certificates');
  const { may, isClient } = useSession();
  const { lead, others, forms } = useCertificateActs(certificate);
  const readings = useReadings(certificate);
  const subject = { certificateId: certificate.id };
  return (
    <>
      <DetailPage
        title={
          <>
            <Names latin={certificate.product.name} zh={certificate.product.nameZh} />
          </>
        }
        titleText={`${certificate.product.name} ${certificate.number}`}
        crumb={{ to: '/certificates', name: isClient ? t('list.titleClient') : t('list.title') }}
        reading={<CertificateNumber number={certificate.number} />}
        acts={
          <>
            {others.length > 0 && (
              <Menu position="bottom-end">
                <Menu.Target>
                  <Button variant="default" rightSection={<IconChevronDown size={14} stroke={1.75} aria-hidden />}>
                    {t('act.status')}
                  </Button>
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
            {[...lead].reverse().map(({ key, name, start, isPrimary }) => (
              <Button key={key} variant={isPrimary ? 'filled' : 'default'} onClick={start}>
                {name}
              </Button>
            ))}
          </>
        }
        readings={readings}
        side={
          <>
            <CertificateDeadlines certificate={certificate} />
            {may('reminder.read') && <CertificateReminders certificate={certificate} />}
          </>
        }
      >
        <Section title={t('life.title')}>
          <div className={classes.life}>
            <LifeLine {...lifeOf(certificate)} />
            <StateStrip certificate={certificate} />
            <LifeNote certificate={certificate} />
          </div>
          <StatusLine certificate={certificate} />
        </Section>
        {certificate.status === 'suspended' && <SuspensionSection certificate={certificate} />}
        <Section title={t('facts.title')}>
          <CertificateFacts certificate={certificate} />
        </Section>
        <Models certificate={certificate} />
        <VersionSection certificate={certificate} />
        <StatusHistory certificate={certificate} />
        <CertificateRegister certificate={certificate} />
        {may('renewal.read') && <RenewalSection certificateId={certificate.id} />}
        {may('note.read') && <SubjectNotes subject={subject} />}
        {may('event.read') && <SubjectHistory subject={subject} />}
      </DetailPage>
      {forms}
    </>
  );
}

/** The models it covers: as it prints them, else those of its unit. */
function Models({ certificate }: { certificate: Certificate }) {
  const { t } = useTranslation('certificates');
  const language = useLanguage();
  const models = certificate.models ?? certificate.product.models;
  if (models.length === 0) return null;
  const origin = certificate.models ? t('facts.onCertificate') : t('facts.ofProduct');
  return (
    <Section title={t('facts.models')} note={language.clauses([origin, t('facts.modelsNote')])}>
      <ul className={classes.models}>
        {models.map((model) => (
          <li key={model}>{model}</li>
        ))}
      </ul>
    </Section>
  );
}

/** What the certificate itself does not record. */
function OfProduct({ children }: { children: ReactNode }) {
  const { t } = useTranslation('certificates');
  return (
    <>
      {children} <span className={classes.quiet}>({t('facts.ofProduct')})</span>
    </>
  );
}

function CertificateFacts({ certificate }: { certificate: Certificate }) {
  const { t } = useTranslation(['certificates', 'domain']);
  const { isClient } = useSession();
  const language = useLanguage();
  const nameOf = useClassName();
  const { product, client, factory, contact, responsible, replaces, replacedBy } = certificate;
  return (
    <Facts
      facts={[
        {
          label: t('certificates:field.client'),
          value: !isClient && (
            <Link to={`/clients/${client.id}` as '/'} className="link">
              <Names latin={client.legalName} zh={client.legalNameZh} />
            </Link>
          ),
        },
        {
          label: t('certificates:field.product'),
          value: (
            <Link to={`/products/${product.id}` as '/'} className="link">
              <Names latin={product.name} zh={product.nameZh} />
            </Link>
          ),
        },
        { label: t('certificates:field.class'), value: `${product.class.code} ${nameOf(product.class)}` },
        { label: t('certificates:field.scheme'), value: t(`domain:scheme.${certificate.scheme}`) },
        { label: t('certificates:field.body'), value: certificate.body },
        {
          label: t('certificates:field.issuedOn'),
          value: certificate.issuedOn && language.day(certificate.issuedOn, {}),
        },
        {
          label: t('certificates:field.validUntil'),
          value: certificate.validUntil && language.day(certificate.validUntil, {}),
        },
        { label: t('certificates:field.handledBy'), value: certificate.handledBy },
        {
          label: t('certificates:facts.standard'),
          value: certificate.standard ?? (product.standard && <OfProduct>{product.standard}</OfProduct>),
        },
        { label: t('certificates:facts.implementationRule'), value: certificate.implementationRule },
        {
          label: t('certificates:facts.holder'),
          value: (certificate.holderName ?? certificate.holderNameZh) && (
            <Names latin={certificate.holderName} zh={certificate.holderNameZh} />
          ),
        },
        {
          label: t('certificates:facts.manufacturer'),
          value:
            (certificate.manufacturerName ?? certificate.manufacturerNameZh) ? (
              <Names latin={certificate.manufacturerName} zh={certificate.manufacturerNameZh} />
            ) : (
              <OfProduct>{product.manufacturer}</OfProduct>
            ),
        },
        {
          label: t('certificates:field.factory'),
          value: factory && (
            <Link to={`/factories/${factory.id}` as '/'} className="link">
              <Names latin={factory.name} zh={factory.nameZh} />
            </Link>
          ),
        },
        {
          label: t('certificates:field.contact'),
          value: contact && <TwoLines first={contact.name} second={contact.email} />,
        },
        { label: t('certificates:field.responsible'), value: !isClient && responsible?.name },
        { label: t('certificates:link.replaces'), value: replaces && <LinkTo certificate={replaces} /> },
        { label: t('certificates:link.replacedBy'), value: replacedBy && <LinkTo certificate={replacedBy} /> },
      ].filter(({ value }) => value !== false)}
    />
  );
}

/** Up to four values: what is next, how long it lives, when its factory was seen, who is responsible. */
function useReadings(certificate: Certificate): Reading[] {
  const { t } = useTranslation(['certificates', 'domain']);
  const language = useLanguage();
  const today = useToday();
  const { isClient } = useSession();
  const [next] = openDeadlines(certificate);
  const { state, daysLeft } = useUrgency(next?.dueOn ?? today);
  const life = lifeOf(certificate);
  const { factory, responsible } = certificate;
  return [
    {
      label: t('certificates:deadline.next'),
      value: next ? (
        <span className={urgencyText(state)}>
          <DaysLeft days={daysLeft} long />
        </span>
      ) : (
        t('certificates:readings.nothing')
      ),
      note: next && language.clauses([t(`domain:deadlineKind.${next.kind}`), language.day(next.dueOn)]),
    },
    ...(life.endsOn
      ? [
          {
            label: life.isDeclaration ? t('certificates:readings.converts') : t('certificates:field.validUntil'),
            value: language.day(life.endsOn, {}),
            note: certificate.replacedBy ? (
              t('domain:deadlineState.met')
            ) : (
              <RelativeDays days={daysBetween(today, life.endsOn)} />
            ),
          },
        ]
      : []),
    ...(factory && !life.isDeclaration
      ? [
          {
            label: t('certificates:readings.lastFollowUp'),
            value: factory.lastFollowUpOn
              ? language.day(factory.lastFollowUpOn, {})
              : t('certificates:readings.unknown'),
            note: t(`domain:factoryClass.${factory.factoryClass ?? 'unknown'}`),
          },
        ]
      : []),
    ...(isClient
      ? []
      : [
          {
            label: t('certificates:field.responsible'),
            value: (
              <span className={classes.person} title={responsible?.email}>
                {responsible?.name ?? t('certificates:readings.nobody')}
              </span>
            ),
          },
        ]),
  ];
}
