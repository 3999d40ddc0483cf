/**
 * Choice of the tensor backend: WebGPU, then WebGL, both only with real hardware behind them, then WASM.
 *
 * Each backend is a chunk of its own that loads when it is chosen. tfjs is never left to choose by itself: it would
 * fall back to another backend without a word.
 */
import { BackendError } from './errors.ts';

export type BackendName = 'webgpu' | 'webgl' | 'wasm';

/** A backend that runs. */
export interface ActiveBackend {
  readonly name: BackendName;
  /** One sentence for the reader: why this one. */
  readonly reason: string;
  /** The adapter in the browser's words, or '' where it tells none. */
  readonly adapter: string;
  /** Settles when the device fails behind tfjs's back; never settles where it cannot. */
  readonly failure: Promise<DeviceFailure>;
  /** Gives memory back that is kept for tensors to come, for a backend that keeps any. Nothing may compute meanwhile. */
  readonly releaseMemory?: () => void;
}

/** A GPU device that was lost, ran out of memory, or refused a command. tfjs reports none of these by itself. */
export interface DeviceFailure {
  readonly kind: 'deviceLost' | 'outOfMemory' | 'invalidCommand';
  /** The browser's words. */
  readonly message: string;
}

/** A backend that could run here, found without loading it. */
export interface BackendProbe {
  /** The adapter in the browser's words, or ''. */
  readonly adapter: string;
  /** Whether real hardware runs it. A software adapter is correct and very slow. */
  readonly hardware: boolean;
}

/** One backend: how to find out whether it can run, and how to start it. */
export interface BackendModule {
  /** @returns null and a reason when it cannot run here. */
  probe(): Promise<BackendProbe | { readonly missing: string }>;
  start(probe: BackendProbe): Promise<Pick<ActiveBackend, 'failure' | 'releaseMemory'>>;
}

const titles: Readonly<Record<BackendName, string>> = { webgpu: 'WebGPU', webgl: 'WebGL', wasm: 'WebAssembly' };

/** The backends in the order in which they are tried. Importing a module loads its chunk. */
const modules: Readonly<Record<BackendName, () => Promise<BackendModule>>> = {
  webgpu: async () => (await import('./webgpu/backend.ts')).webgpuBackend,
  webgl: async () => (await import('./webgl/backend.ts')).webglBackend,
  wasm: async () => (await import('./wasm/backend.ts')).wasmBackend,
};

/**
 * Starts the asked backend, or the best one for `auto`.
 *
 * @throws {BackendError} when the asked backend, or for `auto` every one, cannot run here.
 */
export async function startBackend(
  requested: BackendName | 'auto',
  available: typeof modules = modules,
): Promise<ActiveBackend> {
  return requested === 'auto' ? await startBest(available) : await startNamed(requested, available);
}

/** What is found of every backend, in the order in which they are tried, without starting any. */
export async function probeBackends(
  available: typeof modules = modules,
): Promise<(readonly [BackendName, Awaited<ReturnType<BackendModule['probe']>>])[]> {
  return await Promise.all(
    (['webgpu', 'webgl', 'wasm'] as const).map(async (name) => {
      const found = available[name]().then((module) => module.probe());
      return [
        name,
        await found.catch((error: unknown) => ({ missing: `it did not start (${String(error)})` })),
      ] as const;
    }),
  );
}

async function startNamed(name: BackendName, available: typeof modules): Promise<ActiveBackend> {
  const module = await available[name]();
  const probe = await module.probe();
  if ('missing' in probe) {
    throw new BackendError(
      `${titles[name]} was asked for, but ${probe.missing}.`,
      'Choose another backend, or Automatic.',
    );
  }
  const reason = `You chose ${titles[name]}${probe.hardware ? '' : '; its adapter here is software, so it is slow'}.`;
  return await started(name, module, probe, reason);
}

async function startBest(available: typeof modules): Promise<ActiveBackend> {
  const passedOver: string[] = [];
  for (const name of ['webgpu', 'webgl', 'wasm'] as const) {
    try {
      const module = await available[name]();
      const probe = await module.probe();
      if ('missing' in probe) {
        passedOver.push(probe.missing);
      } else if (name !== 'wasm' && !probe.hardware) {
        passedOver.push(`${titles[name]} has only a software adapter`);
      } else {
        return await started(name, module, probe, reasonFor(name, passedOver));
      }
    } catch (error) {
      passedOver.push(`${titles[name]} did not start (${error instanceof Error ? error.message : String(error)})`);
    }
  }
  throw new BackendError(
    `No backend can train here: ${passedOver.join('; ')}.`,
    'Use a browser of the last three years, or allow WebAssembly in this one.',
  );
}

async function started(
  name: BackendName,
  module: BackendModule,
  probe: BackendProbe,
  reason: string,
): Promise<ActiveBackend> {
  return { name, reason, adapter: probe.adapter, ...(await module.start(probe)) };
}

function reasonFor(name: BackendName, passedOver: readonly string[]): string {
  if (passedOver.length === 0) return `${titles[name]} runs on your GPU.`;
  const runs = name === 'wasm' ? 'WebAssembly runs on your processor' : `${titles[name]} runs on your GPU`;
  return `${runs}, because ${passedOver.join(' and ')}.`;
}
