/** Cases of tests/judges/keras_cases/tape.py: programs on a tape, and that they leave no tensor behind. */
import * as tf from '@tensorflow/tfjs-core';
import { assertEqual, fail } from '../support/assertions.ts';
import { expectValue } from '../support/golden-values.ts';
import { describeResult, TapeProgram, type TapeCase } from './tape-program.ts';

export async function runTapeCase(golden: TapeCase): Promise<void> {
  const tensorsBefore = tf.memory().numTensors;
  const program = new TapeProgram();
  runToEnd(program, golden);
  for (const [name, expected] of Object.entries(golden.results ?? {})) {
    expectValue(await describeResult(program.values.get(name)), expected, golden.tolerance, name);
  }
  program.dispose();
  assertEqual(tf.memory().numTensors, tensorsBefore, 'number of live tensors');
}

function runToEnd(program: TapeProgram, golden: TapeCase): void {
  try {
    program.run(golden.steps);
  } catch (error) {
    if (golden.error && error instanceof Error && error.message.includes(factOf(golden))) return;
    throw error;
  }
  if (golden.error) fail(`expected a ${golden.error}`);
}

/** The beginning of the message, with names as the dialect writes them. */
function factOf({ message = '' }: TapeCase): string {
  return message.slice(0, 22).replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
