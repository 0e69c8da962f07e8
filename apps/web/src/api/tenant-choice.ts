/**
 * The tenant this tab works in. Two tabs may stand in two tenants; a new tab starts where the person last was. It is a
 * wish only: the api checks on every request that the person is a member.
 */
const KEY = 'homolog.tenant';

let chosen: string | null = read();

function read(): string | null {
  try {
    return sessionStorage.getItem(KEY) ?? localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

export function chosenTenant(): string | null {
  return chosen;
}

export function chooseTenant(tenantId: string | null): void {
  chosen = tenantId;
  try {
    for (const storage of [sessionStorage, localStorage]) {
      if (tenantId) storage.setItem(KEY, tenantId);
      else storage.removeItem(KEY);
    }
  } catch {
    // without storage the choice lasts as long as the page
  }
}
