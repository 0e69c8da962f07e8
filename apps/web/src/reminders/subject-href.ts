import type { ReminderLine } from './reminders.types.js';

/** The page of what is owed: the certificate or the factory. */
export function subjectHref(reminder: Pick<ReminderLine, 'certificateId' | 'factoryId'>): string {
  return reminder.certificateId ? `/certificates/${reminder.certificateId}` : `/factories/${reminder.factoryId}`;
}
