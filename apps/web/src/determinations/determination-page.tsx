import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { owedQuantity } from '#domain/determinations/discharge';
import type { DeterminationAct } from '#domain/states/determination-status';
import { refreshAfterChange } from '../api/refresh.js';
import { useSession } from '../api/session.js';
import { clientHref } from '../clients/hrefs.js';
import { DetailPage, Facts, Section, type Reading } from '../components/detail-page.js';
import { DueReading } from '../components/due-reading.js';
import { Names } from '../components/names.js';
import { SectionList } from '../components/section-list.js';
import { Sources } from '../components/sources.js';
import { ErrorState, SkeletonPage } from '../components/states.js';
import { SubjectDeadlines } from '../components/subject-deadlines.js';
import { SubjectHistory } from '../components/subject-history.js';
import { FileLink } from '../documents/file-link.js';
import { UploadBox } from '../documents/upload-box.js';
import { useLanguage } from '../i18n/use-language.js';
import { DeterminationActForm } from './determination-act-form.js';
import { Conditions, DeterminationTag, NotForSale, useGround, useGroundText, useQuantityText } from './determination-cells.js'; // prettier-ignore
import { DeterminationForm } from './determination-form.js';
import { determinationQuery, editDetermination } from './determinations.api.js';
import classes from './determinations.module.css';
import type { Determination, DischargeOfGoods } from './determinations.types.js';

/** One exemption or determination: why, for what, and what became of the goods. */
export function DeterminationPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useQuery(determinationQuery(id));
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <SkeletonPage />;
  return <DeterminationDetails key={id} determination={query.data} />;
}

function DeterminationDetails({ determination }: { determination: Determination }) {
  const { t } = useTranslation('determinations');
  const { may } = useSession();
  const [open, setOpen] = useState<DeterminationAct | 'edit' | null>(null);
  const groundText = useGroundText();
  const { kind, ground } = groundText(determination);
  const mayEdit = may('determination.edit');
  const acts = mayEdit ? determination.acts : [];
  // what ends it well comes first; the others stand before it
  const [lead, ...others] = [...acts].sort((one, other) => rank(one) - rank(other));
  return (
    <>
      <DetailPage
        title={<Names latin={determination.productName} zh={determination.productNameZh} />}
        titleText={determination.productName}
        crumb={{ to: '/determinations', name: t('title') }}
        crumbNote={determination.number}
        reading={ground ? `${kind}: ${ground}` : kind}
        acts={
          mayEdit && (
            <>
              <Button variant="default" onClick={() => setOpen('edit')}>
                {t('edit')}
              </Button>
              {[...others].reverse().map((act) => (
                <Button key={act} variant="default" onClick={() => setOpen(act)}>
                  {t(`act.${act}`)}
                </Button>
              ))}
              {lead && <Button onClick={() => setOpen(lead)}>{t(`act.${lead}`)}</Button>}
            </>
          )
        }
        readings={useReadings(determination)}
        side={
          <>
            <SubjectDeadlines subject={{ determinationId: determination.id }} />
            <Section title={t('facts')}>
              <DeterminationFacts determination={determination} mayEdit={mayEdit} />
            </Section>
          </>
        }
      >
        {determination.kind === 'exempt' && (
          <Section title={t('account.title')}>
            <NotForSale />
            <Account determination={determination} />
          </Section>
        )}
        {determination.ground && <Rule determination={determination} />}
        {may('event.read') && <SubjectHistory subject={{ determinationId: determination.id }} />}
      </DetailPage>
      <DeterminationForm opened={open === 'edit'} onClose={() => setOpen(null)} determination={determination} />
      {open && open !== 'edit' && (
        <DeterminationActForm determination={determination} act={open} onClose={() => setOpen(null)} />
      )}
    </>
  );
}

const ORDER: readonly DeterminationAct[] = ['apply', 'grant', 'use', 'discharge', 'discharge-part', 'refuse', 'lapse', 'withdraw']; // prettier-ignore
const rank = (act: DeterminationAct) => ORDER.indexOf(act);

function useReadings(determination: Determination): Reading[] {
  const { t } = useTranslation(['determinations', 'domain']);
  const text = useQuantityText();
  const { status, statusReason, quantity, dischargedQuantity: discharged, unit, nextDueOn } = determination;
  const language = useLanguage();
  return [
    { label: t('determinations:field.status'), value: <DeterminationTag status={status} />, note: statusReason },
    {
      label: t('determinations:field.due'),
      value: nextDueOn ? <DueReading day={nextDueOn} basis={determination.nextDueBasis} /> : '–',
      note: determination.nextDueKind
        ? t(`domain:deadlineKind.${determination.nextDueKind}`)
        : t('determinations:noDay'),
    },
    {
      label: t('determinations:field.quantity'),
      value: text(quantity, unit),
      note: status === 'used' ? t('determinations:account.left', { owed: text(quantity - discharged, unit) }) : null,
    },
    {
      label: t('determinations:field.validUntil'),
      value: determination.validUntil ? language.day(determination.validUntil, {}) : '–',
      note: determination.validUntil ? null : t('determinations:help.validUntil'),
    },
  ];
}

/** How many are accounted for, and each discharge with its proof. */
function Account({ determination }: { determination: Determination }) {
  const { t } = useTranslation(['determinations', 'domain']);
  const language = useLanguage();
  const text = useQuantityText();
  const { quantity, dischargedQuantity: discharged, unit, status } = determination;
  const owed = owedQuantity({ quantity, discharged });
  const proof = ({ proof: file }: DischargeOfGoods) => <FileLink file={file} />;
  if (!['used', 'discharged'].includes(status))
    return <p className={classes.quiet}>{t('determinations:account.notUsed')}</p>;
  return (
    <>
      <div className={classes.account}>
        <span>
          {t('determinations:account.of', {
            discharged: language.number(discharged),
            quantity: text(quantity, unit),
          })}
          {', '}
          {owed > 0 ? t('determinations:account.left', { owed: text(owed, unit) }) : t('determinations:account.all')}
        </span>
        <span
          className={classes.bar}
          role="img"
          aria-label={t('determinations:account.bar', {
            discharged: language.number(discharged),
            quantity: text(quantity, unit),
          })}
        >
          <i style={{ width: `${(discharged / quantity) * 100}%` }} />
        </span>
      </div>
      <SectionList<DischargeOfGoods>
        caption={t('determinations:account.title')}
        rows={determination.discharges}
        columns={[
          {
            key: 'on',
            title: t('determinations:field.on'),
            cell: (row) => language.day(row.dischargedOn, {}),
            width: '130px',
          },
          {
            key: 'manner',
            title: t('determinations:field.manner'),
            cell: (row) => t(`domain:discharge.${row.manner}`),
          },
          {
            key: 'quantity',
            title: t('determinations:field.quantity'),
            cell: (row) => text(row.quantity, unit),
            width: '130px',
          },
          { key: 'proof', title: t('determinations:field.proofFileId'), cell: proof, width: '220px' },
        ]}
        rowId={(row) => row.id}
        rowName={(row) => language.day(row.dischargedOn, {})}
        phoneRow={(row) => (
          <div className={classes.phoneRow}>
            <span>
              {language.clauses([
                language.day(row.dischargedOn, {}),
                t(`domain:discharge.${row.manner}`),
                text(row.quantity, unit),
              ])}
            </span>
            {proof(row)}
          </div>
        )}
        empty={t('determinations:account.none')}
      />
    </>
  );
}

/** The ground as the reference data has it: its conditions and what was answered, who decides, where it stands. */
function Rule({ determination }: { determination: Determination }) {
  const { t } = useTranslation('determinations');
  const { language } = useLanguage();
  const ground = useGround(determination.ground);
  return (
    <Section title={t('rule.title')}>
      {!ground && <p className={classes.quiet}>{t('rule.gone')}</p>}
      {ground && (
        <>
          <Conditions ground={ground} answers={determination.conditions} />
          <div className={classes.rule}>
            <Facts
              facts={[
                { label: t('rule.applicant'), value: ground.applicant?.[language] },
                { label: t('rule.authority'), value: ground.authority?.[language] },
                { label: t('rule.note'), value: ground.note?.[language] },
                { label: t('rule.source'), value: <Sources text={ground.source} /> },
              ]}
            />
          </div>
        </>
      )}
    </Section>
  );
}

function DeterminationFacts({ determination, mayEdit }: { determination: Determination; mayEdit: boolean }) {
  const { t } = useTranslation('determinations');
  const { may } = useSession();
  const language = useLanguage();
  const queryClient = useQueryClient();
  const { id, version, paper, applicationId, checkId, checkNumber } = determination;
  const day = (value: string | null) => value && language.day(value, {});
  return (
    <Facts
      facts={[
        { label: t('field.purpose'), value: determination.purpose },
        {
          label: t('field.client'),
          value: (
            <Link className="link" to={clientHref(determination.clientId)}>
              <Names latin={determination.clientName} zh={determination.clientNameZh} />
            </Link>
          ),
        },
        {
          label: t('field.product'),
          value: (
            <Link className="link" to="/products/$id" params={{ id: determination.productId }}>
              <Names latin={determination.productName} zh={determination.productNameZh} />
            </Link>
          ),
        },
        { label: t('field.number'), value: determination.number },
        {
          label: t('field.paper'),
          value: paper ? (
            <FileLink file={paper} />
          ) : (
            mayEdit && (
              <UploadBox
                label={t('fileAdd')}
                onStored={async (file) => {
                  await editDetermination(id, { paperFileId: file.id }, { version });
                  await refreshAfterChange(queryClient);
                }}
              />
            )
          ),
        },
        { label: t('field.applicantName'), value: determination.applicantName },
        { label: t('field.authority'), value: determination.authority },
        { label: t('field.place'), value: determination.place },
        { label: t('field.appliedOn'), value: day(determination.appliedOn) },
        { label: t('field.grantedOn'), value: day(determination.grantedOn) },
        { label: t('field.importedOn'), value: day(determination.importedOn) },
        { label: t('field.promisedExportOn'), value: day(determination.promisedExportOn) },
        { label: t('field.displayUntil'), value: day(determination.displayUntil) },
        {
          label: t('field.applicationId'),
          value: applicationId && (
            <Link className="link" to="/cases/$id" params={{ id: applicationId }}>
              {determination.applicationNumber}
            </Link>
          ),
        },
        {
          label: t('field.checkId'),
          value: checkId && may('applicability.read') && (
            <Link className="link" to="/applicability/$id" params={{ id: checkId }}>
              {checkNumber}
            </Link>
          ),
        },
        { label: t('field.contactId'), value: determination.contactName },
        { label: t('field.responsibleId'), value: determination.responsibleName },
        { label: t('field.note'), value: determination.note },
      ]}
    />
  );
}
