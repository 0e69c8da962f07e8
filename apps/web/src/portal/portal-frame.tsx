import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { IconSelector } from '@tabler/icons-react';
import { lazy, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES, type Language } from '#domain/permissions';
import { signOut, useSession } from '../api/session.js';
import { LazyMenu } from '../app/lazy-menu.js';
import { OfflineBar } from '../app/offline-bar.js';
import { useSpeak } from '../app/use-speak.js';
import { ViewAsBar } from '../app/view-as-bar.js';
import { Names, Zh } from '../components/names.js';
import { ToastPlace } from '../components/toast.js';
import { speak, spoken } from '../i18n/i18n.js';
import { LANGUAGE_NAMES } from '../i18n/language-names.js';
import { useLanguage } from '../i18n/use-language.js';
import { useLive } from '../live/use-live.js';
import { overviewQuery } from './portal.api.js';
import classes from './portal-frame.module.css';

const TenantSwitchBody = lazy(() => import('../app/tenant-switch-body.js'));

/** The plain frame of a client's pages: whose house it is, five tabs, its own language. */
export function PortalFrame() {
  const { t } = useTranslation(['portal', 'common']);
  useLive();
  return (
    <div className={classes.portal}>
      <a className={classes.skip} href="#content">
        {t('common:frame.skip')}
      </a>
      <ViewAsBar />
      <OfflineBar />
      <div className={classes.page}>
        <header className={classes.header}>
          <House />
          <LanguageSwitch />
        </header>
        <Tabs />
        <main className={classes.main} id="content" tabIndex={-1}>
          <Outlet />
        </main>
        <Foot />
      </div>
      <ToastPlace />
    </div>
  );
}

/** The consultancy leads; under it the reader's own company. */
function House() {
  const { t } = useTranslation(['portal', 'common']);
  const { membership, memberships, viewAs } = useSession();
  const { language } = useLanguage();
  const { data: overview } = useQuery(overviewQuery);
  const { tenantName, tenantNameZh } = membership;
  const mayChange = memberships.length > 1 && !viewAs;
  const names = (
    <>
      <span className={classes.mark} lang={tenantNameZh ? 'zh-Hans' : undefined} aria-hidden="true">
        {(tenantNameZh ?? tenantName).slice(0, 1)}
      </span>
      <span className={classes.names}>
        <span className={classes.tenant}>
          <Names latin={tenantName} zh={tenantNameZh} strong />
        </span>
        {overview && (
          <span className={classes.client}>
            {language === 'zh' && overview.client.nameZh ? <Zh>{overview.client.nameZh}</Zh> : overview.client.name}
          </span>
        )}
      </span>
    </>
  );
  if (!mayChange)
    return (
      <Link to="/portal" className={classes.house}>
        {names}
      </Link>
    );
  return (
    <LazyMenu
      body={TenantSwitchBody}
      button={
        <button
          type="button"
          className={classes.house}
          aria-label={t('common:tenant.switchFrom', { name: membership.tenantName })}
        >
          {names}
          <IconSelector size={16} stroke={1.5} aria-hidden />
        </button>
      }
    />
  );
}

const SHORT: Record<Language, string> = { en: 'EN', de: 'DE', zh: '中文' };

/** Kept with the person; who looks with a client's eyes changes it for this device only. */
function LanguageSwitch() {
  const { t } = useTranslation('common');
  const { viewAs } = useSession();
  const { language: current } = useLanguage();
  const speakAndKeep = useSpeak();
  return (
    <div className={classes.languages} role="group" aria-label={t('menu.language')}>
      {LANGUAGES.map((language) => (
        <button
          key={language}
          type="button"
          lang={LANGUAGE_NAMES[language].lang}
          title={LANGUAGE_NAMES[language].name}
          aria-pressed={current === language}
          onClick={() => {
            if (language !== spoken()) void (viewAs ? speak(language) : speakAndKeep(language));
          }}
        >
          {SHORT[language]}
        </button>
      ))}
    </div>
  );
}

const TABS = [
  { key: 'overview', to: '/portal', count: null },
  { key: 'certificates', to: '/portal/certificates', count: 'certificates' },
  { key: 'audits', to: '/portal/audits', count: 'auditsToCome' },
  { key: 'approvals', to: '/portal/approvals', count: null },
  { key: 'documents', to: '/portal/documents', count: 'documents' },
] as const;

function Tabs() {
  const { t } = useTranslation('portal');
  const language = useLanguage();
  const { data: overview } = useQuery(overviewQuery);
  const { pathname } = useLocation();
  const tabs = useRef<HTMLElement>(null);
  useEffect(() => {
    tabs.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    // the counts come later and make the tabs wider
  }, [pathname, overview]);
  return (
    <nav ref={tabs} className={classes.tabs} aria-label={t('tabs.label')}>
      {TABS.map(({ key, to, count }) => (
        <Link
          key={key}
          to={to}
          activeOptions={{ exact: key === 'overview', includeSearch: false }}
          activeProps={{ 'aria-current': 'page' }}
          className={classes.tab}
        >
          {t(`tabs.${key}`)}
          {count && overview && overview.counts[count] > 0 && (
            <span className={classes.count}> {language.number(overview.counts[count])}</span>
          )}
        </Link>
      ))}
    </nav>
  );
}

function Foot() {
  const { t } = useTranslation(['portal', 'common']);
  const { person, viewAs } = useSession();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const leave = async () => {
    await signOut(queryClient);
    await navigate({ to: '/sign-in' });
  };
  return (
    <footer className={classes.foot}>
      <span className={classes.product}>Homolog</span>
      {!viewAs && (
        <>
          <span className={classes.person}>{person.name}</span>
          <Link to="/portal/account" className={`link ${classes.footAct}`}>
            {t('account.open')}
          </Link>
          <Link to="/portal/mails" className={`link ${classes.footAct}`}>
            {t('account.mails')}
          </Link>
          <button type="button" className={`link ${classes.footAct}`} onClick={() => void leave()}>
            {t('common:menu.signOut')}
          </button>
        </>
      )}
    </footer>
  );
}
