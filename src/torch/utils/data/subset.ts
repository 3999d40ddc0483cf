import { bindRequired } from '../../../calling-convention/bind-arguments.ts';
import { IndexError } from '../../errors.ts';
import { Dataset, type SampleOf, type SampleSource } from './dataset.ts';
import { batchMakerOf, sampleAt, samplesAt } from './sample-access.ts';

interface SubsetParameters<Source> {
  readonly dataset: Source;
  readonly indices: Iterable<number>;
}

/**
 * The samples of a data set at some indices, in their order.
 *
 * @source https://docs.pytorch.org/docs/stable/data.html#torch.utils.data.Subset
 */
export class Subset<Source extends SampleSource = SampleSource> extends Dataset<SampleOf<Source>> {
  readonly dataset: Source;
  readonly indices: readonly number[];
  /** Where the data set has it. */
  declare readonly getItems?: (indices: readonly number[]) => readonly SampleOf<Source>[];
  /** Where the data set has it. */
  declare readonly getBatch?: (indices: readonly number[]) => unknown;

  constructor(dataset: Source, indices: Iterable<number> | Omit<SubsetParameters<Source>, 'dataset'>);
  constructor(keywords: SubsetParameters<Source>);
  constructor(...values: readonly unknown[]) {
    super();
    const { dataset, indices } = bindRequired<SubsetParameters<Source>>(['dataset', 'indices'], 2, values);
    this.dataset = dataset;
    this.indices = [...indices];
    if ('getItems' in dataset) {
      this.getItems = (wanted) => samplesAt(dataset, this.#inDataset(wanted)) as readonly SampleOf<Source>[];
    }
    const getBatch = batchMakerOf(dataset);
    if (getBatch) this.getBatch = (wanted) => getBatch(this.#inDataset(wanted));
  }

  get length(): number {
    return this.indices.length;
  }

  /** @throws {IndexError} when there is no such sample. */
  override getItem(index: number): SampleOf<Source> {
    const [position = 0] = this.#inDataset([index]);
    return sampleAt(this.dataset, position) as SampleOf<Source>;
  }

  #inDataset(indices: readonly number[]): number[] {
    return indices.map((index) => {
      const position = this.indices.at(index);
      if (position === undefined) {
        throw new IndexError(`list index out of range: sample ${index} of a subset of ${this.length}.`);
      }
      return position;
    });
  }
}
