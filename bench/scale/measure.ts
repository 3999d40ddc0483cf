import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '../../scripts/setup/failure.mjs';
import { projectNode, tool, toolEnvironment } from '../../scripts/setup/processes.mjs';
import { watchMemory } from './process-tree.ts';
import type { Project } from './projects.ts';

const DEV_PORT = 4871;
const DEV_MILLISECONDS = 180_000;

/** What building a site takes. */
export interface Build {
  readonly seconds: number;
  readonly peakBytes: number;
  /** Of one chapter's page, not compressed. */
  readonly pageBytes: number;
  /** Of all files. */
  readonly siteBytes: number;
}

/** From the start of the command, in seconds. */
export interface DevStart {
  readonly ready: number;
  /** When a chapter, asked for at once, has been answered. */
  readonly answered: number;
}

/** Builds a site from nothing. */
export async function measureBuild({ folder, page }: Project): Promise<Build> {
  for (const left of ['dist', '.astro', 'node_modules'])
    rmSync(path.join(folder, left), { recursive: true, force: true });
  const start = performance.now();
  const child = startAstro(folder, ['build']);
  const output = collect(child);
  const peak = watchMemory(child.pid ?? 0);
  const [code] = (await once(child, 'close')) as [number | null];
  const seconds = (performance.now() - start) / 1000;
  const peakBytes = peak();
  if (code !== 0) throw new Failure(`${output()}\n${folder} could not be built, for the reason above.`);
  const dist = path.join(folder, 'dist');
  const pageBytes = statSync(path.join(dist, page, 'index.html')).size;
  return { seconds, peakBytes, pageBytes, siteBytes: bytesBelow(dist) };
}

/** Starts dev beside the built site, as it is when someone writes a chapter. */
export async function measureDevStart({ folder, page }: Project): Promise<DevStart> {
  const start = performance.now();
  const seconds = () => (performance.now() - start) / 1000;
  const child = startAstro(folder, ['dev', '--port', String(DEV_PORT)]);
  const output = collect(child);
  const ended = once(child, 'close');
  try {
    let ready = NaN;
    for (;;) {
      if (Number.isNaN(ready) && output().includes('ready in')) ready = seconds();
      const response = await fetch(`http://localhost:${DEV_PORT}/${page}`).catch(() => undefined);
      if (response?.ok) {
        await response.text();
        return { ready: Number.isNaN(ready) ? seconds() : ready, answered: seconds() };
      }
      if (seconds() * 1000 > DEV_MILLISECONDS) throw new Failure(`${output()}\nNo page was answered.`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  } finally {
    child.kill();
    await ended;
  }
}

function startAstro(folder: string, args: readonly string[]) {
  const [, ...astro] = tool('astro');
  const env = { ...toolEnvironment(), ASTRO_TELEMETRY_DISABLED: '1' };
  return spawn(projectNode, [...astro, ...args], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
}

function collect({ stdout, stderr }: ReturnType<typeof startAstro>): () => string {
  let output = '';
  for (const stream of [stdout, stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  return () => output;
}

function bytesBelow(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0);
}
