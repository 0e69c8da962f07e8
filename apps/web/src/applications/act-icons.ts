import {
  IconArrowBackUp,
  IconArrowsExchange,
  IconBan,
  IconCertificate,
  IconCheck,
  IconClockX,
  IconDoorExit,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerSkipForward,
  IconSend,
  IconX,
  type TablerIcon,
} from '@tabler/icons-react';
import type { ApplicationAct } from '#domain/states/application-status';
import type { StageAct } from '#domain/states/stage-status';

/** What is drawn beside the word of an act. */
export const ACT_ICONS: Record<StageAct | ApplicationAct | 'hand-over', TablerIcon> = {
  start: IconPlayerPlay,
  block: IconPlayerPause,
  resume: IconPlayerPlay,
  complete: IconCheck,
  skip: IconPlayerSkipForward,
  fail: IconX,
  'hand-over': IconArrowsExchange,
  submit: IconSend,
  return: IconArrowBackUp,
  accept: IconCheck,
  hold: IconPlayerPause,
  certify: IconCertificate,
  refuse: IconBan,
  withdraw: IconDoorExit,
  lapse: IconClockX,
};

/** What is done most often comes first; a stage begins before it is done. */
const BY_USE = ['resume', 'start', 'complete', 'block', 'hand-over', 'fail', 'skip'];

export function inOrderOfUse<Offered extends { act: string }>(acts: readonly Offered[]): Offered[] {
  return [...acts].sort((one, other) => BY_USE.indexOf(one.act) - BY_USE.indexOf(other.act));
}
