import { Tenant } from './tenant.entity.js';
import { Client } from './client.entity.js';
import { Member } from './member.entity.js';
import { Contact } from './contact.entity.js';
import { Factory } from './factory.entity.js';
import { ClientFactory } from './client-factory.entity.js';
import { CatalogueClass } from './catalogue-class.entity.js';
import { ReferenceVersion } from './reference-version.entity.js';
import { ReferenceRecord } from './reference-record.entity.js';
import { Product } from './product.entity.js';
import { ApplicabilityCheck } from './applicability-check.entity.js';
import { Certificate } from './certificate.entity.js';
import { Import } from './import.entity.js';
import { ImportRow } from './import-row.entity.js';
import { Deadline } from './deadline.entity.js';
import { DeadlineMove } from './deadline-move.entity.js';
import { Ladder } from './ladder.entity.js';
import { Letterhead } from './letterhead.entity.js';
import { Mail } from './mail.entity.js';
import { Reminder } from './reminder.entity.js';
import { Event } from './event.entity.js';
import { Note } from './note.entity.js';
import { PlanningValueRow } from './planning-value.entity.js';
import { RoutePlan } from './route-plan.entity.js';
import { IdempotencyKey } from './idempotency-key.entity.js';

/** Every table the program writes or reads through TypeORM; the schema test compares each with the database. */
export const ENTITIES = [
  Tenant,
  Client,
  Member,
  Contact,
  Factory,
  ClientFactory,
  CatalogueClass,
  ReferenceVersion,
  ReferenceRecord,
  Product,
  ApplicabilityCheck,
  Certificate,
  Import,
  ImportRow,
  Deadline,
  DeadlineMove,
  Ladder,
  Letterhead,
  Mail,
  Reminder,
  Event,
  Note,
  PlanningValueRow,
  RoutePlan,
  IdempotencyKey,
];
