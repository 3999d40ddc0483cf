import {
  getKernel,
  registerKernel,
  unregisterKernel,
  type KernelConfig,
  type KernelFunc,
  type NamedAttrMap,
  type NamedTensorInfoMap,
  type TensorInfo,
} from '@tensorflow/tfjs-core';

/** What a kernel of ours is called with. `Backend` is the class of tfjs that owns the tensors. */
export interface KernelCall<Backend> {
  readonly inputs: NamedTensorInfoMap;
  readonly attributes: NamedAttrMap;
  readonly backend: Backend;
  /** Runs the kernel of tfjs instead, for cases that ours does not cover. */
  readonly stock: () => TensorInfo;
}

type BackendClass<Backend> = abstract new (...parameters: never[]) => Backend;

const replaced = new Set<string>();

/**
 * Puts our kernel in place of the one that tfjs registered, or adds one that tfjs lacks. Doing so twice changes nothing.
 */
export function replaceKernel<Backend>(
  backendName: string,
  backendClass: BackendClass<Backend>,
  kernelName: string,
  kernel: (call: KernelCall<Backend>) => TensorInfo,
): void {
  const key = `${backendName}:${kernelName}`;
  if (replaced.has(key)) return;
  replaced.add(key);
  // Typed as always found; tfjs answers undefined.
  const config = getKernel(kernelName, backendName) as KernelConfig | undefined;
  if (config) unregisterKernel(kernelName, backendName);
  const kernelFunc: KernelFunc = (call) => {
    const { backend } = call;
    if (!(backend instanceof backendClass)) throw new TypeError(`${kernelName}: the backend is not ${backendName}.`);
    const stock = (): TensorInfo => {
      if (!config) throw new Error(`${kernelName}: ${backendName} has no kernel for these arguments.`);
      const output = config.kernelFunc(call);
      return Array.isArray(output) ? singleOutput(output, kernelName) : output;
    };
    return kernel({ inputs: call.inputs, attributes: call.attrs ?? {}, backend, stock });
  };
  // The stock set-up prepares stock(), and a WASM kernel only once its module is loaded.
  registerKernel({ kernelName, backendName, kernelFunc, ...(config?.setupFunc && { setupFunc: config.setupFunc }) });
}

/** An input by its name in tfjs's kernel signature. */
export function kernelInput(inputs: NamedTensorInfoMap, name: string): TensorInfo {
  const input = inputs[name];
  if (!input) throw new TypeError(`The kernel was called without its input "${name}".`);
  return input;
}

function singleOutput(outputs: readonly TensorInfo[], kernelName: string): TensorInfo {
  const [output] = outputs;
  if (!output) throw new Error(`${kernelName} returned no output.`);
  return output;
}
