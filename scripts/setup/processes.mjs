import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { course, packageFolder } from './paths.mjs';

/**
 * @typedef {object} Ending
 * @property {number} code exit status; 1 when the process was ended by a signal or could not start
 * @property {string} output stdout and stderr together when captured, else ''
 */

/** The project's own Node, one of its dependencies; it may be newer than the Node that runs this script. */
export const projectNode = path.join(packageFolder('node'), 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/**
 * Environment in which the project's Node and tools come first on the PATH.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {NodeJS.ProcessEnv}
 */
export function toolEnvironment(env = process.env) {
  // Windows spells it Path; a second spelling would shadow the first.
  const key = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  const directories = [path.dirname(projectNode), packageFolder('.bin'), env[key] ?? ''];
  return { ...env, [key]: directories.join(path.delimiter) };
}

/**
 * Runs a program to its end in the course's folder.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ capture?: boolean, env?: NodeJS.ProcessEnv }} [options] `capture` collects the output instead of showing it
 * @returns {Promise<Ending>}
 */
export function run(command, args, { capture = false, env = process.env } = {}) {
  return new Promise((resolve) => {
    const stdio = capture ? /** @type {const} */ (['ignore', 'pipe', 'pipe']) : 'inherit';
    const child = spawn(command, args, { cwd: course, env, stdio });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (/** @type {string} */ text) => (output += text));
    }
    child.on('error', (error) => resolve({ code: 1, output: `${output}${error.message}\n` }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/**
 * Command line of a tool that is installed in node_modules, run by the project's Node and without a shell.
 *
 * @param {string} packageName
 * @param {string} [binName] where it differs from the package's name
 * @returns {string[]} program and first argument
 */
export function tool(packageName, binName = packageName) {
  const folder = packageFolder(packageName);
  /** @type {{ bin: string | Record<string, string> }} */
  const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const file = typeof bin === 'string' ? bin : bin[binName];
  if (file === undefined) throw new Error(`${packageName} has no program ${binName}.`);
  return [projectNode, path.join(folder, file)];
}

/**
 * Command line of the npm that started this script, else of the one on the PATH. It runs on the user's Node: npm must
 * not run on the one inside node_modules, which it may be about to replace.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string[]} program and first arguments
 */
export function npm(env = process.env) {
  const { npm_execpath: script, npm_node_execpath: node } = env;
  if (script !== undefined && existsSync(script) && /\.c?js$/.test(script)) return [node ?? process.execPath, script];
  return process.platform === 'win32' ? ['cmd.exe', '/c', 'npm'] : ['npm'];
}

/**
 * Says what goes on, does it, and says how long it took.
 *
 * @template T
 * @param {string} label such as 'Building the site'
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function announce(label, work) {
  const start = performance.now();
  const seconds = () => ((performance.now() - start) / 1000).toFixed(0);
  const line = process.stdout;
  line.write(`${label} ...`);
  const timer = line.isTTY ? setInterval(() => line.write(`\r${label} ... ${seconds()} s`), 1000) : undefined;
  try {
    const result = await work();
    line.write(line.isTTY ? `\r${label} ... done in ${seconds()} s\n` : ` done in ${seconds()} s\n`);
    return result;
  } catch (error) {
    line.write('\n');
    throw error;
  } finally {
    clearInterval(timer);
  }
}
