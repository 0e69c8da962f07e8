import {
  IconCertificate,
  IconCircleMinus,
  IconCircleOff,
  IconDoorExit,
  IconHelpHexagon,
  IconSignature,
  IconTicket,
  type TablerIcon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Verdict } from '#domain/applicability/answer';
import classes from './applicability.module.css';

/** Shapes that are told apart without colour: urgency alone has hues. */
const ICONS: Record<Verdict, TablerIcon> = {
  'third-party-ccc': IconCertificate,
  'self-declaration': IconSignature,
  released: IconDoorExit,
  'not-required': IconCircleMinus,
  exempt: IconTicket,
  'never-in-scope': IconCircleOff,
  undecided: IconHelpHexagon,
};

export function VerdictIcon({ verdict, size = 14 }: { verdict: Verdict; size?: number }) {
  const Icon = ICONS[verdict];
  return <Icon size={size} stroke={size > 20 ? 1.5 : 1.75} aria-hidden />;
}

/** The verdict in a row: icon and word; what is not decided stands in a dashed frame. */
export function VerdictTag({ verdict }: { verdict: Verdict }) {
  const { t } = useTranslation('applicability');
  return (
    <span className={`${classes.tag} ${verdict === 'undecided' ? classes.tagOpen : ''}`}>
      <VerdictIcon verdict={verdict} />
      {t(`verdict.${verdict}`)}
    </span>
  );
}
