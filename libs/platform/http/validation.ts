import { type ArgumentMetadata, ValidationPipe, type ValidationError } from '@nestjs/common';
import { BadInput, type FieldFault } from '#domain/errors';
import { storable } from '#domain/register/text';

/** Refuses unknown fields and wrong shapes with one fault per broken rule, each naming the field as a path. */
export function validationPipe(): ValidationPipe {
  return new StorablePipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    stopAtFirstError: false,
    transformOptions: { exposeUnsetFields: false },
    exceptionFactory: (errors) => new BadInput('invalid-input', flatten(errors)),
  });
}

/** Refuses what no database takes as text (NUL, halves of a character) wherever a field's own rule let it stand. */
class StorablePipe extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const input: unknown = await super.transform(value, metadata);
    // What our own decorators hand over does not come from outside.
    const field = metadata.type === 'custom' ? null : unstorable(input);
    if (field === null) return input;
    throw new BadInput('invalid-input', [
      { field, code: 'not-text', detail: `${field || 'The value'} holds a character that is none.` },
    ]);
  }
}

/** Path of the first text or name of a field that cannot be stored; null when there is none. */
function unstorable(value: unknown, path = ''): string | null {
  if (typeof value === 'string') return storable(value) === value ? null : path;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    const field = path ? `${path}.${storable(key)}` : storable(key);
    const found = storable(key) === key ? unstorable(inner, field) : field;
    if (found !== null) return found;
  }
  return null;
}

function flatten(errors: ValidationError[], path = ''): FieldFault[] {
  return errors.flatMap((error) => {
    const field = path ? `${path}.${error.property}` : error.property;
    const own = Object.entries(error.constraints ?? {}).map(([rule, detail]) => ({
      field,
      code: rule === 'whitelistValidation' ? 'unknown-field' : kebab(rule),
      detail,
    }));
    return [...own, ...flatten(error.children ?? [], field)];
  });
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
