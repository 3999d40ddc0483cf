import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import * as torch from '../../../src/torch/index.ts';
import { startWasm } from '../support/wasm.ts';

const { data } = torch.utils;

beforeAll(startWasm);

const seeded = (seed: number) => new torch.Generator().manualSeed(seed);
const range = (length: number) => Array.from({ length }, (_, index) => index);
const nextUniform = (generator = torch.defaultGenerator) => generator.uniform(1)[0];
const lists = (batches: Iterable<torch.Tensor>) => Promise.all([...batches].map((batch) => batch.tolist()));

/** A data set of a user: each sample is [its number as a float32 tensor, twice the number]. */
class Doubles extends data.Dataset<readonly [torch.Tensor, number]> {
  readonly length = 5;

  override getItem(index: number): readonly [torch.Tensor, number] {
    return [torch.ones(2).mul(index), 2 * index];
  }
}

class Stream extends data.IterableDataset<number> {
  override *[Symbol.iterator](): Iterator<number> {
    yield* range(5);
  }
}

describe('samplers draw as in PyTorch', () => {
  const weights = [0.1, 0.9, 0.4, 0.7, 3, 0.6];
  const many = range(300).map((index) => ((index % 7) + 1) / 3);
  test.each<[string, () => Iterable<number>, readonly number[]]>([
    [
      'with weights',
      () => new data.WeightedRandomSampler(weights, 8, { generator: seeded(7) }),
      [3, 3, 4, 4, 5, 4, 3, 4],
    ],
    ['with weights, none twice', () => new data.WeightedRandomSampler(weights, 5, false, seeded(7)), [1, 4, 3, 5, 0]],
    [
      'with many weights, in double precision',
      () => new data.WeightedRandomSampler(many, 10, { generator: seeded(1) }),
      [19, 68, 70, 54, 167, 33, 138, 213, 174, 150],
    ],
    [
      'with replacement, 32 at once',
      () => new data.RandomSampler(range(5), true, 40, seeded(3)),
      [
        1, 3, 2, 2, 0, 0, 0, 0, 1, 4, 4, 1, 0, 4, 1, 4, 0, 4, 0, 4, 1, 4, 1, 1, 2, 3, 2, 4, 4, 0, 0, 1, 4, 3, 4, 2, 3,
        0, 2, 1,
      ],
    ],
    [
      'more samples than there are',
      () => new data.RandomSampler(range(5), { numSamples: 12, generator: seeded(3) }),
      [1, 0, 3, 4, 2, 0, 1, 2, 4, 3, 1, 4],
    ],
    ['of a subset', () => new data.SubsetRandomSampler([10, 20, 30, 40], seeded(3)), [30, 40, 20, 10]],
    ['in order', () => new data.SequentialSampler(range(3)), [0, 1, 2]],
  ])('%s', (_, sampler, expected) => {
    expect([...sampler()]).toEqual(expected);
  });

  test('and the parts of a split by fractions', () => {
    torch.manualSeed(2);
    const parts = data.randomSplit(range(10), [0.33, 0.33, 0.34]);
    expect(parts.map(({ indices }) => indices)).toEqual([
      [8, 7, 1, 5],
      [6, 9, 0],
      [4, 2, 3],
    ]);
  });
});

describe('a DataLoader takes random numbers when PyTorch takes them', () => {
  test('with a sampler that draws from the default generator', async () => {
    torch.manualSeed(11);
    const sampler = new data.SubsetRandomSampler([5, 4, 3, 2, 1, 0]);
    const batches = await lists(new data.DataLoader(range(6), { batchSize: 2, sampler }));
    expect(batches).toEqual([
      [5, 2],
      [4, 3],
      [0, 1],
    ]);
    expect(nextUniform()).toBeCloseTo(0.12843775749206543, 7);
  });

  test('when the loop draws too, and the last batch is left out', () => {
    torch.manualSeed(11);
    const loader = new data.DataLoader(range(5), { batchSize: 2, shuffle: true, dropLast: true });
    const seen = [...loader].map((batch) => [...batch.numpySync(), nextUniform()]);
    expect(loader.length).toBe(2);
    expect(seen.map(([first, second]) => [first, second])).toEqual([
      [4, 2],
      [3, 0],
    ]);
  });

  test.each(['sync', 'async'])('when the loop draws from the generator that shuffles: %s', async (kind) => {
    const generator = seeded(5);
    const loader = new data.DataLoader(range(5), 2, true, { generator });
    const seen: (number | undefined)[][] = [];
    const see = (batch: torch.Tensor) => seen.push([...batch.numpySync(), nextUniform(generator)]);
    if (kind === 'sync') for (const batch of loader) see(batch);
    else for await (const batch of loader) see(batch);
    const expected = [
      [2, 0, 0.16439151763916016],
      [4, 3, 0.7379193902015686],
      [1, 0.07241219282150269],
    ];
    expect(seen).toEqual(expected.map((numbers) => numbers.map((number) => Math.fround(number))));
    expect(nextUniform(generator)).toBe(Math.fround(0.6593389511108398));
  });
});

describe('a DataLoader collates', () => {
  test('lists of tensors and numbers of a data set of one’s own', async () => {
    const batches = [...new data.DataLoader(new Doubles(), { batchSize: 3 })];
    const [[inputs, targets] = []] = batches.slice(1);
    expect(await inputs?.tolist()).toEqual([
      [3, 3],
      [4, 4],
    ]);
    expect(targets?.dtype).toBe('int64');
    expect(await targets?.tolist()).toEqual([6, 8]);
  });

  test('records, lists, typed arrays, booleans and strings', async () => {
    const samples = [
      { count: 1, pair: [1.5, 2.5], pixels: Uint8Array.of(1, 2), isCat: true, name: 'a' },
      { count: 3, pair: [3.5, 4.5], pixels: Uint8Array.of(3, 4), isCat: false, name: 'b' },
    ] as const;
    const [batch] = new data.DataLoader(samples, { batchSize: 2 });
    if (!batch) throw new Error('There is a batch.');
    expect(await batch.count.tolist()).toEqual([1, 3]);
    expect(await Promise.all(batch.pair.map((part) => part.tolist()))).toEqual([
      [1.5, 3.5],
      [2.5, 4.5],
    ]);
    expect(await batch.pixels.tolist()).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(await batch.isCat.tolist()).toEqual([true, false]);
    expect(batch.name).toEqual(['a', 'b']);
  });

  test('nothing where there is no batch size: samples come as they are', () => {
    const samples = [
      { name: 'a', pixels: Float32Array.of(1) },
      { name: 'b', pixels: Float32Array.of(2) },
    ];
    const seen = [...new data.DataLoader(samples, { batchSize: null })];
    expect(seen.map(({ name, pixels }) => [name, pixels.shape])).toEqual([
      ['a', [1]],
      ['b', [1]],
    ]);
  });

  test('with the function that it is given, which gets samples also of a TensorDataset', () => {
    const set = new data.TensorDataset(torch.tensor([1, 2, 3]), torch.tensor([4, 5, 6]));
    const loader = new data.DataLoader(set, {
      batchSize: 2,
      collateFn: (samples) => samples.map((parts) => parts.length),
    });
    expect([...loader]).toEqual([[2, 2], [2]]);
  });

  test('the same from a tensor, a TensorDataset, a Subset of it and samples one by one', async () => {
    const numbers = torch.tensor([[0], [10], [20], [30]]);
    const set = new data.TensorDataset(numbers);
    const order = [3, 0, 2];
    const one = await lists(new data.DataLoader(numbers, { batchSize: 2, sampler: order }));
    const parts = [...new data.DataLoader(new data.Subset(set, order), { batchSize: 2 })];
    const pairs = [
      ...new data.DataLoader(
        order.map((index) => set.getItem(index)),
        { batchSize: 2 },
      ),
    ];
    expect(one).toEqual([[[30], [0]], [[20]]]);
    expect(await lists(parts.flat())).toEqual(one);
    expect(await lists(pairs.flat())).toEqual(one);
  });

  test('data sets side by side and after one another', async () => {
    const both = new data.StackDataset({ first: [1, 2, 3], second: [4, 5, 6] });
    expect(both.getItem(1)).toEqual({ first: 2, second: 5 });
    expect(new data.StackDataset([1, 2], [3, 4]).getItem(1)).toEqual([2, 4]);
    const chained = new data.ConcatDataset([[1, 2], [3], [4, 5]]);
    expect(await lists(new data.DataLoader(chained, 5))).toEqual([[1, 2, 3, 4, 5]]);
    expect([chained.getItem(-1), chained.getItem(2), chained.length]).toEqual([5, 3, 5]);
  });

  test('nothing more of an object that brings whole batches', async () => {
    const source = { length: 5, getItems: (indices: readonly number[]) => torch.tensor([...indices]).mul(2) };
    expect(await lists(new data.DataLoader(source, { batchSize: 3 }))).toEqual([
      [0, 2, 4],
      [6, 8],
    ]);
  });
});

describe('streams', () => {
  test.each<[string, { batchSize: number; dropLast?: boolean }, readonly (readonly number[])[]]>([
    ['whole', { batchSize: 2 }, [[0, 1], [2, 3], [4]]],
    [
      'without the last batch',
      { batchSize: 2, dropLast: true },
      [
        [0, 1],
        [2, 3],
      ],
    ],
  ])('come in batches: %s', async (_, options, expected) => {
    expect(await lists(new data.DataLoader(new Stream(), options))).toEqual(expected);
    const awaited: torch.Tensor[] = [];
    for await (const batch of new data.DataLoader(new Stream(), options)) awaited.push(batch);
    expect(await lists(awaited)).toEqual(expected);
  });

  test('that can only be awaited say so, and are read with `for await`', async () => {
    class Arriving extends data.IterableDataset<number> {
      override async *[Symbol.asyncIterator](): AsyncIterator<number> {
        yield await Promise.resolve(7);
      }
    }
    const loader = new data.DataLoader(new Arriving());
    expect(() => [...loader]).toThrow(/for await/);
    for await (const batch of loader) expect(await batch.tolist()).toEqual([7]);
  });
});

describe('a data set that answers with promises', () => {
  class Loaded extends data.Dataset<Promise<number>> {
    readonly length = 4;
    readonly asked: string[] = [];

    override async getItem(index: number): Promise<number> {
      this.asked.push(`ask ${index}`);
      await Promise.resolve();
      this.asked.push(`got ${index}`);
      return index * 10;
    }
  }

  test('is asked for one sample after the other', async () => {
    const set = new Loaded();
    const seen: torch.Tensor[] = [];
    for await (const batch of new data.DataLoader(set, { batchSize: 2 })) seen.push(batch);
    expect(await lists(seen)).toEqual([
      [0, 10],
      [20, 30],
    ]);
    expect(set.asked.slice(0, 4)).toEqual(['ask 0', 'got 0', 'ask 1', 'got 1']);
  });

  test('is no matter for a loop without await', () => {
    expect(() => [...new data.DataLoader(new Loaded())]).toThrow(TypeError);
    expect(() => [...new data.DataLoader(new Loaded(), { batchSize: null })]).toThrow(/for await/);
  });

  test('may be split', async () => {
    const [part] = data.randomSplit(new Loaded(), [4]);
    if (!part) throw new Error('There is a part.');
    for await (const batch of new data.DataLoader(part, 4)) expect(batch.shape).toEqual([4]);
  });
});

describe('a loop leaves no tensor behind', () => {
  const set = () => new data.TensorDataset(torch.ones(10, 3), torch.arange(10));

  test.each<[string, () => Iterable<readonly torch.Tensor[]>]>([
    ['a TensorDataset', () => new data.DataLoader(set(), 4, true)],
    ['a split', () => new data.DataLoader(data.randomSplit(set(), [8, 2])[0] ?? [], 4)],
    ['a data set of one’s own', () => new data.DataLoader(new Doubles(), 2, true)],
  ])('over %s', (_, make) => {
    const loader = make();
    const train = () => {
      for (const batch of loader) {
        torch.scope(() => batch.forEach((part) => part.mul(2).sum()));
        for (const part of batch) part.dispose();
      }
      return tf.memory().numTensors;
    };
    const before = train();
    expect(train()).toBe(before);
    // A scope around the loop frees the batches, too.
    torch.scope(() => {
      for (const batch of loader) batch.forEach((part) => part.sum());
    });
    expect(tf.memory().numTensors).toBe(before);
  });

  test('with `for await` over a TensorDataset', async () => {
    const loader = new data.DataLoader(set(), 4, true);
    const count = async () => {
      for await (const batch of loader) for (const part of batch) part.dispose();
      return tf.memory().numTensors;
    };
    const before = await count();
    expect(await count()).toBe(before);
  });
});

describe('errors are PyTorch’s', () => {
  const stream = new Stream();
  const { ValueError, RuntimeError, AssertionError, IndexError } = torch;
  test.each<[string, () => unknown, new (message: string) => Error, RegExp]>([
    [
      'a sampler and shuffle',
      () => new data.DataLoader([1], { shuffle: true, sampler: [0] }),
      ValueError,
      /mutually exclusive with shuffle/,
    ],
    [
      'batches and their size',
      () => new data.DataLoader([1], { batchSampler: [[0]], batchSize: 2 }),
      ValueError,
      /batch_sampler option is mutually exclusive/,
    ],
    [
      'no batches without the last',
      () => new data.DataLoader([1], { batchSize: null, dropLast: true }),
      ValueError,
      /batch_size=None option disables/,
    ],
    [
      'a stream in another order',
      () => new data.DataLoader(stream, { shuffle: true }),
      ValueError,
      /unspecified shuffle option, but got shuffle=True/,
    ],
    [
      'a stream with a sampler',
      () => new data.DataLoader(stream, { sampler: [0] }),
      ValueError,
      /unspecified sampler option/,
    ],
    [
      'the length of a stream',
      () => new data.DataLoader(stream).length,
      TypeError,
      /object of type 'Stream' has no len\(\)/,
    ],
    [
      'batches of none',
      () => new data.DataLoader([1], 0),
      ValueError,
      /batch_size should be a positive integer value, but got batch_size=0/,
    ],
    ['shuffling nothing', () => new data.DataLoader([], { shuffle: true }), ValueError, /num_samples=0/],
    [
      'fewer loading processes than none',
      () => new data.DataLoader([1], { numWorkers: -1 }),
      ValueError,
      /num_workers/,
    ],
    [
      'a split of another length',
      () => data.randomSplit(range(10), [3, 4]),
      ValueError,
      /Sum of input lengths does not equal/,
    ],
    [
      'tensors of different lengths',
      () => new data.TensorDataset(torch.zeros(2), torch.zeros(3)),
      AssertionError,
      /Size mismatch between tensors/,
    ],
    ['a sample that is not there', () => new data.TensorDataset(torch.zeros(2)).getItem(2), IndexError, /index 2/],
    [
      'a sample of a subset that is not there',
      () => new data.Subset([1, 2], [1]).getItem(1),
      IndexError,
      /out of range/,
    ],
    ['no data sets', () => new data.ConcatDataset([]), AssertionError, /should not be an empty iterable/],
    [
      'an index before the start',
      () => new data.ConcatDataset([[1, 2]]).getItem(-3),
      ValueError,
      /absolute value of index/,
    ],
    ['an index after the end', () => new data.ConcatDataset([[1, 2]]).getItem(2), IndexError, /out of range/],
    [
      'data sets of different lengths',
      () => new data.StackDataset([1], [1, 2]),
      ValueError,
      /Size mismatch between datasets/,
    ],
    ['lists of different lengths', () => data.defaultCollate([[1, 2], [1]]), RuntimeError, /of equal size/],
    ['what cannot be collated', () => data.defaultCollate([null]), TypeError, /default_collate: batch must contain/],
    ['no samples to draw', () => new data.WeightedRandomSampler([1], 0), ValueError, /num_samples=0/],
    ['weights of two axes', () => new data.WeightedRandomSampler(torch.ones(2, 2), 1), ValueError, /1d sequence/],
  ])('%s', (_, fail, kind, message) => {
    expect(fail).toThrow(kind);
    expect(fail).toThrow(message);
  });
});
