import type { DialectName, ScalingName } from '../../src/training/protocol.ts';

/** Which runs belong together: they differ in the seed alone. */
export interface RunGroup {
  readonly framework: DialectName;
  readonly epochs: number;
  readonly scaling: ScalingName;
  readonly validationSplit: number;
  /** `default` as the framework draws them; `glorot` by Glorot's uniform rule with biases of zero, Keras's default. */
  readonly firstWeights: FirstWeights;
}

type FirstWeights = 'default' | 'glorot';

/** Test accuracies of runs that differ in the seed alone, 0 to 1. */
export interface Spread {
  readonly accuracies: readonly number[];
  readonly mean: number;
  readonly lowest: number;
  readonly highest: number;
}

interface MeasuredRun extends RunGroup {
  readonly testAccuracy: number;
}

const header =
  'framework,train_images,test_images,epochs,scaling,validation_split,first_weights,seed,training_loss,test_accuracy';

/**
 * Test accuracies of one group of runs.
 *
 * @param csv a file of measured runs, one a row, with a header.
 * @throws {Error} when the header is another one, or no row belongs to the group.
 */
export function accuracySpread(csv: string, group: RunGroup): Spread {
  const accuracies = measuredRuns(csv)
    .filter((run) => belongsTo(run, group))
    .map((run) => run.testAccuracy);
  if (accuracies.length === 0) {
    throw new Error(`Measured runs: none for ${JSON.stringify(group)}. Add the rows or correct the group.`);
  }
  return {
    accuracies,
    mean: accuracies.reduce((sum, value) => sum + value, 0) / accuracies.length,
    lowest: Math.min(...accuracies),
    highest: Math.max(...accuracies),
  };
}

function belongsTo(run: MeasuredRun, group: RunGroup): boolean {
  return (
    run.framework === group.framework &&
    run.epochs === group.epochs &&
    run.scaling === group.scaling &&
    run.validationSplit === group.validationSplit &&
    run.firstWeights === group.firstWeights
  );
}

function measuredRuns(csv: string): MeasuredRun[] {
  const [first, ...rows] = csv.trim().split('\n');
  if (first !== header) throw new Error(`Measured runs: expected the header "${header}", got "${first ?? ''}".`);
  return rows.map((row) => {
    const [framework, , , epochs, scaling, validationSplit, firstWeights, , , testAccuracy] = row.split(',');
    return {
      framework: framework === 'keras' ? 'keras' : 'torch',
      epochs: Number(epochs),
      scaling: scaling === 'zeroToOne' ? 'zeroToOne' : 'minusOneToOne',
      validationSplit: Number(validationSplit),
      firstWeights: firstWeights === 'glorot' ? 'glorot' : 'default',
      testAccuracy: Number(testAccuracy),
    };
  });
}
