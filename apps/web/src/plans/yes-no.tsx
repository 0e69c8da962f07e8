import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { YesNoUnknown } from '#domain/reference/actors';

interface YesNoProps {
  label: string;
  value: YesNoUnknown;
  onChange: (value: YesNoUnknown | null) => void;
}

/** Yes, no, or still open; open is no answer and leaves the address clean. */
export function YesNo({ label, value, onChange }: YesNoProps) {
  const { t } = useTranslation('plans');
  return (
    <SegmentedControl
      size="xs"
      aria-label={label}
      value={value}
      onChange={(chosen) => onChange(chosen === 'unknown' ? null : (chosen as YesNoUnknown))}
      data={[
        { value: 'yes', label: t('answer.yes') },
        { value: 'no', label: t('answer.no') },
        { value: 'unknown', label: t('answer.open') },
      ]}
    />
  );
}
