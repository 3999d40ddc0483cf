/** Looks for a GPU without loading tfjs, so that a page may ask before any run. */
import type { BackendProbe } from '../backend.ts';
import { isSoftwareRenderer } from '../software-renderer.ts';

/** The adapter that WebGPU would run on here, or the reason why there is none. */
export async function probeWebgpu(): Promise<BackendProbe | { readonly missing: string }> {
  // Typed as always there; older browsers and insecure origins have none.
  const gpu = navigator.gpu as GPU | undefined;
  if (!gpu) return { missing: 'this browser has no WebGPU' };
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) return { missing: 'WebGPU finds no adapter' };
  return { adapter: nameOf(adapter.info), hardware: isHardware(adapter.info) };
}

/** Whether a real GPU is behind an adapter. */
export function isHardware(info: GPUAdapterInfo): boolean {
  return !(info.isFallbackAdapter || isSoftwareRenderer(nameOf(info)));
}

function nameOf({ vendor, architecture, description }: GPUAdapterInfo): string {
  return [vendor, architecture, description].filter(Boolean).join(' ');
}
