/** Figures of the prose from the runs of the real frameworks: `measurements/runs.csv`, written by the programs beside it. */
import { accuracySpread, runsOf, type RunGroup } from '../../../components/seed-spread/spread.ts';
import runs from './measurements/runs.csv?raw';

/** Test accuracies of a group, and the mean of its training losses. */
function measure(group: RunGroup) {
  const losses = runsOf(runs, group).map(({ trainingLoss }) => Number(trainingLoss));
  return { ...accuracySpread(runs, group), loss: losses.reduce((sum, loss) => sum + loss, 0) / losses.length };
}

const allImages = { validationSplit: 0 };
const keras = { framework: 'keras', firstWeights: 'glorot' } as const;
const torch = { framework: 'torch', firstWeights: 'default' } as const;
const torchGlorot = { framework: 'torch', firstWeights: 'glorot' } as const;

const short = { epochs: 2, ...allImages };
const shortRuns = {
  keras: {
    zeroToOne: measure({ ...keras, ...short, scaling: 'zeroToOne' }),
    minusOneToOne: measure({ ...keras, ...short, scaling: 'minusOneToOne' }),
    heldOut: measure({ ...keras, ...short, scaling: 'minusOneToOne', validationSplit: 0.3 }),
  },
  torch: {
    zeroToOne: measure({ ...torch, ...short, scaling: 'zeroToOne' }),
    minusOneToOne: measure({ ...torch, ...short, scaling: 'minusOneToOne' }),
    heldOut: measure({ ...torch, ...short, scaling: 'minusOneToOne', validationSplit: 0.3 }),
  },
  torchGlorot: measure({ ...torchGlorot, ...short, scaling: 'minusOneToOne' }),
};
const seedDistances = [shortRuns.keras, shortRuns.torch]
  .flatMap(({ zeroToOne, minusOneToOne }) => [zeroToOne, minusOneToOne])
  .map(({ lowest, highest }) => highest - lowest);
const lead = (scaling: 'zeroToOne' | 'minusOneToOne') => shortRuns.keras[scaling].mean - shortRuns.torch[scaling].mean;
const scalingGain = ({ zeroToOne, minusOneToOne }: typeof shortRuns.keras) => minusOneToOne.mean - zeroToOne.mean;
const splitCost = ({ minusOneToOne, heldOut }: typeof shortRuns.keras) => minusOneToOne.mean - heldOut.mean;

const full = { epochs: 10, ...allImages };
const fullRuns = {
  kerasOfSource: measure({ ...keras, ...full, scaling: 'zeroToOne', validationSplit: 0.1 }),
  torch: measure({ ...torch, ...full, scaling: 'minusOneToOne' }),
  kerasAlike: measure({ ...keras, ...full, scaling: 'minusOneToOne' }),
  torchGlorot: measure({ ...torchGlorot, ...full, scaling: 'minusOneToOne' }),
};
/** How much of the way from Keras to PyTorch, both set up as in the source, an accuracy has gone: 0 to 1. */
const wayGone = (accuracy: number) =>
  (accuracy - fullRuns.kerasOfSource.mean) / (fullRuns.torch.mean - fullRuns.kerasOfSource.mean);

export const measured = {
  /** 10,000 images, 2 epochs. */
  short: {
    leastSpread: Math.min(...seedDistances),
    mostSpread: Math.max(...seedDistances),
    scalingGain: { keras: scalingGain(shortRuns.keras), torch: scalingGain(shortRuns.torch) },
    kerasLead: { zeroToOne: lead('zeroToOne'), minusOneToOne: lead('minusOneToOne') },
    leadWithEqualWeights: shortRuns.keras.minusOneToOne.mean - shortRuns.torchGlorot.mean,
    splitCost: { keras: splitCost(shortRuns.keras), torch: splitCost(shortRuns.torch) },
  },
  /** 50,000 images, 10 epochs. */
  full: {
    ...fullRuns,
    wayGone: {
      mean: wayGone(fullRuns.kerasAlike.mean),
      least: wayGone(fullRuns.kerasAlike.lowest),
      most: wayGone(fullRuns.kerasAlike.highest),
    },
    unexplained: fullRuns.torchGlorot.mean - fullRuns.kerasAlike.mean,
  },
};
