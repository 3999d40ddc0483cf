/**
 * CPython's memory as it is after its start, kept by the browser: who has it need not start CPython a second time. Its 31 MB are
 * compressed to 6. Nothing of a reader's is in it, since it is taken before any program runs.
 *
 * Browsers have a cache on secure origins alone, and may empty it; then CPython starts as at the first visit.
 */

const CACHE = 'duet-python';

/** What is kept under this address, or null. */
export async function keptSnapshot(address: string): Promise<ArrayBuffer | null> {
  try {
    const kept = await (await caches.open(CACHE)).match(address);
    return kept?.body ? await read(kept.body.pipeThrough(new DecompressionStream('gzip'))) : null;
  } catch {
    return null;
  }
}

/** Keeps it in place of those of other versions, where the browser lets us. */
export async function keepSnapshot(address: string, snapshot: Uint8Array<ArrayBuffer>): Promise<void> {
  try {
    await forgetSnapshots();
    const compressed = await read(new Blob([snapshot]).stream().pipeThrough(new CompressionStream('gzip')));
    await (await caches.open(CACHE)).put(address, new Response(compressed));
  } catch {
    // Then the next visit starts CPython as this one did.
  }
}

/** Deletes all that is kept. */
export async function forgetSnapshots(): Promise<void> {
  if ('caches' in globalThis) await caches.delete(CACHE);
}

async function read(stream: ReadableStream): Promise<ArrayBuffer> {
  return await new Response(stream).arrayBuffer();
}
