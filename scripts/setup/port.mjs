import { connect, createServer } from 'node:net';
import { Failure } from './failure.mjs';

/**
 * Reads a port from its setting.
 *
 * @param {string | undefined} setting such as the environment variable PORT
 * @param {number} standard
 * @returns {number}
 * @throws {Failure} when it is no number from 1 to 65535
 */
export function readPort(setting, standard) {
  if (setting === undefined || setting === '') return standard;
  const port = Number(setting);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new Failure(`PORT must be a number from 1 to 65535, and it is "${setting}".`);
}

/**
 * Refuses a port that another program serves. A browser may resolve localhost to either address, so both are tried.
 *
 * @param {number} port
 * @throws {Failure} when the port is taken
 */
export async function requireFreePort(port) {
  const answers = await Promise.all(['127.0.0.1', '::1'].map((host) => accepts(host, port)));
  if (!answers.includes(true)) return;
  throw new Failure(
    `Port ${port} is taken by another program: choose another one, as in PORT=${port === 65_535 ? 4321 : port + 1} npm start.`,
  );
}

/** A port that nobody uses now. @returns {Promise<number>} */
export function findFreePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, 'localhost', () => {
      const address = server.address();
      server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0));
    });
  });
}

/** @param {string} host @param {number} port @returns {Promise<boolean>} */
function accepts(host, port) {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const answer = (/** @type {boolean} */ taken) => {
      socket.destroy();
      resolve(taken);
    };
    socket.setTimeout(1000, () => answer(false));
    socket.on('connect', () => answer(true));
    socket.on('error', () => answer(false));
  });
}
