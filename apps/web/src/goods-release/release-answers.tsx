import { Button, Menu } from '@mantine/core';
import { IconCheck, IconHelp, IconPrinter, IconX, type TablerIcon } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { LANGUAGES, type Language } from '#domain/permissions';
import type { ReleaseAnswer } from '#domain/release/goods-release';
import { showFile } from '../api/load-file.js';
import { problemText } from '../api/problem.js';
import { CertificateNumber } from '../components/certificate-number.js';
import { BasisMark } from '../components/deadline-chip.js';
import { Names } from '../components/names.js';
import { Sources } from '../components/sources.js';
import { EmptyState } from '../components/states.js';
import { toast } from '../components/toast.js';
import { LANGUAGE_NAMES } from '../i18n/language-names.js';
import { useLanguage } from '../i18n/use-language.js';
import { loadStatement, type ReleaseQuestion } from './goods-release.api.js';
import classes from './goods-release.module.css';
import type { GoodsRelease, ReleaseCertificate, ReleaseItem, ReleaseReason } from './goods-release.types.js';

const ICONS: Record<ReleaseAnswer, TablerIcon> = { yes: IconCheck, no: IconX, unknown: IconHelp };
const SPEAKS = ['against', 'open', 'for', 'note'] as const;

interface ReleaseAnswersProps {
  answer: GoodsRelease;
  question: ReleaseQuestion;
  isPortal: boolean;
}

/** Yes, no or unknown, large, and why; several products of one model side by side. */
export function ReleaseAnswers({ answer, question, isPortal }: ReleaseAnswersProps) {
  const { t } = useTranslation('release');
  const language = useLanguage();
  const { items, isComplete, on, model } = answer;
  if (items.length === 0) return <EmptyState sentence={t('none', { model: model ?? '' })} hint={t('noneHint')} />;
  const Icon = ICONS[answer.answer];
  return (
    <section aria-live="polite" className={classes.answers}>
      <div className={classes.verdict} data-answer={answer.answer}>
        <Icon size={36} stroke={1.75} aria-hidden />
        <div>
          <p className={classes.big}>{t(`answer.${answer.answer}`)}</p>
          <p>{t('onDay', { day: language.day(on, { weekday: true }) })}</p>
          {items.length > 1 && <p>{t('several', { count: items.length })}</p>}
        </div>
      </div>
      {!isComplete && <p className={classes.quiet}>{t('incomplete')}</p>}
      <div className={classes.items}>
        {items.map((item) => (
          <Item
            key={item.productId}
            item={item}
            question={{ ...question, on, productId: item.productId }}
            isPortal={isPortal}
            isOnly={items.length === 1}
          />
        ))}
      </div>
      <p className={classes.quiet}>{t('data', { version: language.number(answer.dataVersion) })}</p>
    </section>
  );
}

interface ItemProps {
  item: ReleaseItem;
  question: ReleaseQuestion;
  isPortal: boolean;
  isOnly: boolean;
}

function Item({ item, question, isPortal, isOnly }: ItemProps) {
  const { t } = useTranslation('release');
  const language = useLanguage();
  const name = <Names latin={item.productName} zh={item.productNameZh} strong />;
  return (
    <article className={classes.item} data-answer={item.answer}>
      <header className={classes.itemHead}>
        <div>
          <h2>
            {isPortal ? (
              name
            ) : (
              <Link to={`/products/${item.productId}` as '/'} className="link">
                {name}
              </Link>
            )}
          </h2>
          <p className={classes.quiet}>
            {language.clauses([item.classCode, !isPortal && item.clientName, language.items(item.models)])}
          </p>
        </div>
        <Statement question={question} />
      </header>
      <p className={classes.headline}>
        {!isOnly && <b>{t(`answer.${item.answer}`)}. </b>}
        {item.headline}
      </p>
      <Reasons reasons={item.reasons} />
      {item.certificates.map((certificate) => (
        <Certificate key={certificate.id} certificate={certificate} isPortal={isPortal} />
      ))}
    </article>
  );
}

function Certificate({ certificate, isPortal }: { certificate: ReleaseCertificate; isPortal: boolean }) {
  const { t } = useTranslation('release');
  const { id, number, answer, reasons } = certificate;
  const Icon = ICONS[answer];
  return (
    <section className={classes.certificate}>
      <h3>
        <Icon size={16} stroke={2} aria-label={t(`answer.${answer}`)} role="img" data-answer={answer} />
        <Link to={`${isPortal ? '/portal' : ''}/certificates/${id}` as '/'} className="link">
          <CertificateNumber number={number} />
        </Link>
      </h3>
      <Reasons reasons={reasons} />
    </section>
  );
}

/** What speaks against it first, then what is open, for it, and what must be known; each with its source. */
function Reasons({ reasons }: { reasons: readonly ReleaseReason[] }) {
  const { t } = useTranslation(['release', 'domain']);
  return SPEAKS.map((speaks) => {
    const own = reasons.filter((reason) => reason.speaks === speaks);
    if (own.length === 0) return null;
    return (
      <div key={speaks} className={classes.group} data-speaks={speaks}>
        <h4>{t(`release:speaks.${speaks}`)}</h4>
        <ul>
          {own.map(({ code, text, basis, certainty, source }, at) => (
            <li key={`${code} ${at}`}>
              {text}
              <span className={classes.source}>
                {source === 'none' ? (
                  t('release:ownRegister')
                ) : (
                  <>
                    <BasisMark basis={basis} />
                    <span>
                      <Sources text={source} />
                      {certainty !== 'official' && ` (${t(`domain:certainty.${certainty}`)})`}
                    </span>
                  </>
                )}
              </span>
            </li>
          ))}
        </ul>
      </div>
    );
  });
}

/** The answer as a page under the letterhead, in the language of whoever needs it. */
function Statement({ question }: { question: ReleaseQuestion }) {
  const { t } = useTranslation('release');
  const open = (language: Language) => {
    showFile(() => loadStatement(question, language)).catch((error: unknown) => toast(problemText(error)));
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" size="xs" leftSection={<IconPrinter size={14} stroke={1.5} aria-hidden />}>
          {t('print')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {LANGUAGES.map((language) => (
          <Menu.Item key={language} lang={LANGUAGE_NAMES[language].lang} onClick={() => open(language)}>
            {LANGUAGE_NAMES[language].name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
