import type { AdapterKind } from './adapter-kind.ts';

/** Kernels of which there are several programs. */
export const kernelFamilies = ['convolution', 'inputGradient', 'filterGradient', 'matrixProduct'] as const;
export type KernelFamily = (typeof kernelFamilies)[number];

/** How a program keeps its sums and operands: in registers alone, with tiles in workgroup memory, or as tfjs does. */
export const kernelVariants = ['register', 'workgroup', 'stock'] as const;
export type KernelVariant = (typeof kernelVariants)[number];

const choice = new Map<KernelFamily, KernelVariant>();
const fallbacks = new Set<string>();

/** What a kernel family runs from now on. */
export function chooseVariant(family: KernelFamily, variant: KernelVariant): void {
  choice.set(family, variant);
}

/** What a kernel family runs. */
export function chosenVariant(family: KernelFamily): KernelVariant {
  return choice.get(family) ?? 'stock';
}

/**
 * Chooses without a measurement, where nothing is chosen yet: a software adapter pays for barriers, and a GPU has threads
 * to share its reads.
 */
export function setStaticChoice(adapter: AdapterKind): void {
  for (const family of kernelFamilies) {
    if (!choice.has(family)) chooseVariant(family, adapter === 'software' ? 'register' : 'workgroup');
  }
}

/** Notes that a program does not compile on this adapter, for {@link kernelFallbacks}. */
export function noteFallback(family: KernelFamily, variant: KernelVariant, reason: string): void {
  fallbacks.add(`${family}, ${variant}: ${reason}`);
}

/** Programs of ours that do not compile on this adapter, each with the reason; others run in their place. */
export function kernelFallbacks(): readonly string[] {
  return [...fallbacks];
}
