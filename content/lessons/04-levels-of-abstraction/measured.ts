/** The lesson's measured runs of the real frameworks: `measurements/*.csv`, written by the programs beside them. */
import runsCsv from './measurements/runs.csv?raw';
import speedCsv from './measurements/speed.csv?raw';

type Framework = 'keras' | 'torch';

/** One epoch of one run. */
interface MeasuredEpoch {
  readonly framework: string;
  readonly epoch: number;
  readonly loss: number;
  readonly accuracy: number;
  readonly testAccuracy: number;
}

/** Means over the seeds of one epoch. Accuracies are 0 to 1. */
type EpochMeans = Omit<MeasuredEpoch, 'framework' | 'epoch'>;

/** Milliseconds of a training step at one batch size. */
interface StepTimes {
  readonly batchSize: number;
  readonly eager: number;
  readonly graph: number;
}

export const measuredRuns: readonly MeasuredEpoch[] = rows(
  runsCsv,
  'framework,seed,epoch,training_loss,training_accuracy,test_accuracy',
).map(([framework = '', , epoch, loss, accuracy, testAccuracy]) => ({
  framework,
  epoch: Number(epoch),
  loss: Number(loss),
  accuracy: Number(accuracy),
  testAccuracy: Number(testAccuracy),
}));

/** Means of each epoch, in order. */
export function epochMeans(runs: readonly MeasuredEpoch[], framework: Framework): EpochMeans[] {
  const own = runs.filter((run) => run.framework === framework);
  const epochs = [...new Set(own.map(({ epoch }) => epoch))].sort((a, b) => a - b);
  return epochs.map((epoch) => {
    const group = own.filter((run) => run.epoch === epoch);
    const mean = (name: keyof EpochMeans): number => group.reduce((sum, run) => sum + run[name], 0) / group.length;
    return { loss: mean('loss'), accuracy: mean('accuracy'), testAccuracy: mean('testAccuracy') };
  });
}

/** Times of a training step, one entry a batch size, from the smallest. */
export function stepTimes(framework: Framework): StepTimes[] {
  const times = rows(speedCsv, 'framework,mode,batch_size,milliseconds_per_step').filter(
    ([name]) => name === framework,
  );
  const time = (size: string, mode: string): number =>
    Number(times.find(([, ownMode, ownSize]) => ownMode === mode && ownSize === size)?.[3]);
  const sizes = [...new Set(times.map(([, , size = '']) => size))].sort((a, b) => Number(a) - Number(b));
  return sizes.map((size) => ({ batchSize: Number(size), eager: time(size, 'eager'), graph: time(size, 'graph') }));
}

function rows(csv: string, header: string): string[][] {
  const [first, ...lines] = csv.trim().split('\n');
  if (first !== header) throw new Error(`Measured runs: expected the header "${header}", got "${first ?? ''}".`);
  return lines.map((line) => line.split(','));
}
