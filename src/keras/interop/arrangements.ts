import type { layers } from '@tensorflow/tfjs-layers';
import type { Shape } from '../../torch/shape.ts';
import { at, product } from '../utils/lists.ts';
import type { FeatureImage } from './feature-images.ts';

/** How the values of a Keras weight lie in PyTorch's. */
export interface Arrangement {
  /** PyTorch's name of the weight. */
  readonly torchName: string;
  readonly torchShape: Shape;
  /** PyTorch's shape, with the axes that Keras orders differently cut into their factors. */
  readonly split: Shape;
  /** Which axis of `split` each axis is, as Keras has them. */
  readonly order: readonly number[];
}

/** The images, if any, that go into and come out of a layer as a row of features, and the layout of images. */
export interface Features {
  readonly input: FeatureImage;
  readonly output: FeatureImage;
  /** Whether images are [N, C, H, W] in Keras too. */
  readonly channelsFirst: boolean;
}

type Arrange = (shape: Shape, features: Features) => Omit<Arrangement, 'torchName'>;

/** The names in PyTorch of a layer's weights in Keras, and how each lies there. */
type LayerArrangement = Readonly<Record<string, readonly [torchName: string, arrange: Arrange]>>;

/** Filters of PyTorch are [out, in, kh, kw], transposed ones [in, out, kh, kw]; of Keras [kh, kw, in, out], [kh, kw, out, in]. */
const filters: Arrange = (shape) => reordered([at(shape, 3), at(shape, 2), at(shape, 0), at(shape, 1)], [2, 3, 1, 0]);

/** [channels · multiplier, 1, kh, kw] and [kh, kw, channels, multiplier]. */
const depthwiseFilters: Arrange = ([height = 1, width = 1, channels = 1, multiplier = 1]) => ({
  torchShape: [channels * multiplier, 1, height, width],
  split: [channels, multiplier, height, width],
  order: [2, 3, 0, 1],
});

/** [out, in] and [in, out]. */
const matrix: Arrange = ([inputs = 1, outputs = 1], features) => {
  const [rows, columns] = [featureAxis(outputs, features.output), featureAxis(inputs, features.input)];
  return {
    torchShape: [outputs, inputs],
    split: [...rows.split, ...columns.split],
    order: [...columns.order.map((axis) => axis + rows.split.length), ...rows.order],
  };
};

/** One number for each output. */
const perOutput: Arrange = ([length = 1], { output }) => ({ torchShape: [length], ...featureAxis(length, output) });

/** One number for each feature, which goes in and out. */
const perFeature: Arrange = (shape, features) =>
  perOutput(shape, { ...features, output: features.output ?? features.input });

/** What has the shape of a normalized sample: [C, H, W] and [H, W, C] of images, else the same in both. */
const perElement: Arrange = (shape, features) => {
  if (shape.length === 1) return perFeature(shape, features);
  if (shape.length === 3 && !features.channelsFirst)
    return reordered([at(shape, 2), at(shape, 0), at(shape, 1)], [1, 2, 0]);
  return same(shape, features);
};

const same: Arrange = (shape) =>
  reordered(
    shape,
    shape.map((_, axis) => axis),
  );

const arrangements: Readonly<Record<string, LayerArrangement>> = {
  Dense: { kernel: ['weight', matrix], bias: ['bias', perOutput] },
  Conv2D: { kernel: ['weight', filters], bias: ['bias', same] },
  DepthwiseConv2D: { kernel: ['weight', depthwiseFilters], bias: ['bias', same] },
  Conv2DTranspose: { kernel: ['weight', filters], bias: ['bias', same] },
  BatchNormalization: {
    gamma: ['weight', perFeature],
    beta: ['bias', perFeature],
    moving_mean: ['running_mean', perFeature],
    moving_variance: ['running_var', perFeature],
  },
  LayerNormalization: { gamma: ['weight', perElement], beta: ['bias', perElement] },
  Embedding: { embeddings: ['weight', same] },
};

/** Names of the layers that can be copied. */
export const arrangedLayers: readonly string[] = Object.keys(arrangements);

/** How a weight of a layer lies in PyTorch, or null for one that PyTorch does not have. */
export function arrangementOf(
  layer: layers.Layer,
  weight: { readonly name: string; readonly shape: Shape },
  features: Features,
): Arrangement | null {
  const [torchName, arrange] = arrangements[layer.getClassName()]?.[weight.name] ?? [];
  return torchName && arrange ? { torchName, ...arrange(weight.shape, features) } : null;
}

function reordered(torchShape: Shape, order: readonly number[]): Omit<Arrangement, 'torchName'> {
  return { torchShape, split: torchShape, order };
}

/** An axis of features: PyTorch flattens images by channel, row and column, Keras by row, column and channel. */
function featureAxis(length: number, image: FeatureImage): Pick<Arrangement, 'split' | 'order'> {
  if (!image || product(image) !== length) return { split: [length], order: [0] };
  const [height, width, channels] = image;
  return { split: [channels, height, width], order: [1, 2, 0] };
}
