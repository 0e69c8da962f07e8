import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isDay } from '#domain/day';
import { readerTimeZone } from '../api/clock.js';
import { useSession } from '../api/session.js';
import { clientHref } from '../clients/hrefs.js';
import { DetailPage, Facts, Section, type Reading } from '../components/detail-page.js';
import { Names } from '../components/names.js';
import { ErrorState, SkeletonPage } from '../components/states.js';
import { useUrlState } from '../components/url-state.js';
import { useLanguage } from '../i18n/use-language.js';
import { WithHan } from '../imports/han.js';
import { Answer } from './answer.js';
import { checkQuery } from './applicability.api.js';
import classes from './applicability.module.css';
import type { Check } from './applicability.types.js';
import { Difference } from './difference.js';
import { LetterActs } from './letter-acts.js';
import { addressOfInput, inputOfFacts } from './wizard-address.js';

/** One stored check: the answer as it was given, on what it rests, and what today's data would say. */
export function CheckPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { language } = useLanguage();
  const query = useQuery(checkQuery(id, language));
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <SkeletonPage />;
  return <CheckDetails check={query.data} />;
}

function CheckDetails({ check }: { check: Check }) {
  const { t } = useTranslation('applicability');
  const { may } = useSession();
  const language = useLanguage();
  const [url, change] = useUrlState();
  const mayCheck = may('applicability.check');
  const isAgain = mayCheck && url['again'] !== undefined;
  const againDay = url['again'] && isDay(url['again']) ? url['again'] : null;
  const kept = language.instant(check.createdAt, readerTimeZone());
  const by = check.createdByName;
  const readings: Reading[] = [
    { label: t('check.day'), value: language.day(check.day, { weekday: true }) },
    { label: t('check.version'), value: language.number(check.referenceVersion), note: t('check.versionNote') },
    { label: t('check.kept'), value: kept, note: by && t('check.by', { name: by }) },
  ];
  return (
    <DetailPage
      title={<Title check={check} />}
      titleText={check.number}
      crumb={{ to: '/applicability', name: t('list.title') }}
      reading={check.number}
      acts={
        <>
          <LetterActs id={check.id} />
          {mayCheck && (
            <Button variant={isAgain ? 'default' : 'filled'} onClick={() => change({ again: isAgain ? null : 'same' })}>
              {t('again.act')}
            </Button>
          )}
        </>
      }
      readings={readings}
      side={<Side check={check} />}
    >
      {check.supersededBy && (
        <p className={classes.superseded} role="note">
          {t('check.superseded')}{' '}
          <Link to={`/applicability/${check.supersededBy.id}` as string} className="link">
            {check.supersededBy.number}
          </Link>
        </p>
      )}
      {isAgain && (
        <Difference
          check={check}
          day={againDay}
          onDay={(day) => change({ again: day ?? 'same' })}
          onClose={() => change({ again: null })}
        />
      )}
      <div className={classes.stored}>
        <Answer preview={check} productId={null} />
      </div>
    </DetailPage>
  );
}

/** What was asked about: the product, what was described, or the class. */
function Title({ check: { product, facts, answer } }: { check: Check }) {
  const { t } = useTranslation('applicability');
  const { language } = useLanguage();
  if (product) return <Names latin={product.name} zh={product.nameZh} />;
  if (facts.description)
    return (
      <span className={classes.longTitle}>
        <WithHan text={facts.description} />
      </span>
    );
  if (answer.class) return <>{[answer.class.code, answer.class.names[language]].filter(Boolean).join(' ')}</>;
  const [first] = answer.reasons;
  return <>{first?.code === 'never-in-scope' ? first.facts.names[language] : t('list.noSubject')}</>;
}

function Side({ check }: { check: Check }) {
  const { t } = useTranslation('applicability');
  const { may } = useSession();
  const { product, client } = check;
  const input = inputOfFacts(check.facts, product?.id ?? null, client?.id ?? null);
  return (
    <>
      <Section title={t('check.facts')}>
        <div className={classes.facts}>
          <Facts facts={check.words.facts.map(({ label, value }) => ({ label, value: <WithHan text={value} /> }))} />
        </div>
        {may('applicability.check') && (
          <p className={classes.sideAct}>
            <Link to="/applicability/new" search={addressOfInput(input) as never} className="link">
              {t('check.withOther')}
            </Link>
          </p>
        )}
      </Section>
      {(product || client) && (
        <Section title={t('check.belongsTo')}>
          {product && (
            <p>
              <Link to={`/products/${product.id}` as string} className="link">
                <Names latin={product.name} zh={product.nameZh} />
              </Link>
            </p>
          )}
          {client && (
            <p>
              <Link to={clientHref(client.id)} className="link">
                <Names latin={client.legalName} zh={client.legalNameZh} />
              </Link>
            </p>
          )}
        </Section>
      )}
    </>
  );
}
