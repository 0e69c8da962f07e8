/** When a tenant's reminders leave, in hours of the reader's own day. */
export interface ReminderHours {
  /** full hour of the working morning at which planned reminders leave, 0-23 */
  morningHour: number;
  /** nothing leaves from this full hour ... */
  quietFrom: number;
  /** ... until this one; the same hour twice = no quiet hours */
  quietTo: number;
  /** day of the weekly outlook, 1 = Monday */
  outlookWeekday: number;
}

export const DEFAULT_HOURS: ReminderHours = { morningHour: 8, quietFrom: 20, quietTo: 7, outlookWeekday: 1 };

/** Whether a full hour lies in the quiet ones, which may run over midnight. */
export function isQuietHour(
  hour: number,
  { quietFrom, quietTo }: Pick<ReminderHours, 'quietFrom' | 'quietTo'>,
): boolean {
  return quietFrom <= quietTo ? hour >= quietFrom && hour < quietTo : hour >= quietFrom || hour < quietTo;
}

/** Hours that daylight saving skips somewhere: that morning begins an hour later. */
const SKIPPED_SOMEWHERE = 4;

/** What is wrong, or null: a morning in the quiet hours would never come. */
export function hoursFault(hours: ReminderHours): 'reminder-hours.morning-is-quiet' | null {
  const { morningHour } = hours;
  const isQuiet =
    isQuietHour(morningHour, hours) || (morningHour < SKIPPED_SOMEWHERE && isQuietHour(morningHour + 1, hours));
  return isQuiet ? 'reminder-hours.morning-is-quiet' : null;
}
