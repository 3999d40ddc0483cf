import { ValueError } from '../../errors.ts';
import { Dataset, type SampleOf, type SampleSource } from './dataset.ts';
import { lengthOf, sampleAt } from './sample-access.ts';

/**
 * Data sets side by side: sample i has sample i of each of them.
 *
 * Call: `new StackDataset(first, second)` for lists of samples, `new StackDataset({ image, text })` for records.
 *
 * @throws {ValueError} when there is no data set, or they differ in length.
 * @source https://docs.pytorch.org/docs/stable/data.html#torch.utils.data.StackDataset
 */
export class StackDataset<Sources extends SourceList | SourceRecord> extends Dataset<StackedSample<Sources>> {
  readonly datasets: Sources;
  readonly length: number;

  constructor(...datasets: Sources extends SourceList ? Sources : readonly [Sources]) {
    super();
    const [first] = datasets;
    this.datasets = (isRecord(first) ? first : datasets) as Sources;
    const lengths = Object.values<SampleSource>(this.datasets).map(lengthOf);
    if (lengths[0] === undefined) throw new ValueError('At least one dataset should be passed');
    this.length = lengths[0];
    if (lengths.some((length) => length !== this.length)) {
      throw new ValueError(`Size mismatch between datasets: they have ${lengths.join(', ')} samples.`);
    }
  }

  override getItem(index: number): StackedSample<Sources> {
    const samples = Object.entries<SampleSource>(this.datasets).map(
      ([name, dataset]) => [name, sampleAt(dataset, index)] as const,
    );
    const sample = Array.isArray(this.datasets) ? samples.map(([, part]) => part) : Object.fromEntries(samples);
    return sample as StackedSample<Sources>;
  }
}

type SourceList = readonly SampleSource[];
type SourceRecord = Readonly<Record<string, SampleSource>>;
type StackedSample<Sources> = { [Name in keyof Sources]: SampleOf<Sources[Name]> };

function isRecord(value: unknown): value is SourceRecord {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
