import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { BadInput, type FieldFault } from '#domain/errors';

/** Refuses unknown fields and wrong shapes with one fault per broken rule, each naming the field as a path. */
export function validationPipe(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    stopAtFirstError: false,
    transformOptions: { exposeUnsetFields: false },
    exceptionFactory: (errors) => new BadInput('invalid-input', flatten(errors)),
  });
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
