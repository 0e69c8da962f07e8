import { useTranslation } from 'react-i18next';
import type { Basis, Certainty } from '#domain/deadlines/deadline';
import { BasisMark } from '../components/deadline-chip.js';
import { Sources } from '../components/sources.js';
import classes from './standing.module.css';

/** Under what a rule says: how binding it is, where it stands, and how sure that is. */
export function BasedOn({ basis, certainty, source }: { basis: Basis; certainty: Certainty; source: string }) {
  const { t } = useTranslation('domain');
  return (
    <span className={classes.based}>
      <BasisMark basis={basis} />{' '}
      <span>
        <Sources text={source} />
      </span>{' '}
      {certainty !== 'official' && <span>({t(`certainty.${certainty}`)})</span>}
    </span>
  );
}
