import { useTranslation } from 'react-i18next';
import { isDay, type Day } from '#domain/day';
import type { CertificateStatus } from '#domain/states/certificate-status';
import { useLanguage } from '../i18n/use-language.js';
import type { ImportFault, ImportWarning } from './imports.types.js';

type Facts = Readonly<Record<string, unknown>>;

/** What is wrong with a cell and what would be allowed, in the reader's language: from codes and facts, never from the api's English. */
export function useFaultWords() {
  const { t } = useTranslation(['imports', 'domain']);
  const language = useLanguage();

  /** Days as the reader writes them, lists with commas; the rest as it is. */
  const printed = (facts: Facts): Record<string, string | number> => {
    const words = Object.entries(facts).map(([name, value]) => {
      if (Array.isArray(value)) return [name, language.items(value.map(String))] as const;
      if (isDay(value)) return [name, language.day(value, {})] as const;
      return [name, typeof value === 'number' ? value : String(value)] as const;
    });
    const monthName = monthOf(facts);
    const status = facts['status'];
    return {
      ...Object.fromEntries(words),
      ...(monthName && { monthName: language.month(monthName, { withYear: true }) }),
      ...(typeof status === 'string' && { statusWord: t(`domain:status.${status as CertificateStatus}`) }),
    };
  };

  return {
    column: (as: ImportFault['as']) => t(`imports:column.${as}`),
    kind: (code: ImportFault['code']) => t(`imports:kind.${code}`),
    wrong({ code, facts }: ImportFault): string {
      const words = printed(facts);
      if (code === 'date.no-such-day' && !monthOf(facts)) return t('imports:wrong.date.no-such-month', words);
      if (code === 'replaces.twice' && !('firstRow' in facts)) return t('imports:wrong.replaces.twice-known');
      return t(`imports:wrong.${code}`, words);
    },
    allowed({ code, facts, as }: ImportFault): string {
      const words = printed(facts);
      if (code === 'cell.empty' && (as === 'issued' || as === 'validUntil' || as === 'number' || as === 'models'))
        return t(`imports:allowed.empty.${as}`);
      if (code === 'date.no-such-day' && !monthOf(facts)) return t('imports:allowed.date.not-a-date');
      return t(`imports:allowed.${code}`, words);
    },
    warning({ code, facts }: ImportWarning): string {
      if (code === 'factory.ambiguous' && facts['taken'] === null)
        return t('imports:warning.factory.ambiguous-without-code', printed(facts));
      return t(`imports:warning.${code}`, printed(facts));
    },
  };
}

/** The first day of the month a fault speaks of; null when there is no such month. */
function monthOf({ year, month }: Facts): Day | null {
  const day = `${String(year)}-${String(month).padStart(2, '0')}-01`;
  return isDay(day) ? day : null;
}
