/** Classes of SQL states that say "try again": connection, resources, operator's stop, conflicting transactions. */
const PASSING = /^(?:08|53|57|40)/;

/** Whether an error may be gone the next time: then the work is left for the next ring instead of being marked failed. */
export function isTransient(error: unknown): boolean {
  const { code, driverError, message } = error as {
    code?: unknown;
    driverError?: { code?: unknown };
    message?: unknown;
  };
  const state = driverError?.code ?? code;
  if (typeof state === 'string' && (PASSING.test(state) || /^E(?:CONN|PIPE|TIMEDOUT)/.test(state))) return true;
  return (
    typeof message === 'string' && /Connection terminated|Client has encountered a connection error/i.test(message)
  );
}
