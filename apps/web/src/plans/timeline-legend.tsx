import { useTranslation } from 'react-i18next';
import { BASES } from '#domain/deadlines/deadline';
import type { Plan } from '#domain/plan/plan';
import { PARTIES } from '#domain/reference/scheme';
import { PartyName } from '../components/party-mark.js';
import { useLanguage } from '../i18n/use-language.js';
import { isPinned } from './timeline-row.js';
import classes from './timeline.module.css';

/** What the marks of the drawing mean; only those that are drawn. */
export function TimelineLegend({ plan, hasBefore }: { plan: Plan; hasBefore: boolean }) {
  const { t } = useTranslation(['plans', 'domain']);
  const language = useLanguage();
  const stages = plan.stages.filter(({ isAfterCertificate }) => !isAfterCertificate);
  const parties = PARTIES.filter((party) => stages.some((stage) => stage.party === party));
  const bases = BASES.filter((basis) => stages.some(({ duration }) => duration?.basis === basis));
  const calendars = plan.holidays.filter((one) => one.parties.some((party) => parties.includes(party)));
  return (
    <ul className={classes.legend} aria-label={t('legend.label')}>
      {parties.map((party) => (
        <li key={party}>
          <PartyName party={party} />
        </li>
      ))}
      {bases.map((basis) => (
        <li key={basis}>
          <i className={`${classes.keyBar} ${classes[basis]}`} />
          {t(`domain:basis.${basis}`)}
        </li>
      ))}
      <li>
        <i className={`${classes.keyBar} ${classes.planning}`} data-critical />
        {t('legend.critical')}
      </li>
      {stages.some(({ slackDays }) => slackDays) && (
        <li>
          <i className={classes.keySlack} />
          {t('legend.slack')}
        </li>
      )}
      {stages.some(({ duration, pin }) => duration === null && !pin?.endsOn) && (
        <li>
          <i className={classes.keyUnknown}>?</i>
          {t('legend.unknown')}
        </li>
      )}
      {stages.some(isPinned) && (
        <li>
          <i className={classes.keyPin} />
          {t('legend.pin')}
        </li>
      )}
      {hasBefore && (
        <li>
          <i className={classes.keyGhost} />
          {t('legend.before')}
        </li>
      )}
      <li>
        <i className={classes.keyOff} />
        {t('legend.off', { countries: language.items(calendars.map(({ country }) => language.country(country))) })}
      </li>
      {plan.isProvisional && (
        <li>
          <i className={classes.keyUnpublished} />
          {t('legend.unpublished')}
        </li>
      )}
    </ul>
  );
}
