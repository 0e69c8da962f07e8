import {
  IconBan,
  IconCheck,
  IconCircleHalfVertical,
  IconClock,
  IconPlayerPause,
  IconX,
  type TablerIcon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CertificateStatus } from '#domain/states/certificate-status';
import classes from './status-tag.module.css';

/** The state a reader sees: a valid self-declaration is `declared`, because it ends and a certificate does not. */
export type ShownStatus = CertificateStatus | 'declared';

const ICONS: Record<ShownStatus, TablerIcon> = {
  valid: IconCheck,
  declared: IconCircleHalfVertical,
  suspended: IconPlayerPause,
  cancelled: IconBan,
  revoked: IconX,
  expired: IconClock,
};

/** State of a certificate: outline, icon and word. */
export function StatusTag({ status, isDeclaration = false }: { status: CertificateStatus; isDeclaration?: boolean }) {
  const { t } = useTranslation('domain');
  const shown: ShownStatus = isDeclaration && status === 'valid' ? 'declared' : status;
  const Icon = ICONS[shown];
  return (
    <span className={`${classes.tag} ${classes[shown]}`}>
      <Icon size={12} stroke={2} aria-hidden />
      {t(`status.${shown}`)}
    </span>
  );
}
