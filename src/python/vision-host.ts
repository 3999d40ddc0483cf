import { loadDataset, type ImageSet, type LoadOptions } from '../datasets/load.ts';
import { compactImages, datasets } from '../datasets/registry.ts';
import { resize, type FilterName } from '../datasets/resize-images.ts';
import * as torch from '../torch/index.ts';
import { transforms as torchTransforms } from '../torchvision/index.ts';
import type { DatasetName } from '../training/protocol.ts';

/** One part of a data set as torchvision's classes see it. */
export interface VisionSet extends ImageSet {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly classNames: readonly string[];
  /** Of the original set. */
  readonly fullCount: number;
}

/** How the sets are loaded; a worker and a test have other sources. */
export type LoadDataset = typeof loadDataset;

let load: LoadDataset = loadDataset;
/** Who hears of the bytes that come, and who ends the loading. */
let loadOptions: LoadOptions = {};
const parts = new Map<string, Promise<VisionSet>>();

/** What torchvision's packages ask of the data sets. */
export const vision = {
  loadBy(loadWith: LoadDataset): void {
    load = loadWith;
    parts.clear();
  },
  loadWith(options: LoadOptions): void {
    loadOptions = options;
  },
  /** The training or the test images that this site carries of a set. */
  load(name: DatasetName, part: 'train' | 'test'): Promise<VisionSet> {
    const key = `${name} ${part}`;
    const loaded = parts.get(key) ?? loadPart(name, part);
    parts.set(key, loaded);
    // What could not be had is asked for again at the next call.
    void loaded.catch(() => parts.delete(key));
    return loaded;
  },
  /** The same images in another size, as Pillow would make them. */
  resized(set: VisionSet, width: number, height: number, filter: FilterName): VisionSet {
    const images = resize(set.images as Uint8Array, set, { width, height }, filter);
    return { ...set, images, width, height };
  },
  /** The bytes of an image in another size, and of so many channels. */
  resize: (
    bytes: Uint8Array,
    fromWidth: number,
    fromHeight: number,
    channels: number,
    width: number,
    height: number,
    filter: FilterName,
  ) => resize(bytes, { width: fromWidth, height: fromHeight, channels }, { width, height }, filter),
  /** Red, green and blue as the brightness that Pillow gives them. */
  toGrey: (bytes: Uint8Array) =>
    Uint8Array.from({ length: bytes.length / 3 }, (_, pixel) => {
      const [red = 0, green = 0, blue = 0] = bytes.subarray(pixel * 3, pixel * 3 + 3);
      return (red * 19_595 + green * 38_470 + blue * 7_471 + 0x8000) >> 16;
    }),
  toRgb: (bytes: Uint8Array) =>
    Uint8Array.from({ length: bytes.length * 3 }, (_, place) => bytes[Math.floor(place / 3)] ?? 0),
  /** The bytes of one image, row by row, the channels of a pixel side by side. */
  bytesAt({ images, width, height, channels }: VisionSet, index: number): Uint8Array {
    const size = width * height * channels;
    return (images as Uint8Array).slice(index * size, (index + 1) * size);
  },
  /** All bytes as integers: [count, height, width] of grey images. */
  pixels: ({ images, count, height, width }: VisionSet) => torch.fromNumpy(images).reshape([count, height, width]),
  /** A set of other images and labels, of which either may stay as they are. */
  changed(set: VisionSet, images: Uint8Array | null, labels: ArrayLike<number> | null): VisionSet {
    const size = set.width * set.height * set.channels;
    const bytes = images ?? set.images;
    return { ...set, images: bytes, labels: Uint8Array.from(labels ?? set.labels), count: bytes.length / size };
  },
  labelAt: ({ labels }: VisionSet, index: number) => labels[index],
  /** Images as torchvision's ToTensor makes them: float32 [indices, C, H, W] in 0 to 1. */
  tensorAt(set: VisionSet, indices: ArrayLike<number>): torch.Tensor {
    const { images, width, height, channels } = set;
    const size = width * height * channels;
    const values = new Float32Array(indices.length * size);
    for (let place = 0; place < indices.length; place += 1) {
      const start = (indices[place] ?? 0) * size;
      for (let offset = 0; offset < size; offset += 1) {
        values[place * size + offset] = (images[start + offset] ?? 0) / 255;
      }
    }
    return torch.fromNumpy(values).reshape([indices.length, height, width, channels]).permute([0, 3, 1, 2]);
  },
  labelsAt: ({ labels }: VisionSet, indices: ArrayLike<number>) =>
    torch.tensor(
      Float64Array.from(indices, (index) => labels[index] ?? 0),
      { dtype: 'int64' },
    ),
  /** An image's bytes as a tensor float32 [C, H, W] in 0 to 1. */
  tensorOf: (data: Uint8Array, height: number, width: number) =>
    new torchTransforms.ToTensor().forward({ data, height, width }),
};

async function loadPart(name: DatasetName, part: 'train' | 'test'): Promise<VisionSet> {
  const counts = { trainImages: 0, testImages: 0, [`${part}Images`]: compactImages[part] };
  const { fullTrainImages, fullTestImages } = datasets[name];
  const { [part]: set, height, width, channels, classNames } = await load(name, counts, loadOptions);
  const fullCount = part === 'train' ? fullTrainImages : fullTestImages;
  return { ...set, height, width, channels, classNames, fullCount };
}
