export { ConcatDataset } from './concat-dataset.ts';
export { DataLoader, type BatchOf, type DataLoaderSource } from './data-loader.ts';
export {
  Dataset,
  IterableDataset,
  type BatchedDataset,
  type MapDataset,
  type SampleOf,
  type SampleSource,
} from './dataset.ts';
export { defaultCollate, defaultConvert, type Collated, type Converted } from './default-collate.ts';
export { randomSplit } from './random-split.ts';
export { RandomSampler, SubsetRandomSampler, WeightedRandomSampler } from './random-samplers.ts';
export { BatchSampler, Sampler, SequentialSampler } from './sampler.ts';
export { StackDataset } from './stack-dataset.ts';
export { Subset } from './subset.ts';
export { TensorDataset } from './tensor-dataset.ts';
