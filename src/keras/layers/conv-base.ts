import type { Shape } from '@tensorflow/tfjs-layers';
import { ValueError } from '../errors.ts';
import { at } from '../utils/lists.ts';
import { KernelLayer, type KernelParameters } from './kernel-layer.ts';
import { oneShape } from './shape.ts';
import { checkedPadding, requireChannelsLast, type Padding, type Size } from './window.ts';

export interface ConvParameters extends KernelParameters {
  /** Number of output channels. */
  readonly filters?: number;
  readonly kernelSize?: Size;
  readonly strides?: Size;
  readonly padding?: Padding;
  readonly dataFormat?: 'channels_last' | null;
  /** Distance between the cells that a filter reads. */
  readonly dilationRate?: Size;
  /** Parts into which the channels are cut; each has filters of its own. */
  readonly groups?: number;
}

export const CONV_NAMES = [
  'filters',
  'kernelSize',
  'strides',
  'padding',
  'dataFormat',
  'dilationRate',
  'groups',
  'activation',
  'useBias',
] as const;

/** What the windowed layers share: sizes for each axis, checked. */
export abstract class ConvBase extends KernelLayer {
  readonly kernelSize: readonly number[];
  readonly strides: readonly number[];
  readonly dilationRate: readonly number[];
  readonly padding: Padding;

  /**
   * @param rank 1 for sequences, 2 for images.
   * @param own what the layer was built with besides the window and the kernel's arguments.
   */
  constructor(rank: number, layer: string, parameters: ConvParameters, own: Readonly<Record<string, unknown>>) {
    const { kernelSize, strides = 1, padding = 'valid', dilationRate = 1, dataFormat, ...kernel } = parameters;
    if (kernelSize === undefined) throw new ValueError(`${layer}: pass kernelSize.`);
    requireChannelsLast(dataFormat, layer);
    const window = {
      kernelSize: perAxis(kernelSize, rank, `${layer}: kernelSize`),
      strides: perAxis(strides, rank, `${layer}: strides`),
      padding: checkedPadding(padding, layer),
      dataFormat: 'channels_last',
      dilationRate: perAxis(dilationRate, rank, `${layer}: dilationRate`),
    };
    super(kernel, { ...own, ...window });
    this.kernelSize = window.kernelSize;
    this.strides = window.strides;
    this.padding = window.padding;
    this.dilationRate = window.dilationRate;
    this.inputRequirements = { ndim: rank + 2 };
  }

  /** Channels of the input. @throws {ValueError} when they are open. */
  protected channelsOf(inputShape: Shape | Shape[]): number {
    const shape = oneShape(inputShape);
    const channels = shape.at(-1);
    if (typeof channels !== 'number') {
      throw new ValueError(`layer '${this.name}': the channels of its input must be known, got [${shape.join(', ')}].`);
    }
    this.inputRequirements = { ndim: shape.length, lastAxis: channels };
    return channels;
  }
}

/** A positive integer for each axis. */
export function perAxis(size: Size, rank: number, what: string): number[] {
  const sizes = typeof size === 'number' ? new Array<number>(rank).fill(size) : [...size];
  if (sizes.length !== rank || sizes.some((value) => !Number.isInteger(value) || value < 1)) {
    throw new ValueError(`${what} must be ${rank} positive integers or one, got [${sizes.join(', ')}].`);
  }
  return sizes;
}

/** The size along height and width; a sequence is an image of one row. */
export function asRowsAndColumns(sizes: readonly number[]): readonly [number, number] {
  return sizes.length === 1 ? [1, at(sizes, 0)] : [at(sizes, 0), at(sizes, 1)];
}
