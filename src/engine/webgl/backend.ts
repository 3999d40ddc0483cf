import '@tensorflow/tfjs-backend-webgl';
import { ready, setBackend } from '@tensorflow/tfjs-core';
import type { BackendModule, DeviceFailure } from '../backend.ts';
import { BackendError } from '../errors.ts';
import { isSoftwareRenderer } from '../software-renderer.ts';

/** tfjs on WebGL 2, as it comes: for browsers with a GPU and without WebGPU. */
export const webglBackend: BackendModule = {
  probe() {
    if (typeof OffscreenCanvas === 'undefined')
      return Promise.resolve({ missing: 'WebGL cannot run in a worker here' });
    const context = new OffscreenCanvas(1, 1).getContext('webgl2');
    if (!context) return Promise.resolve({ missing: 'this browser has no WebGL 2' });
    const extension = context.getExtension('WEBGL_debug_renderer_info');
    const renderer = String(context.getParameter(extension ? extension.UNMASKED_RENDERER_WEBGL : context.RENDERER));
    context.getExtension('WEBGL_lose_context')?.loseContext();
    return Promise.resolve({ adapter: renderer, hardware: !isSoftwareRenderer(renderer) });
  },

  async start() {
    if (!(await setBackend('webgl'))) {
      throw new BackendError('The WebGL context could not be created.', 'Choose another backend, or Automatic.');
    }
    await ready();
    // tfjs owns its context and tells nobody when it is lost: the next read fails and is reported then.
    return { failure: new Promise<DeviceFailure>(() => undefined) };
  },
};
