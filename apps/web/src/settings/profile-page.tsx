import { SegmentedControl, TextInput, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES, type Language } from '#domain/permissions';
import { AbsenceSection } from '../absences/absence-section.js';
import { useSpeak } from '../app/use-speak.js';
import { meQuery, useSession } from '../api/session.js';
import { chooseTenant } from '../api/tenant-choice.js';
import { CalendarFeeds } from '../calendar-feeds/calendar-feeds.js';
import { ConfirmDialog } from '../components/confirm-dialog.js';
import { DENSITIES, useDensity, type Density } from '../components/density.js';
import { Facts, Section } from '../components/detail-page.js';
import { FormDrawer } from '../components/form-drawer.js';
import { Names } from '../components/names.js';
import { TimeZoneSelect } from '../components/selects.js';
import { ChoicesSection } from '../mail-choices/choices-section.js';
import { LANGUAGE_NAMES } from '../i18n/language-names.js';
import { spoken } from '../i18n/i18n.js';
import { PasswordForm } from './password-form.js';
import { changeMe, leaveTenant } from './settings.api.js';
import { SettingsPage } from './settings-page.js';
import classes from './settings.module.css';

const SCHEMES: readonly MantineColorScheme[] = ['auto', 'light', 'dark'];

/** One's own name, zone and password; how the screens speak and look on this device. */
export function ProfilePage() {
  const { t } = useTranslation(['settings', 'common', 'domain', 'feeds']);
  const { person, role, membership, isClient, may } = useSession();
  const queryClient = useQueryClient();
  const [open, setOpen] = useState<'profile' | 'password' | null>(null);
  const [isLeaving, setLeaving] = useState(false);
  const navigate = useNavigate();
  const close = () => setOpen(null);
  const refresh = () => void queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
  return (
    <SettingsPage tab="profile" reading={t('profile.reading')}>
      <Section
        title={person.name}
        acts={
          <>
            <button type="button" className="link" onClick={() => setOpen('password')}>
              {t('password.change')}
            </button>
            <button type="button" className="link" onClick={() => setOpen('profile')}>
              {t('profile.edit')}
            </button>
          </>
        }
      >
        <Facts
          facts={[
            { label: t('field.email'), value: person.email },
            { label: t('field.timeZone'), value: person.timeZone.replaceAll('_', ' ') },
          ]}
        />
      </Section>
      <Section title={t('profile.screens')} note={t('profile.screensNote')}>
        <Appearance />
      </Section>
      {!isClient && <ChoicesSection />}
      <CalendarFeeds of={{ kind: 'person' }} title={t('feeds:mine')} />
      {isClient && <CalendarFeeds of={{ kind: 'client' }} title={t('feeds:company')} />}
      {may('absence.edit') && <AbsenceSection memberId={membership.memberId} />}
      <Section
        title={t('profile.membership')}
        acts={
          <button type="button" className="link" onClick={() => setLeaving(true)}>
            {t('profile.leaveShort')}
          </button>
        }
      >
        <Facts
          facts={[
            {
              label: t(`domain:tenantKind.${membership.tenantKind}`),
              value: <Names latin={membership.tenantName} zh={membership.tenantNameZh} />,
            },
            { label: t('field.role'), value: t(`domain:role.${role}`) },
          ]}
        />
        <p className={classes.roleWords}>{t(role === 'client' ? 'role.clientSelf' : `role.${role}`)}</p>
      </Section>
      <ConfirmDialog
        opened={isLeaving}
        onClose={() => setLeaving(false)}
        title={t('profile.leaveQuestion', { name: membership.tenantName })}
        act={t('profile.leave', { name: membership.tenantName })}
        onConfirm={async () => {
          await leaveTenant(membership.tenantId);
          chooseTenant(null);
          queryClient.clear();
          await navigate({ to: '/' });
        }}
      >
        {t('profile.leaveFollows')}
      </ConfirmDialog>
      <FormDrawer<{ name: string; timeZone: string | null }, unknown>
        opened={open === 'profile'}
        onClose={close}
        title={t('profile.edit')}
        draftKey="profile"
        initial={{ name: person.name, timeZone: person.timeZone }}
        labels={{ name: t('field.name'), timeZone: t('field.timeZone') }}
        check={(values) => ({
          ...(!values.name.trim() && { name: t('missing.name') }),
          ...(!values.timeZone && { timeZone: t('missing.timeZone') }),
        })}
        save={(values) => changeMe(values)}
        onSaved={refresh}
        saveLabel={t('profile.save')}
      >
        {(field) => (
          <>
            <TextInput {...field('name')} autoComplete="name" data-autofocus maxLength={200} />
            <TimeZoneSelect {...field('timeZone')} description={t('help.ownZone')} />
          </>
        )}
      </FormDrawer>
      <PasswordForm opened={open === 'password'} onClose={close} />
    </SettingsPage>
  );
}

/** Language, colour scheme and density take effect at once. */
function Appearance() {
  const { t } = useTranslation(['settings', 'common']);
  const speak = useSpeak();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [density, setDensity] = useDensity();
  return (
    <div className={classes.choices}>
      <span id="choice-language">{t('field.language')}</span>
      <span>
        <SegmentedControl
          aria-labelledby="choice-language"
          value={spoken()}
          onChange={(language) => void speak(language as Language)}
          data={LANGUAGES.map((language) => ({
            value: language,
            label: <span lang={LANGUAGE_NAMES[language].lang}>{LANGUAGE_NAMES[language].name}</span>,
          }))}
        />
      </span>
      <span id="choice-scheme">{t('common:menu.scheme')}</span>
      <span>
        <SegmentedControl
          aria-labelledby="choice-scheme"
          value={colorScheme}
          onChange={(scheme) => setColorScheme(scheme as MantineColorScheme)}
          data={SCHEMES.map((scheme) => ({ value: scheme, label: t(`common:menu.schemes.${scheme}`) }))}
        />
      </span>
      <span id="choice-density">{t('common:menu.density')}</span>
      <span>
        <SegmentedControl
          aria-labelledby="choice-density"
          value={density}
          onChange={(choice) => setDensity(choice as Density)}
          data={DENSITIES.map((choice) => ({ value: choice, label: t(`common:menu.densities.${choice}`) }))}
        />
      </span>
    </div>
  );
}
