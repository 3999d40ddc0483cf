import { describe, expect, test } from 'vitest';
import {
  startBackend,
  type BackendModule,
  type BackendName,
  type BackendProbe,
  type DeviceFailure,
} from '../../../src/engine/backend.ts';
import { BackendError } from '../../../src/engine/errors.ts';

const hardware: BackendProbe = { adapter: 'Acme X1', hardware: true };
const software: BackendProbe = { adapter: 'SwiftShader', hardware: false };
const silent = new Promise<DeviceFailure>(() => undefined);

type Outcome = BackendProbe | { readonly missing: string } | Error;

/** Backends whose probes end so; `started` lists those that were started, and `loaded` those that were imported. */
function fakes(outcomes: Readonly<Record<BackendName, Outcome>>, startError?: Partial<Record<BackendName, Error>>) {
  const started: [BackendName, BackendProbe][] = [];
  const loaded: BackendName[] = [];
  const fake = (name: BackendName) => (): Promise<BackendModule> => {
    loaded.push(name);
    return Promise.resolve({
      probe() {
        const outcome = outcomes[name];
        return outcome instanceof Error ? Promise.reject(outcome) : Promise.resolve(outcome);
      },
      start(probe) {
        started.push([name, probe]);
        const error = startError?.[name];
        return error ? Promise.reject(error) : Promise.resolve({ failure: silent });
      },
    });
  };
  return { available: { webgpu: fake('webgpu'), webgl: fake('webgl'), wasm: fake('wasm') }, started, loaded };
}

async function errorOf(starting: Promise<unknown>): Promise<BackendError> {
  const outcome = await starting.catch((error: unknown) => error);
  if (!(outcome instanceof BackendError)) expect.fail(`expected a BackendError, got ${String(outcome)}`);
  return outcome;
}

describe('auto', () => {
  test('takes WebGPU where a GPU is behind it, and loads no other', async () => {
    const { available, started, loaded } = fakes({ webgpu: hardware, webgl: hardware, wasm: hardware });
    const backend = await startBackend('auto', available);
    expect(backend).toEqual({
      name: 'webgpu',
      reason: 'WebGPU runs on your GPU.',
      adapter: 'Acme X1',
      failure: silent,
    });
    expect(started).toEqual([['webgpu', hardware]]);
    expect(loaded).toEqual(['webgpu']);
  });

  test('takes WebGL next, and says why', async () => {
    const { available } = fakes({ webgpu: { missing: 'this browser has no WebGPU' }, webgl: hardware, wasm: hardware });
    const { name, reason } = await startBackend('auto', available);
    expect([name, reason]).toEqual(['webgl', 'WebGL runs on your GPU, because this browser has no WebGPU.']);
  });

  test('passes over software adapters, and says so', async () => {
    const { available, started } = fakes({ webgpu: software, webgl: software, wasm: hardware });
    const { name, reason } = await startBackend('auto', available);
    expect(name).toBe('wasm');
    expect(reason).toBe(
      'WebAssembly runs on your processor, because WebGPU has only a software adapter and WebGL has only a software adapter.',
    );
    expect(started.map(([started]) => started)).toEqual(['wasm']);
  });

  test('goes on when a backend does not start, or its probe fails, and says so', async () => {
    const { available } = fakes(
      { webgpu: hardware, webgl: new Error('blocked'), wasm: hardware },
      { webgpu: new Error('no device') },
    );
    const { name, reason } = await startBackend('auto', available);
    expect(name).toBe('wasm');
    expect(reason).toContain('WebGPU did not start (no device) and WebGL did not start (blocked)');
  });

  test('fails with every reason where nothing runs', async () => {
    const { available } = fakes({
      webgpu: { missing: 'this browser has no WebGPU' },
      webgl: { missing: 'this browser has no WebGL 2' },
      wasm: { missing: 'this browser has no WebAssembly' },
    });
    const error = await errorOf(startBackend('auto', available));
    expect(error.message).toBe(
      'No backend can train here: this browser has no WebGPU; this browser has no WebGL 2; this browser has no WebAssembly.',
    );
    expect(error.fix).not.toBe('');
  });
});

describe('a backend asked for by name', () => {
  test('runs though a better one is there', async () => {
    const { available, loaded } = fakes({ webgpu: hardware, webgl: hardware, wasm: hardware });
    const { name, reason } = await startBackend('wasm', available);
    expect([name, reason]).toEqual(['wasm', 'You chose WebAssembly.']);
    expect(loaded).toEqual(['wasm']);
  });

  test('runs on a software adapter, with a word on its speed', async () => {
    const { available } = fakes({ webgpu: software, webgl: hardware, wasm: hardware });
    const { name, reason } = await startBackend('webgpu', available);
    expect([name, reason]).toEqual(['webgpu', 'You chose WebGPU; its adapter here is software, so it is slow.']);
  });

  test('fails where it is missing, and never becomes another one', async () => {
    const { available, started } = fakes({
      webgpu: { missing: 'WebGPU finds no adapter' },
      webgl: hardware,
      wasm: hardware,
    });
    const error = await errorOf(startBackend('webgpu', available));
    expect(error.message).toBe('WebGPU was asked for, but WebGPU finds no adapter.');
    expect(started).toEqual([]);
  });

  test('fails where it does not start', async () => {
    const refused = new BackendError('The WebGL context could not be created.', 'Choose another.');
    const { available, started } = fakes({ webgpu: hardware, webgl: hardware, wasm: hardware }, { webgl: refused });
    expect(await errorOf(startBackend('webgl', available))).toBe(refused);
    expect(started.map(([name]) => name)).toEqual(['webgl']);
  });
});
