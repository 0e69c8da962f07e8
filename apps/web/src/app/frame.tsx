import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { ToastPlace } from '../components/toast.js';
import { loadWords } from '../i18n/i18n.js';
import { useLive } from '../live/use-live.js';
import { usePaletteKey } from '../palette/open-palette.js';
import classes from './frame.module.css';
import { useGoKeys } from './go-keys.js';
import { Navigation } from './navigation.js';
import { OfflineBar } from './offline-bar.js';
import { PhoneBar } from './phone-bar.js';
import { ViewAsBar } from './view-as-bar.js';

const KeyHelp = lazy(() => import('./key-help.js'));
const Palette = lazy(async () => {
  const [module] = await Promise.all([import('../palette/palette.js'), loadWords('search')]);
  return module;
});

/** The one frame of the workplace: paper with the navigation, then one sheet to the right edge. */
export function Frame() {
  const { t } = useTranslation();
  const help = useGoKeys();
  const palette = usePaletteKey();
  useLive();
  return (
    <div className={classes.frame}>
      <a className={classes.skip} href="#content">
        {t('frame.skip')}
      </a>
      <Navigation />
      <main className={classes.main} id="content" tabIndex={-1}>
        <ViewAsBar />
        <OfflineBar />
        <Outlet />
      </main>
      <PhoneBar />
      <ToastPlace />
      {palette.isOpen && (
        <Suspense>
          <Palette onClose={palette.close} />
        </Suspense>
      )}
      {help.isOpen && (
        <Suspense>
          <KeyHelp opened onClose={help.close} />
        </Suspense>
      )}
    </div>
  );
}
