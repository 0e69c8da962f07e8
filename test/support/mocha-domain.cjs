// How the tests of the rules run under Mocha, for mutation runs only: loaded once and run again for each mutant, which
// Jest cannot. They are written for Jest; its expect and its each are packages of their own.
const { existsSync } = require('node:fs');
const Module = require('node:module');
const { dirname, join, resolve } = require('node:path');
const { transformSync } = require('@swc/core');
const { expect } = require('expect');
const { bind } = require('jest-each');
const Mocha = require('mocha');
const { addHook } = require('pirates');

const root = resolve(__dirname, '..', '..');
const isOwn = (file) => !file.includes('node_modules');

addHook(
  (code, filename) =>
    transformSync(code, {
      filename,
      configFile: false,
      swcrc: false,
      module: { type: 'commonjs' },
      jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    }).code,
  { exts: ['.ts'], matcher: isOwn },
);

const found = Module._resolveFilename;
Module._resolveFilename = function (request, parent, ...rest) {
  if (request === 'fast-check' && parent?.filename && isOwn(parent.filename) && !parent.filename.includes('fewer-runs'))
    return join(root, 'test', 'support', 'fewer-runs.cjs');
  if (request.startsWith('.') && request.endsWith('.js') && parent?.filename?.endsWith('.ts')) {
    const source = resolve(dirname(parent.filename), request.replace(/\.js$/, '.ts'));
    if (existsSync(source)) return source;
  }
  return found.call(this, request, parent, ...rest);
};

const { bdd } = Mocha.interfaces;
/** With what Jest has beside it, as far as the tests of the rules use it. */
Mocha.interfaces.bdd = (suite) => {
  bdd(suite);
  suite.on('pre-require', (context) => {
    context.it.each = bind(context.it, false);
    context.describe.each = bind(context.describe, false);
    Object.assign(context, { test: context.it, expect, beforeAll: context.before, afterAll: context.after });
  });
};
