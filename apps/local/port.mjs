// @ts-check
import { createServer } from 'node:net';
import { Trouble } from './terminal.mjs';

/**
 * Why nobody can listen there, or null. "localhost" may mean ::1 in a browser, so a stranger there counts as well.
 *
 * @param {string} host
 * @param {number} port
 * @returns {Promise<string | null>} the error's code, e.g. EADDRINUSE
 */
export async function portProblem(host, port) {
  const problem = await tryListening(host, port);
  if (problem || host !== '127.0.0.1') return problem;
  return (await tryListening('::1', port)) === 'EADDRINUSE' ? 'EADDRINUSE' : null;
}

/** @param {string} host @param {number} port */
export async function assertPortFree(host, port) {
  const problem = await portProblem(host, port);
  if (problem === 'EADDRINUSE') {
    let other = port + 1;
    while (other < 65535 && (await portProblem(host, other))) other++;
    throw new Trouble(
      `Port ${port} is in use. Stop what listens there, or choose another: HOMOLOG_PORT=${other} npm start`,
    );
  }
  if (problem === 'EACCES')
    throw new Trouble(`Port ${port} is reserved for root. Choose one above 1023 with HOMOLOG_PORT.`);
  if (problem)
    throw new Trouble(
      `Nobody can listen on ${host} port ${port} here (${problem}). See HOMOLOG_HOST and HOMOLOG_PORT.`,
    );
}

/** @param {string} host @param {number} port @returns {Promise<string | null>} */
function tryListening(host, port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve(/** @type {NodeJS.ErrnoException} */ (error).code ?? 'error'));
    try {
      server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(null)));
    } catch {
      resolve('out of range');
    }
  });
}
