import type { AdapterKind } from './adapter-kind.ts';

/** Kernels of which there are several programs. */
export type KernelFamily = 'convolution' | 'inputGradient' | 'filterGradient' | 'matrixProduct';

/** How a program keeps its sums and operands: in registers alone, with tiles in workgroup memory, or as tfjs does. */
export type KernelVariant = 'register' | 'workgroup' | 'stock';

const families: readonly KernelFamily[] = ['convolution', 'inputGradient', 'filterGradient', 'matrixProduct'];
const choice = new Map<KernelFamily, KernelVariant>();

/** What a kernel family runs from now on. */
export function chooseVariant(family: KernelFamily, variant: KernelVariant): void {
  choice.set(family, variant);
}

/** What a kernel family runs. */
export function chosenVariant(family: KernelFamily): KernelVariant {
  return choice.get(family) ?? 'stock';
}

/** Chooses without a measurement: a software adapter pays for barriers, and a GPU has threads to share its reads. */
export function setStaticChoice(adapter: AdapterKind): void {
  for (const family of families) chooseVariant(family, adapter === 'software' ? 'register' : 'workgroup');
}
