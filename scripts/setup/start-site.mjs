import { spawn } from 'node:child_process';
import path from 'node:path';
import { Failure, runCommand } from './failure.mjs';
import { installPackages } from './install.mjs';
import { root } from './paths.mjs';
import { readPort, requireFreePort } from './port.mjs';
import { announce, projectNode, run, tool, toolEnvironment } from './processes.mjs';

const STANDARD_PORT = 4321;

/** `npm start`: installs what is missing, builds the site and serves it until Ctrl-C. */
export async function main() {
  await runCommand(async () => {
    const port = readPort(process.env.PORT, STANDARD_PORT);
    await requireFreePort(port);
    await installPackages();
    await buildSite();
    process.exitCode = await serve(port);
  });
}

async function buildSite() {
  const [command = '', ...first] = tool('astro');
  await announce('Building the site', async () => {
    const { code, output } = await run(command, [...first, 'build'], { capture: true, env: toolEnvironment() });
    if (code !== 0) throw new Failure(`${output.trimEnd()}\nThe site could not be built, for the reason above.`);
  });
}

/**
 * Serves dist until this process is asked to end.
 *
 * @param {number} port
 * @returns {Promise<number>} exit status
 */
function serve(port) {
  return new Promise((resolve) => {
    const script = path.join(root, 'scripts', 'serve.mjs');
    const server = spawn(projectNode, [script, String(port)], { cwd: root, env: toolEnvironment(), stdio: 'inherit' });
    // The terminal sends Ctrl-C to the server too; a signal from elsewhere reaches only this process.
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => server.kill(signal));
    server.on('error', () => resolve(1));
    server.on('close', (code) => resolve(code ?? 0));
  });
}
