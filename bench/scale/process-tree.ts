import { readdirSync, readFileSync } from 'node:fs';

const MILLISECONDS_BETWEEN = 250;
const PAGE_BYTES = 4096;

/**
 * Watches the memory of a process and of all that it has started. Linux tells it, and no other system does: 0 there.
 *
 * @returns what ends the watch, and returns the largest sum of resident bytes that was seen
 */
export function watchMemory(pid: number): () => number {
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, residentBytes(pid));
  }, MILLISECONDS_BETWEEN);
  return () => {
    clearInterval(timer);
    return peak;
  };
}

function residentBytes(root: number): number {
  const processes = readProcesses();
  const sumOf = (pid: number): number => {
    const children = processes.filter((process) => process.parent === pid);
    const own = processes.find((process) => process.pid === pid)?.bytes ?? 0;
    return children.reduce((sum, child) => sum + sumOf(child.pid), own);
  };
  return sumOf(root);
}

function readProcesses() {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        // After the program's name, which may hold anything, come its state and its parent.
        const fields = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
        return [{ pid: Number(name), parent: Number(fields[1]), bytes: Number(fields[21]) * PAGE_BYTES }];
      } catch {
        // It has ended meanwhile.
        return [];
      }
    });
}
