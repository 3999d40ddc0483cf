import type { Shape } from '@tensorflow/tfjs-layers';
import { ValueError } from '../errors.ts';
import * as regularizers from '../regularizers/index.ts';
import { at } from '../utils/lists.ts';
import { KernelLayer, type KernelParameters } from './kernel-layer.ts';
import { oneShape } from './shape.ts';
import {
  checkedDataFormat,
  checkedPadding,
  inFormat,
  windowCount,
  withChannelsLast,
  type DataFormat,
  type Padding,
  type Size,
} from './window.ts';

export interface ConvParameters extends KernelParameters {
  /** Number of output channels. */
  readonly filters?: number;
  readonly kernelSize?: Size;
  readonly strides?: Size;
  readonly padding?: Padding;
  readonly dataFormat?: DataFormat | null;
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
  readonly dataFormat: DataFormat;

  /**
   * @param rank 1 for sequences, 2 for images.
   * @param own what the layer was built with besides the window and the kernel's arguments.
   */
  constructor(rank: number, layer: string, parameters: ConvParameters, own: Readonly<Record<string, unknown>>) {
    const { kernelSize, strides = 1, padding = 'valid', dilationRate = 1, dataFormat, ...kernel } = parameters;
    if (kernelSize === undefined) throw new ValueError(`${layer}: pass kernelSize.`);
    const window = {
      kernelSize: perAxis(kernelSize, rank, `${layer}: kernelSize`),
      strides: perAxis(strides, rank, `${layer}: strides`),
      padding: checkedPadding(padding, layer, rank === 1 && layer === 'Conv1D'),
      dataFormat: checkedDataFormat(dataFormat, layer),
      dilationRate: perAxis(dilationRate, rank, `${layer}: dilationRate`),
    };
    if (Math.max(...window.strides) > 1 && Math.max(...window.dilationRate) > 1) {
      throw new ValueError(`${layer}: strides and dilationRate cannot both be larger than 1. Leave one of them at 1.`);
    }
    super(kernel, { ...own, ...window, activityRegularizer: regularizers.get(parameters.activityRegularizer) });
    this.kernelSize = window.kernelSize;
    this.strides = window.strides;
    this.padding = window.padding;
    this.dataFormat = window.dataFormat;
    this.dilationRate = window.dilationRate;
    this.inputRequirements = { minNdim: rank + 2 };
  }

  /** Channels of the input. @throws {ValueError} when they are open. */
  protected channelsOf(inputShape: Shape | Shape[]): number {
    const shape = oneShape(inputShape);
    const axis = this.dataFormat === 'channels_last' ? -1 : 1;
    const channels = shape.at(axis);
    if (shape.length !== this.kernelSize.length + 2) {
      throw new ValueError(
        `layer '${this.name}': expected ndim=${this.kernelSize.length + 2}, found ndim=${shape.length}. ` +
          `Full shape received: [${shape.join(', ')}].`,
      );
    }
    if (typeof channels !== 'number') {
      throw new ValueError(`layer '${this.name}': the channels of its input must be known, got [${shape.join(', ')}].`);
    }
    this.computeOutputShape(shape);
    this.inputRequirements = { ndim: shape.length, axes: { [axis]: channels } };
    return channels;
  }

  /**
   * The shape of what the windows give, with this number of channels.
   *
   * @throws {ValueError} when an axis is shorter than the window.
   */
  protected windowedShape(inputShape: Shape | Shape[], channels: number | null): Shape {
    const shape = withChannelsLast(oneShape(inputShape), this.dataFormat);
    const lengths = this.kernelSize.map((size, axis) =>
      windowCount(shape[axis + 1] ?? null, size, at(this.strides, axis), this.padding, at(this.dilationRate, axis)),
    );
    if (lengths.some((length) => length !== null && length <= 0)) {
      throw new ValueError(
        `layer '${this.name}': the output would have no cells, as its window of ${this.kernelSize.join(' x ')} is larger ` +
          `than the input [${shape.slice(1).join(', ')}]. Use a smaller kernelSize, or padding 'same'.`,
      );
    }
    return inFormat([shape[0] ?? null, ...lengths, channels], this.dataFormat);
  }
}

/** An integer of at least `smallest` for each axis. */
export function perAxis(size: Size, rank: number, what: string, smallest = 1): number[] {
  const sizes = typeof size === 'number' ? new Array<number>(rank).fill(size) : [...size];
  if (sizes.length !== rank || sizes.some((value) => !Number.isInteger(value) || value < smallest)) {
    const kind = smallest === 1 ? 'positive integers' : `integers of at least ${smallest}`;
    throw new ValueError(`${what} must be ${rank} ${kind} or one, got [${sizes.join(', ')}].`);
  }
  return sizes;
}

/** The size along height and width; a sequence is an image of one row. */
export function asRowsAndColumns(sizes: readonly number[]): readonly [number, number] {
  return sizes.length === 1 ? [1, at(sizes, 0)] : [at(sizes, 0), at(sizes, 1)];
}
