import { useTranslation } from 'react-i18next';
import type { CertificateStatus } from '#domain/states/certificate-status';
import type { Scheme } from '#domain/certificate';
import { isDay } from '#domain/day';
import type { ChangeReason } from '#domain/changes/regulatory-change';
import { useLanguage } from '../i18n/use-language.js';

/** One step of the reasoning in words; its facts are days, states, schemes and editions. */
export function useReasonWords() {
  const { t, i18n } = useTranslation(['changes', 'domain']);
  const language = useLanguage();
  const text = (name: string, value: ChangeReason['facts'][string]): string => {
    if (value === null || value.length === 0) return t('reason.notRecorded');
    if (typeof value === 'string') {
      if (name === 'status') return t(`domain:status.${value as CertificateStatus}`);
      return isDay(value) ? language.day(value, {}) : value;
    }
    return language.items(value.map((one) => (name === 'schemes' ? t(`domain:scheme.${one as Scheme}`) : one)));
  };
  return ({ code, facts }: ChangeReason): string => {
    if (!i18n.exists(`changes:reason.${code}`)) return code;
    const told = Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, text(name, value)]));
    return String(t(`reason.${code}` as never, told as never));
  };
}
