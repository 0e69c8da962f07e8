import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { getMetadataStorage } from 'class-validator';
import { ACCESS, type Access } from '#platform/http/marks';

export interface Route {
  /** e.g. `GET /api/members/:id` */
  name: string;
  method: string;
  path: string;
  access: Access | undefined;
  /** names in the path, without their colons */
  params: string[];
  /** fields of its body and query that hold ids */
  idFields: string[];
}

/** Body and query among the kinds of arguments Nest gives a handler. */
const INPUTS = [3, 4];

/** Every route of the running program, as Nest's controllers declare them. */
export function routesOf(app: NestFastifyApplication): Route[] {
  const routes: Route[] = [];
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [...module.controllers.values()]);
  for (const { metatype } of new Set(controllers)) {
    const prototype = (metatype as { prototype: Record<string, unknown> }).prototype;
    const prefix = Reflect.getMetadata(PATH_METADATA, metatype as object) as string;
    for (const key of Object.getOwnPropertyNames(prototype)) {
      const handler = Object.getOwnPropertyDescriptor(prototype, key)?.value as object | undefined;
      if (typeof handler !== 'function' || !Reflect.hasMetadata(METHOD_METADATA, handler)) continue;
      const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod];
      const path = `/${[prefix, Reflect.getMetadata(PATH_METADATA, handler) as string]
        .map((part) => part.replace(/^\/|\/$/g, ''))
        .filter(Boolean)
        .join('/')}`;
      const access = Reflect.getMetadata(ACCESS, handler) as Access | undefined;
      const params = [...path.matchAll(/:(\w+)/g)].map(([, param]) => param!);
      const idFields = idFieldsOf(metatype as object, prototype, key);
      routes.push({ name: `${method} ${path}`, method: method!, path, access, params, idFields });
    }
  }
  return routes.sort((one, other) => one.name.localeCompare(other.name));
}

function idFieldsOf(controller: object, prototype: object, key: string): string[] {
  const given = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, key) ?? {}) as Record<string, { index: number }>;
  const types = (Reflect.getMetadata('design:paramtypes', prototype, key) ?? []) as (new () => object)[];
  return Object.entries(given)
    .filter(([kind]) => INPUTS.includes(Number(kind.split(':')[0])))
    .flatMap(([, { index }]) =>
      getMetadataStorage()
        .getTargetValidationMetadatas(types[index]!, '', false, false)
        .filter(({ name }) => name === 'isUuid')
        .map(({ propertyName }) => propertyName),
    );
}
