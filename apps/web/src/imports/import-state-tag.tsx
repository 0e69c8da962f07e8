import {
  IconAlertTriangle,
  IconCheck,
  IconCircleHalfVertical,
  IconCircleCheck,
  IconX,
  type TablerIcon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './imports.module.css';
import type { ImportState } from './imports.types.js';

const ICONS: Record<ImportState, TablerIcon> = {
  checking: IconCircleHalfVertical,
  faulty: IconAlertTriangle,
  ready: IconCircleCheck,
  importing: IconCircleHalfVertical,
  imported: IconCheck,
  failed: IconX,
};

/** Where an import stands: icon and word. */
export function ImportStateTag({ state }: { state: ImportState }) {
  const { t } = useTranslation('imports');
  const Icon = ICONS[state];
  return (
    <span className={`${classes.tag} ${classes[state] ?? ''}`}>
      <Icon size={12} stroke={2} aria-hidden />
      {t(`state.${state}`)}
    </span>
  );
}
