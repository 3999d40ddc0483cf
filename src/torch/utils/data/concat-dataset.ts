import { AssertionError, IndexError, ValueError } from '../../errors.ts';
import { Dataset, IterableDataset, type SampleOf, type SampleSource } from './dataset.ts';
import { lengthOf, sampleAt } from './sample-access.ts';

/**
 * The samples of several data sets, one set after the other. Call: `new ConcatDataset([first, second])`.
 *
 * @throws {AssertionError} when there is no data set, or one of them has no indices.
 * @source https://docs.pytorch.org/docs/stable/data.html#torch.utils.data.ConcatDataset
 */
export class ConcatDataset<Source extends SampleSource = SampleSource> extends Dataset<SampleOf<Source>> {
  readonly datasets: readonly Source[];
  /** Number of samples up to the end of each data set. */
  readonly cumulativeSizes: readonly number[];

  constructor(datasets: Iterable<Source>) {
    super();
    this.datasets = [...datasets];
    if (this.datasets.length === 0) throw new AssertionError('datasets should not be an empty iterable');
    if (this.datasets.some((dataset: unknown) => dataset instanceof IterableDataset)) {
      throw new AssertionError('ConcatDataset does not support IterableDataset');
    }
    let total = 0;
    this.cumulativeSizes = this.datasets.map((dataset) => (total += lengthOf(dataset)));
  }

  get length(): number {
    return this.cumulativeSizes.at(-1) ?? 0;
  }

  /**
   * @param index counts from the end when it is negative.
   * @throws {ValueError} when it is below -length.
   * @throws {IndexError} when it is not below length.
   */
  override getItem(index: number): SampleOf<Source> {
    if (index < -this.length) throw new ValueError('absolute value of index should not exceed dataset length');
    const position = index < 0 ? this.length + index : index;
    const place = this.cumulativeSizes.findIndex((end) => position < end);
    const dataset = this.datasets[place];
    if (!dataset) throw new IndexError(`list index out of range: sample ${index} of ${this.length}.`);
    return sampleAt(dataset, position - (this.cumulativeSizes[place - 1] ?? 0)) as SampleOf<Source>;
  }
}
