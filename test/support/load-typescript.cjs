// Lets plain Node load the launcher's TypeScript: Jest's global set-up runs outside of Jest's own transforms, and tests
// must not depend on a build being fresh.
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { transformSync } = require('@swc/core');

Module._extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
    filename,
    module: { type: 'commonjs' },
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
      keepClassNames: true,
    },
    sourceMaps: 'inline',
  });
  module._compile(code, filename);
};

const resolve = Module._resolveFilename;
Module._resolveFilename = (request, parent, ...rest) => {
  const fromTypescript = parent?.filename?.endsWith('.ts') && request.startsWith('.') && request.endsWith('.js');
  return resolve(fromTypescript ? request.replace(/\.js$/, '.ts') : request, parent, ...rest);
};
