import { bindRequired, type Arguments } from '../../../calling-convention/bind-arguments.ts';
import { ValueError } from '../../errors.ts';
import { pad } from '../../operations/padding.ts';
import type { Tensor } from '../../tensor.ts';
import { initialBias, initialWeight, redraw } from '../default-initialization.ts';
import { conv1d, conv2d, convTranspose2d } from '../functional/convolution.ts';
import { expandSizes, type Sizes } from '../functional/sizes.ts';
import { Module } from '../module.ts';
import { UninitializedParameter, type Parameter } from '../parameter.ts';
import { formatKeywords } from '../python-values.ts';
import { filterOrder } from '../storage-orders.ts';

interface LazyConvolutionParameters {
  readonly outChannels: number;
  readonly kernelSize: Sizes;
  readonly stride?: Sizes;
  /** Pixels on both sides of each axis; 'same' keeps the size of the image, 'valid' is none. */
  readonly padding?: Sizes | 'same' | 'valid';
  readonly dilation?: Sizes;
  /** Parts into which the channels are cut; each has filters of its own. */
  readonly groups?: number;
  readonly bias?: boolean;
  /** What the pixels around the image are. */
  readonly paddingMode?: PaddingMode;
}

type PaddingMode = 'zeros' | 'reflect' | 'replicate' | 'circular';

interface ConvolutionParameters extends LazyConvolutionParameters {
  readonly inChannels: number;
}

const LAZY_NAMES = [
  'outChannels',
  'kernelSize',
  'stride',
  'padding',
  'dilation',
  'groups',
  'bias',
  'paddingMode',
] as const;
const NAMES = ['inChannels', ...LAZY_NAMES] as const;
type ConvolutionArguments = Arguments<ConvolutionParameters, typeof NAMES>;

/** Where the shape of a weight begins: the filters are the first axis, or, transposed, the second. */
type WeightLayout = 'filters first' | 'channels first';

/** What all convolutions share. */
abstract class Convolution extends Module {
  inChannels: number;
  readonly outChannels: number;
  readonly kernelSize: readonly number[];
  readonly stride: readonly number[];
  readonly padding: readonly number[] | 'same' | 'valid';
  readonly dilation: readonly number[];
  readonly groups: number;
  readonly paddingMode: PaddingMode;
  weight: Parameter;
  bias: Parameter | null;
  readonly #weightLayout: WeightLayout;

  constructor(rank: 1 | 2, given: ConvolutionParameters, weightLayout: WeightLayout = 'filters first') {
    super();
    const { inChannels, outChannels, kernelSize } = given;
    const { stride = 1, padding = 0, dilation = 1, groups = 1, bias = true, paddingMode = 'zeros' } = given;
    this.inChannels = inChannels;
    this.outChannels = outChannels;
    this.kernelSize = expandSizes(kernelSize, rank, 'kernel_size');
    this.stride = expandSizes(stride, rank, 'stride');
    this.padding = typeof padding === 'string' ? padding : expandSizes(padding, rank, 'padding');
    this.dilation = expandSizes(dilation, rank, 'dilation');
    this.groups = groups;
    this.paddingMode = paddingMode;
    this.#weightLayout = weightLayout;
    this.#check();
    const shape = this.#weightShape();
    const isLazy = inChannels === 0;
    this.weight = isLazy ? new UninitializedParameter() : initialWeight(shape, filterOrder(rank));
    this.bias = !bias ? null : isLazy ? new UninitializedParameter() : initialBias(outChannels, shape);
  }

  /** Gives a lazy layer its weights. */
  protected initialize(inChannels: number): void {
    this.inChannels = inChannels;
    const shape = this.#weightShape();
    this.weight = initialWeight(shape, filterOrder(this.kernelSize.length));
    this.bias &&= initialBias(this.outChannels, shape);
  }

  /** Draws weight and bias anew. */
  resetParameters(): void {
    redraw(this.weight, this.bias);
  }

  /** The input, with pixels of `paddingMode` around it, and the options of the convolution that follows. */
  protected prepared(x: Tensor) {
    const { bias, stride, padding, dilation, groups, paddingMode } = this;
    if (paddingMode === 'zeros') return [x, { bias, stride, padding, dilation, groups }] as const;
    const wide = pad(x, this.#pixelsAround(), { mode: paddingMode });
    return [wide, { bias, stride, padding: 0, dilation, groups }] as const;
  }

  /** Pixels before and after each axis, the last axis first. */
  #pixelsAround(): number[] {
    const { padding, kernelSize, dilation } = this;
    const pairs = kernelSize.map((size, axis) => {
      if (padding === 'valid') return [0, 0];
      if (padding !== 'same') return [padding[axis] ?? 0, padding[axis] ?? 0];
      const both = (dilation[axis] ?? 1) * (size - 1);
      return [Math.floor(both / 2), Math.ceil(both / 2)];
    });
    return pairs.reverse().flat();
  }

  override extraRepr(): string {
    const zeros = this.kernelSize.map(() => 0);
    const keywords = formatKeywords({
      kernel_size: this.kernelSize,
      stride: this.stride,
      padding: isEqual(this.padding, zeros) ? undefined : this.padding,
      dilation: this.dilation.every((step) => step === 1) ? undefined : this.dilation,
      output_padding: this.outputPaddingRepr(),
      groups: this.groups === 1 ? undefined : this.groups,
      bias: this.bias ? undefined : false,
      padding_mode: this.paddingMode === 'zeros' ? undefined : this.paddingMode,
    });
    return `${this.inChannels}, ${this.outChannels}, ${keywords}`;
  }

  /** What is printed of a transposed convolution alone. */
  protected outputPaddingRepr(): readonly number[] | undefined {
    return undefined;
  }

  #weightShape(): number[] {
    const { inChannels, outChannels, groups, kernelSize } = this;
    return this.#weightLayout === 'filters first'
      ? [outChannels, inChannels / groups, ...kernelSize]
      : [inChannels, outChannels / groups, ...kernelSize];
  }

  #check(): void {
    const { inChannels, outChannels, groups, padding, stride, paddingMode } = this;
    if (groups <= 0) throw new ValueError('groups must be a positive integer');
    if (inChannels % groups !== 0) throw new ValueError('in_channels must be divisible by groups');
    if (outChannels % groups !== 0) throw new ValueError('out_channels must be divisible by groups');
    if (!['zeros', 'reflect', 'replicate', 'circular'].includes(paddingMode)) {
      throw new ValueError(
        `padding_mode must be one of {'zeros', 'reflect', 'replicate', 'circular'}, but got padding_mode='${paddingMode}'`,
      );
    }
    if (typeof padding !== 'string') return;
    if (!['same', 'valid'].includes(padding)) {
      throw new ValueError(`Invalid padding string '${padding}', should be one of {'valid', 'same'}`);
    }
    if (padding === 'same' && stride.some((step) => step !== 1)) {
      throw new ValueError("padding='same' is not supported for strided convolutions", 'Give the padding as numbers.');
    }
  }
}

/**
 * Convolution of sequences, as torch.nn.Conv1d: x [N, inChannels, L] -> [N, outChannels, L'].
 *
 * Call: `new Conv1d(inChannels, outChannels, kernelSize, stride, padding, dilation, groups, bias)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.Conv1d.html
 */
export class Conv1d extends Convolution {
  constructor(...values: ConvolutionArguments) {
    super(1, bindRequired<ConvolutionParameters>(NAMES, 3, values));
  }

  override forward(x: Tensor): Tensor {
    const [padded, options] = this.prepared(x);
    return conv1d(padded, this.weight, options);
  }
}

/**
 * Convolution of images, as torch.nn.Conv2d: x float32 [N, inChannels, H, W] -> float32 [N, outChannels, H', W'],
 * H' = ⌊(H + 2 padding - dilation (k - 1) - 1) / stride⌋ + 1.
 *
 * Call: `new Conv2d(inChannels, outChannels, kernelSize, stride, padding, dilation, groups, bias, paddingMode)`.
 *
 * Weight [outChannels, inChannels / groups, kh, kw] and bias start in U(±1/√(inChannels / groups · kh · kw)).
 *
 * @throws {ValueError} when the groups do not divide the channels, or the padding is 'same' and there is a stride.
 * @throws {RuntimeError} in `forward` when the channels of `x` differ, or the kernel is larger than the padded image.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.Conv2d.html
 */
export class Conv2d extends Convolution {
  constructor(...values: ConvolutionArguments) {
    super(2, bindRequired<ConvolutionParameters>(NAMES, 3, values));
  }

  override forward(x: Tensor): Tensor {
    const [padded, options] = this.prepared(x);
    return conv2d(padded, this.weight, options);
  }
}

/**
 * A Conv2d that learns `inChannels` from its first input and is a Conv2d from then on, as torch.nn.LazyConv2d. Its weights
 * are drawn then, too: build the optimizer after it.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.LazyConv2d.html
 */
export class LazyConv2d extends Conv2d {
  constructor(...values: Arguments<LazyConvolutionParameters, typeof LAZY_NAMES>) {
    super({ inChannels: 0, ...bindRequired<LazyConvolutionParameters>(LAZY_NAMES, 2, values) });
  }

  override forward(x: Tensor): Tensor {
    this.initialize(x.shape.at(-3) ?? 0);
    Object.setPrototypeOf(this, Conv2d.prototype);
    const [padded, options] = this.prepared(x);
    return conv2d(padded, this.weight, options);
  }
}

interface TransposedParameters extends Omit<ConvolutionParameters, 'padding'> {
  readonly padding?: Sizes;
  /** Rows and columns added to the output at its end, of the several sizes that a stride could have come from. */
  readonly outputPadding?: Sizes;
}

const TRANSPOSED_NAMES = [
  'inChannels',
  'outChannels',
  'kernelSize',
  'stride',
  'padding',
  'outputPadding',
  'groups',
  'bias',
  'dilation',
  'paddingMode',
] as const;

/**
 * Transposed convolution of images, as torch.nn.ConvTranspose2d: x [N, inChannels, H, W] -> [N, outChannels, H', W'],
 * H' = (H - 1) stride - 2 padding + dilation (k - 1) + outputPadding + 1. Weight [inChannels, outChannels / groups, kh, kw].
 *
 * Call: `new ConvTranspose2d(inChannels, outChannels, kernelSize, stride, padding, outputPadding, groups, bias, dilation)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.nn.ConvTranspose2d.html
 */
export class ConvTranspose2d extends Convolution {
  readonly outputPadding: readonly number[];

  constructor(...values: Arguments<TransposedParameters, typeof TRANSPOSED_NAMES>) {
    const given = bindRequired<TransposedParameters>(TRANSPOSED_NAMES, 3, values);
    if (given.paddingMode !== undefined && given.paddingMode !== 'zeros') {
      throw new ValueError('Only "zeros" padding mode is supported for ConvTranspose2d');
    }
    super(2, given, 'channels first');
    this.outputPadding = expandSizes(given.outputPadding ?? 0, 2, 'output_padding');
  }

  override forward(x: Tensor): Tensor {
    const { bias, stride, dilation, groups, outputPadding } = this;
    const padding = this.padding === 'same' || this.padding === 'valid' ? 0 : this.padding;
    return convTranspose2d(x, this.weight, { bias, stride, padding, outputPadding, groups, dilation });
  }

  protected override outputPaddingRepr(): readonly number[] | undefined {
    return this.outputPadding.some((size) => size > 0) ? this.outputPadding : undefined;
  }
}

function isEqual(padding: readonly number[] | string, other: readonly number[]): boolean {
  return typeof padding !== 'string' && padding.every((size, axis) => size === other[axis]);
}
