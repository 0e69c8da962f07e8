import { useCallback, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CERTIFICATE_GROUNDS_SOURCE, shipmentEffect, SUSPENSION_ENDS, suspensionEndsOn, suspensionRequestBy, suspensionTerm, VOLUNTARY_SUSPENSION, type CertificateStatus } from '#domain/states/certificate-status'; // prettier-ignore
import type { Day } from '#domain/day';
import { useToday } from '../api/clock.js';
import chip from '../components/deadline-chip.module.css';
import { Popup } from '../components/popup.js';
import { useLanguage } from '../i18n/use-language.js';
import { BasedOn } from './based-on.js';
import { groundedActOf, lifeOf, standingOn } from './certificate-facts.js';
import type { Certificate } from './certificates.types.js';
import classes from './standing.module.css';

/** The key of a reason code's words; each act has codes of its own. */
export const groundKey = (act: string, code: string) => `domain:ground.${act}.${code}` as never;

/** Since when a certificate is in its state, why, and whether its goods may move. A click opens basis and source. */
export function Standing({ certificate }: { certificate: Certificate }) {
  const { t } = useTranslation(['certificates', 'domain']);
  const language = useLanguage();
  const today = useToday();
  const [isOpen, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  const button = useRef<HTMLButtonElement>(null);
  const titleId = useId();
  const { scheme, statusGround, statusOn, validUntil } = certificate;
  const status = standingOn(certificate, today);
  const effect = shipmentEffect(scheme, status);
  const state = t(`domain:status.${status}`);
  const since =
    status !== certificate.status
      ? t('certificates:standing.runOut', { day: language.day(validUntil!, {}) })
      : status === 'valid'
        ? null
        : statusOn
          ? t('certificates:standing.since', { status: state, day: language.day(statusOn, {}) })
          : t('certificates:standing.sinceUnknown', { status: state });
  const ground = statusGround && t('domain:groundNamed', { code: statusGround });
  const head = language.clauses([since, ground]);
  if (!effect && !head) return null;
  if (!effect) return <p className={classes.noRule}>{language.sentences([head, t('certificates:standing.noRule')])}</p>;
  const moves = language.clauses([
    t(`certificates:standing.shipment.${effect.shipment}`),
    t(`certificates:standing.import.${effect.import}`),
  ]);
  return (
    <div className={classes.standing}>
      <button
        ref={button}
        type="button"
        className={classes.open}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        title={t('certificates:standing.why')}
        onClick={() => setOpen(true)}
      >
        {head && `${head}${language.language === 'zh' ? '；' : '; '}`}
        <span className={`${chip.day} ${chip[effect.basis]}`}>{head ? moves : capital(moves)}</span>
      </button>
      {isOpen && (
        <Popup anchor={button} labelledBy={titleId} onClose={close}>
          <h3 id={titleId} className={chip.title}>
            {since ?? state}
          </h3>
          <StandingFacts certificate={certificate} status={status} ground={statusGround} since={statusOn} isRecorded />
        </Popup>
      )}
    </div>
  );
}

interface StandingFactsProps {
  certificate: Certificate;
  /** The state it is in, or would be in after an act. */
  status: CertificateStatus;
  ground: string | null;
  since: Day | null;
  /** It is in this state already: what was not recorded is then told, too. */
  isRecorded?: boolean;
}

/** What a state means for shipment, import and stock, and how a suspension ends; each with its basis and source. */
export function StandingFacts({ certificate, status, ground, since, isRecorded = false }: StandingFactsProps) {
  const { t } = useTranslation(['certificates', 'domain', 'common']);
  const effect = shipmentEffect(certificate.scheme, status);
  if (!effect) return <p className={classes.noRule}>{t('certificates:standing.noRule')}</p>;
  const act = groundedActOf(status);
  return (
    <dl className={`${chip.facts} ${classes.facts}`}>
      {act && isRecorded && (
        <>
          <dt>{t('certificates:standing.ground')}</dt>
          <dd>
            {ground ? `${ground} ${t(groundKey(act, ground))}` : t('certificates:standing.groundUnknown')}
            {ground && <BasedOn {...CERTIFICATE_GROUNDS_SOURCE} />}
          </dd>
        </>
      )}
      <dt>{t('certificates:standing.shipmentLabel')}</dt>
      <dd>{t(`certificates:standing.shipment.${effect.shipment}`)}</dd>
      <dt>{t('certificates:standing.importLabel')}</dt>
      <dd>{t(`certificates:standing.import.${effect.import}`)}</dd>
      {status !== 'valid' && (
        <>
          <dt>{t('certificates:standing.shippedStockLabel')}</dt>
          <dd>{t(`certificates:standing.shippedStock.${effect.shippedStock}`)}</dd>
        </>
      )}
      <dt>{t('common:deadline.basis')}</dt>
      <dd>
        <BasedOn {...effect} />
      </dd>
      {status === 'suspended' && (
        <>
          <dt>{t('certificates:standing.endsOn')}</dt>
          <dd>
            <SuspensionEnd certificate={certificate} ground={ground} since={since} isRecorded={isRecorded} />
          </dd>
          {isRecorded && (
            <>
              <dt>{t('certificates:standing.ends')}</dt>
              <dd>
                <SuspensionEnds />
              </dd>
            </>
          )}
        </>
      )}
    </dl>
  );
}

/** The last day of a suspension where a source names its length; where none does, that. */
function SuspensionEnd({ certificate, ground, since, isRecorded }: Omit<StandingFactsProps, 'status'>) {
  const { t } = useTranslation('certificates');
  const language = useLanguage();
  const term = suspensionTerm(ground);
  const { suspendedUntil } = certificate;
  if (isRecorded && suspendedUntil)
    return (
      <>
        {language.day(suspendedUntil, {})}
        <span className={chip.unsure}>{t('suspension.byNotice')}</span>
      </>
    );
  if (!term || !since) return <>{t('standing.endsUnknown')}</>;
  const { nextFollowUpOn } = lifeOf(certificate);
  return (
    <>
      {language.day(suspensionEndsOn(ground, since)!, {})}
      <span className={chip.unsure}>
        {t('standing.endsOnWhy', { months: term.length.amount, day: language.day(since, {}) })}
      </span>
      <BasedOn {...term.length} />
      {!isRecorded && nextFollowUpOn && (
        <span className={chip.unsure}>
          {t('standing.requestBy', {
            day: language.day(suspensionRequestBy(nextFollowUpOn), {}),
            months: VOLUNTARY_SUSPENSION.askBeforeFollowUp.amount,
          })}
        </span>
      )}
    </>
  );
}

/** Restored or revoked: under which condition, by which rule. Neighbours of one rule name it once. */
export function SuspensionEnds() {
  const { t } = useTranslation('certificates');
  const language = useLanguage();
  return (
    <ul className={classes.ends}>
      {SUSPENSION_ENDS.map(({ condition, ground, papers, ...based }, index) => (
        <li key={condition}>
          {t(`standing.end.${condition}`, {
            code: ground ?? '',
            papers: language.items(papers.map((paper) => t(`standing.paper.${paper}`))),
          })}
          {SUSPENSION_ENDS[index + 1]?.source !== based.source && <BasedOn {...based} />}
        </li>
      ))}
    </ul>
  );
}

const capital = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1);
