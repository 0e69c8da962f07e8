import { Select, type SelectProps } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { zonesOfCountry } from '#domain/country-zones';
import { LANGUAGES } from '#domain/permissions';
import { now } from '../api/clock.js';
import { COUNTRIES } from '../i18n/countries.js';
import { localeOf } from '../i18n/format.js';
import { useLanguage } from '../i18n/use-language.js';

type Props = Omit<SelectProps, 'data'>;

/** A country, by name in the reader's language; found by its name or its code. */
export function CountrySelect(props: Props) {
  const { t } = useTranslation();
  const { language, country } = useLanguage();
  const data = useMemo(() => {
    const order = new Intl.Collator(localeOf(language));
    return COUNTRIES.map((code) => ({ value: code, label: country(code) })).sort((a, b) =>
      order.compare(a.label, b.label),
    );
  }, [language, country]);
  return (
    <Select
      searchable
      nothingFoundMessage={t('select.nothing')}
      filter={({ options, search }) => {
        const wanted = search.trim().toLowerCase();
        return (options as { value: string; label: string }[]).filter(
          ({ value, label }) => label.toLowerCase().includes(wanted) || value.toLowerCase() === wanted,
        );
      }}
      {...props}
      data={data}
    />
  );
}

/** One of the languages mails and screens are written in. */
export function LanguageSelect(props: Props) {
  const { t } = useTranslation('domain');
  return (
    <Select
      allowDeselect={false}
      {...props}
      data={LANGUAGES.map((language) => ({ value: language, label: t(`language.${language}`) }))}
    />
  );
}

/** A time zone; those of the country first, each with its present distance from UTC. */
export function TimeZoneSelect({ country, ...props }: Props & { country?: string | null }) {
  const { t } = useTranslation();
  const data = useMemo(() => {
    const own = zonesOfCountry(country ?? '');
    // browsers list each zone under one name only; a stored one may be under another
    const known = new Set([...(props.value ? [props.value] : []), ...Intl.supportedValuesOf('timeZone')]);
    const others = [...known].filter((zone) => !own.includes(zone));
    const option = (zone: string) => ({ value: zone, label: `${zone.replaceAll('_', ' ')} (${offsetOf(zone)})` });
    if (own.length === 0) return others.map(option);
    return [
      { group: t('select.ofCountry'), items: own.map(option) },
      { group: t('select.otherZones'), items: others.map(option) },
    ];
  }, [country, props.value, t]);
  return <Select searchable limit={60} nothingFoundMessage={t('select.nothing')} {...props} data={data} />;
}

function offsetOf(zone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'shortOffset' }).formatToParts(now());
  return (parts.find(({ type }) => type === 'timeZoneName')?.value ?? '').replace('GMT', 'UTC');
}
