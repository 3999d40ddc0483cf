import type * as pyodide from 'pyodide';
import { download } from '../datasets/download.ts';
import type { LoadProgress } from '../datasets/load.ts';
import { siteAddress } from '../site-address.ts';
import { forgetSnapshots, keepSnapshot, keptSnapshot } from './memory-snapshot.ts';
import type { Pyodide } from './pyodide.ts';

const { folder, bytes } = import.meta.env.PYODIDE;

type Options = NonNullable<Parameters<typeof pyodide.loadPyodide>[0]>;

/** CPython's own script. */
interface Script {
  readonly default: NonNullable<Options['createPyodideModule']>;
}

/**
 * Starts CPython from the site's own files, and from the memory that an earlier visit has kept.
 *
 * The files are downloaded first, since Pyodide tells nothing of its progress; it finds them in the browser's cache.
 *
 * @throws {DatasetError} when a file cannot be had.
 */
export async function loadPyodideFromSite(
  onProgress: (progress: LoadProgress) => void,
  signal: AbortSignal,
): Promise<Pyodide> {
  const indexURL = siteAddress(`${import.meta.env.BASE_URL.replace(/\/$/, '')}/${folder}`);
  const loaded = new Map<string, number>();
  const totalBytes = Object.values(bytes).reduce((sum, size) => sum + size, 0);
  const [{ loadPyodide }, snapshot] = await Promise.all([
    import('pyodide'),
    keptSnapshot(indexURL),
    ...Object.keys(bytes).map((name) =>
      download(indexURL + name, {
        fetch: globalThis.fetch.bind(globalThis),
        signal,
        onChunk: (receivedBytes) => {
          loaded.set(name, receivedBytes);
          onProgress({ loadedBytes: [...loaded.values()].reduce((sum, size) => sum + size, 0), totalBytes });
        },
      }),
    ),
  ]);
  const { default: createPyodideModule } = (await import(/* @vite-ignore */ `${indexURL}pyodide.asm.js`)) as Script;
  if (snapshot) {
    try {
      const python = await loadPyodide({ indexURL, createPyodideModule, _loadSnapshot: snapshot });
      // Its numbers would otherwise be those of the visit that kept the memory.
      python.runPython('import random; random.seed()');
      return python;
    } catch {
      // It is of another build, or damaged.
      await forgetSnapshots();
    }
  }
  const python = await loadPyodide({ indexURL, createPyodideModule, _makeSnapshot: true });
  void keepSnapshot(indexURL, new Uint8Array(python.makeMemorySnapshot()));
  return python;
}
