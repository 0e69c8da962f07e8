import {
  IconBuilding,
  IconBuildingBank,
  IconEye,
  IconFlask,
  IconGavel,
  IconPencil,
  IconRosetteDiscountCheck,
  type TablerIcon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Party } from '#domain/reference/scheme';
import classes from './party-mark.module.css';

const ICONS: Record<Party, TablerIcon> = {
  consultancy: IconPencil,
  client: IconBuilding,
  laboratory: IconFlask,
  body: IconRosetteDiscountCheck,
  inspector: IconEye,
  customs: IconGavel,
  authority: IconBuildingBank,
};

/** The class that gives what is inside it the party's hue as `--party`. Authorities of the state share one hue. */
export function partyClass(party: Party): string {
  return classes[party] ?? '';
}

/** Whose turn it is: a square mark in the party's hue. Decoration: the word stands beside it. */
export function PartyMark({ party }: { party: Party }) {
  const Icon = ICONS[party];
  return (
    <span className={`${classes.mark} ${partyClass(party)}`} aria-hidden="true">
      <Icon size={12} stroke={1.75} />
    </span>
  );
}

/** Mark and word. */
export function PartyName({ party }: { party: Party }) {
  const { t } = useTranslation('domain');
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: 6 }}>
      <PartyMark party={party} />
      {t(`party.${party}`)}
    </span>
  );
}
