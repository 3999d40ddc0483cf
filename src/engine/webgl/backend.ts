import { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { engine, MaxPoolGrad, ready, setBackend, type TensorInfo } from '@tensorflow/tfjs-core';
import type { BackendModule, DeviceFailure } from '../backend.ts';
import { pool2dGeometry, poolsSideBySide } from '../conv2d-attributes.ts';
import { BackendError } from '../errors.ts';
import { kernelInput, replaceKernel, type KernelCall } from '../replace-kernel.ts';
import { isSoftwareRenderer } from '../software-renderer.ts';
import { MaxPoolGradientProgram } from './max-pool-gradient-program.ts';

/** tfjs on WebGL 2, with the one gradient mended that it gets wrong: for browsers with a GPU and without WebGPU. */
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
    replaceKernel('webgl', MathBackendWebGL, MaxPoolGrad, poolGradient);
    if (!(await setBackend('webgl'))) {
      throw new BackendError('The WebGL context could not be created.', 'Choose another backend, or Automatic.');
    }
    await ready();
    const { backend } = engine();
    if (!(backend instanceof MathBackendWebGL)) {
      throw new BackendError('tfjs started another backend than WebGL.', 'Choose another backend, or Automatic.');
    }
    return { failure: contextLoss(backend.gpgpu.gl.canvas) };
  },
};

/** A lost context answers no read and raises no error: without its event a run would wait for ever. */
function contextLoss(canvas: EventTarget): Promise<DeviceFailure> {
  return new Promise((resolve) => {
    const onLost = () => {
      resolve({ kind: 'deviceLost', message: 'the WebGL context was lost' });
    };
    canvas.addEventListener('webglcontextlost', onLost, { once: true });
  });
}

function poolGradient({ inputs, attributes, backend, stock }: KernelCall<MathBackendWebGL>): TensorInfo {
  const x = kernelInput(inputs, 'input');
  const geometry = pool2dGeometry(x.shape, attributes);
  if (!poolsSideBySide(geometry)) return stock();
  const tensors = [x, kernelInput(inputs, 'output'), kernelInput(inputs, 'dy')];
  return backend.runWebGLProgram(new MaxPoolGradientProgram(geometry), tensors, 'float32');
}
