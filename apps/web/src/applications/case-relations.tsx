import {
  IconBox,
  IconBuilding,
  IconBuildingFactory2,
  IconCertificate,
  IconRosetteDiscountCheck,
  IconUser,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../api/session.js';
import { CertificateNumber } from '../components/certificate-number.js';
import { Section } from '../components/detail-page.js';
import { Names } from '../components/names.js';
import { useLanguage } from '../i18n/use-language.js';
import type { Application, Unit } from './applications.types.js';
import classes from './cases.module.css';

/** What hangs on the case: its units with their certificates, the three parties, the bodies, who works on it. */
export function CaseRelations({ application }: { application: Application }) {
  const { t } = useTranslation('cases');
  const { isClient } = useSession();
  const { client, factory, contact, owner, deputy } = application;
  return (
    <>
      <Section title={t('units.title', { count: application.units.length })}>
        <ul className={classes.relations}>
          {application.units.map((unit) => (
            <UnitLine key={unit.productId} unit={unit} />
          ))}
        </ul>
      </Section>
      <Section title={t('parties.title')}>
        <ul className={classes.relations}>
          <Line icon={<IconBuilding size={16} stroke={1.5} aria-hidden />} note={t('field.applicantName')}>
            {application.applicantName === client.legalName && !isClient ? (
              <Link to={`/clients/${client.id}` as '/'} className="link">
                <Names latin={client.legalName} zh={application.applicantNameZh ?? client.legalNameZh} />
              </Link>
            ) : (
              <Names latin={application.applicantName} zh={application.applicantNameZh} />
            )}
          </Line>
          <Line icon={<IconBox size={16} stroke={1.5} aria-hidden />} note={t('field.manufacturerName')}>
            <Names latin={application.manufacturerName} zh={application.manufacturerNameZh} />
          </Line>
          <Line icon={<IconBuildingFactory2 size={16} stroke={1.5} aria-hidden />} note={t('field.factoryId')}>
            {factory ? (
              <Link to={`/factories/${factory.id}` as '/'} className="link">
                <Names latin={factory.name} zh={factory.nameZh} />
              </Link>
            ) : (
              t('parties.none')
            )}
          </Line>
          <Line
            icon={<IconRosetteDiscountCheck size={16} stroke={1.5} aria-hidden />}
            note={
              application.issuedBy && application.issuedBy !== application.handledBy
                ? t('parties.issuedBy', { body: application.issuedBy })
                : t('field.handledBy')
            }
          >
            {application.handledBy ?? t('parties.none')}
          </Line>
          {contact && (
            <Line icon={<IconUser size={16} stroke={1.5} aria-hidden />} note={contact.email}>
              {contact.name}
            </Line>
          )}
          {owner && (
            <Line
              icon={<IconUser size={16} stroke={1.5} aria-hidden />}
              note={deputy ? t('parties.deputy', { name: deputy.name }) : t('field.ownerId')}
            >
              {owner.name}
            </Line>
          )}
        </ul>
      </Section>
    </>
  );
}

function Line({ icon, note, children }: { icon: ReactNode; note: ReactNode; children: ReactNode }) {
  return (
    <li>
      {icon}
      <span>
        {children}
        <small>{note}</small>
      </span>
    </li>
  );
}

/** A unit, what it starts from and what it ended in. */
function UnitLine({ unit }: { unit: Unit }) {
  const { t } = useTranslation(['cases', 'domain']);
  const language = useLanguage();
  const shown = unit.issued ?? unit.certificate;
  return (
    <Line
      icon={<IconCertificate size={16} stroke={1.5} aria-hidden />}
      note={
        shown ? (
          <>
            {t(unit.issued ? 'cases:units.issued' : 'cases:units.actsOn')}{' '}
            <Link to={`/certificates/${shown.id}` as '/'} className="link">
              <CertificateNumber number={shown.number} />
            </Link>
            {unit.issued?.validUntil && ` ${t('cases:units.until', { day: language.day(unit.issued.validUntil, {}) })}`}
            {unit.issued && unit.certificate && unit.issued.id !== unit.certificate.id && (
              <>
                {' '}
                {t('cases:units.insteadOf')} <CertificateNumber number={unit.certificate.number} />
              </>
            )}
          </>
        ) : (
          language.clauses([unit.class.code, unit.standard])
        )
      }
    >
      <Link to={`/products/${unit.productId}` as '/'} className="link">
        <Names latin={unit.name} zh={unit.nameZh} />
      </Link>
    </Line>
  );
}
