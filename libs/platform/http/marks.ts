import { createParamDecorator, type ExecutionContext, type PipeTransform, SetMetadata } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { isId } from '#database/db';
import { NotFound } from '#domain/errors';
import type { Permission } from '#domain/permissions';
import type { SignedInPerson, Who } from './who.js';

export const ACCESS = 'homolog:access';
export const OWN_TRANSACTION = 'homolog:own-transaction';

/** Who may call an endpoint. Every endpoint carries exactly one; without a mark nobody may. */
export type Access =
  { kind: 'anyone' } | { kind: 'person' } | { kind: 'platform-owner' } | { kind: 'permission'; permission: Permission };

/** @throws Error at load time when an endpoint carries two marks: only the last would hold */
const access =
  (value: Access): MethodDecorator =>
  (target, key, descriptor) => {
    if (Reflect.hasMetadata(ACCESS, descriptor.value as object))
      throw new Error(`${target.constructor.name}.${String(key)} has two access marks`);
    SetMetadata(ACCESS, value)(target, key, descriptor);
  };

/** The permission of the endpoint; the request then runs inside the caller's tenant. */
export const Needs = (permission: Permission) => access({ kind: 'permission', permission });
/** Open to everybody: sign-in, health, the OpenAPI document. */
export const Anyone = () => access({ kind: 'anyone' });
/** Any signed-in person, with or without a tenant. Runs without a tenant. */
export const AnyPerson = () => access({ kind: 'person' });
/** The platform owner. Runs without a tenant. */
export const PlatformOwner = () => access({ kind: 'platform-owner' });

/** A writing endpoint that opens its transactions itself, because something slow (an upload) happens in between. */
export const OwnTransaction = () => SetMetadata(OWN_TRANSACTION, true);

const request = (context: ExecutionContext) => context.switchToHttp().getRequest<FastifyRequest>();

/** Parameter: who asks, inside the tenant. */
export const CurrentWho = createParamDecorator((_: unknown, context: ExecutionContext): Who => request(context).who!);
/** Parameter: the signed-in person, without a tenant. */
export const CurrentPerson = createParamDecorator(
  (_: unknown, context: ExecutionContext): SignedInPerson => request(context).person!,
);

/** `@Param('id', IdPipe)`: what is not an id names nothing, so it is not found. */
export class IdPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!isId(value)) throw new NotFound('this');
    return value;
  }
}
