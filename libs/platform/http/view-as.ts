import { Injectable } from '@nestjs/common';
import type { IncomingHttpHeaders } from 'node:http';
import { Db, isId } from '#database/db';
import { Forbidden, NotFound } from '#domain/errors';
import { may } from '#domain/permissions';
import type { Membership } from './who.js';

export const VIEW_AS_HEADER = 'homolog-view-as';

/** The client company by whose sight a member of staff looks. */
export interface ViewedClient {
  id: string;
  legalName: string;
  legalNameZh: string | null;
}

/** What was asked for is a write, and whoever looks with a client's eyes changes nothing. Answered with 403. */
export class OnlyLooking extends Forbidden {
  override readonly code = 'view-as.read-only';
}

/**
 * Lets a member of staff see exactly what a client sees: the request is handled with the role and the wall of that
 * client, so that no screen and no query has to know of it.
 */
@Injectable()
export class ViewAs {
  constructor(private readonly db: Db) {}

  /**
   * The place as the client's, where the request asks for it.
   *
   * @throws Forbidden without `client.view-as`, OnlyLooking for a request that is no reading one, NotFound when there is no
   *   such client in the tenant
   */
  async placeFor<Place extends Membership>(
    place: Place,
    { method, headers }: { method: string; headers: IncomingHttpHeaders },
  ): Promise<Place> {
    if (!wantsToView(headers)) return place;
    refuseToWrite(method);
    const client = await this.clientOf(place, headers);
    return { ...place, role: 'client', clientId: client.id };
  }

  /** @throws Forbidden, NotFound as above */
  async clientOf(place: Membership, headers: IncomingHttpHeaders): Promise<ViewedClient> {
    if (!may(place.role, 'client.view-as')) throw new Forbidden('client.view-as');
    const id = [headers[VIEW_AS_HEADER]].flat()[0];
    if (!isId(id)) throw new NotFound('client');
    const { tenantId, memberId } = place;
    const [client] = await this.db.inScope({ tenantId, memberId, audience: 'staff' }, () =>
      this.db.read<ViewedClient>(CLIENT, [id]),
    );
    if (!client) throw new NotFound('client');
    return client;
  }
}

/** Whether the request names a client to look as. */
export function wantsToView(headers: IncomingHttpHeaders): boolean {
  return headers[VIEW_AS_HEADER] !== undefined;
}

/** @throws OnlyLooking */
export function refuseToWrite(method: string): void {
  if (method !== 'GET' && method !== 'HEAD') throw new OnlyLooking('to look only');
}

const CLIENT = {
  name: 'view-as.client',
  text: `select id, legal_name as "legalName", legal_name_zh as "legalNameZh" from clients where tenant_id = current_tenant() and id = $1`,
};
