/** Holds what reads strangers' texts and files to what a page owes its reader, on thousands of inputs. */
import { assert, asyncProperty, type Arbitrary } from 'fast-check';
import { expect } from 'vitest';

const CASES = 10_000;
/** The same inputs on every run. */
const SEED = 1;
const LONGEST_MILLISECONDS = 100;
/** What other programs take from the processor is not the reader's fault, but they do not take it each time. */
const MOST_ATTEMPTS = 4;
/** Of the whole process, garbage included: any one input that takes the memory of a file's claims goes beyond. */
const MOST_BYTES = 500_000_000;

/** Time limit for a test of all cases. */
export const FUZZ_TIMEOUT_MILLISECONDS = 240_000;

/** What is tried, and how it may answer. */
export interface Reader<Input> {
  readonly inputs: Arbitrary<Input>;
  readonly read: (input: Input) => unknown;
  /** The errors that the page shows to its reader. */
  readonly refusals: readonly (abstract new (...args: never[]) => Error)[];
}

/** How many of the inputs a reader took, and how many it refused. */
export interface Answers {
  readonly taken: number;
  readonly refused: number;
}

/**
 * Reads 10,000 inputs. None may end in an error that is no refusal, in a refusal without a message and a way on, in more
 * than 100 ms of work, or in 500 MB of memory.
 */
export async function expectRobust<Input>({ inputs, read, refusals }: Reader<Input>): Promise<Answers> {
  const before = process.memoryUsage.rss();
  const answers = { taken: 0, refused: 0 };
  const property = asyncProperty(inputs, async (input) => {
    const refusal = await refusalOf(() => read(input), refusals);
    answers[refusal ? 'refused' : 'taken']++;
    expect(process.memoryUsage.rss() - before).toBeLessThan(MOST_BYTES);
  });
  await assert(property, { numRuns: CASES, seed: SEED });
  return answers;
}

/** How a reader refuses, or null where it does not. */
async function refusalOf(read: () => unknown, refusals: Reader<unknown>['refusals']): Promise<Error | null> {
  let refusal: Error | null = null;
  let quickest = Infinity;
  for (let attempt = 0; attempt < MOST_ATTEMPTS && quickest > LONGEST_MILLISECONDS; attempt++) {
    const start = performance.now();
    try {
      await read();
    } catch (error) {
      if (!(error instanceof Error && refusals.some((kind) => error instanceof kind))) throw error;
      refusal = error;
    }
    quickest = Math.min(quickest, performance.now() - start);
  }
  expect(quickest, 'milliseconds').toBeLessThanOrEqual(LONGEST_MILLISECONDS);
  if (refusal) {
    expect(refusal.message).toMatch(/\S/);
    if ('fix' in refusal) expect(refusal.fix).toMatch(/\S/);
  }
  return refusal;
}
