import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Names } from '../components/names.js';
import { CaseFacts, Missed, Segments } from './case-facts.js';
import { Light } from './lamp.js';
import classes from './portal.module.css';
import type { CaseAtAGlance } from './portal.types.js';

/** A case with its traffic light; a click anywhere opens its page. */
export function CaseCard({ glance }: { glance: CaseAtAGlance }) {
  const { t } = useTranslation(['portal', 'domain']);
  return (
    <article className={`${classes.sheet} ${classes.card}`}>
      <div className={classes.cardHead}>
        <Light state={glance.light ?? 'unknown'} />
        <span className={classes.number}>{glance.number}</span>
      </div>
      <h3>
        <Link to={`/portal/cases/${glance.id}` as '/'} className={classes.cardLink}>
          <Names latin={glance.productName} zh={glance.productNameZh} strong />
        </Link>
      </h3>
      <p className={classes.quiet}>{t(`domain:applicationKind.${glance.kind}`)}</p>
      <Segments stages={glance.stages} />
      <CaseFacts glance={glance} wide />
      <Missed glance={glance} />
    </article>
  );
}
