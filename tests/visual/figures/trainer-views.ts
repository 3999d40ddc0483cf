import { ridgeline, type Ridge } from '../../../components/charts/ridgeline.ts';
import { Curves } from '../../../components/training-run/curves.ts';
import { NetworkView } from '../../../components/cnn-trainer/inspection/network-view.ts';
import { showConfusion } from '../../../components/cnn-trainer/predictions.ts';
import { PastRuns } from '../../../components/cnn-trainer/runs/past-runs.ts';
import { presetSettings } from '../../../components/cnn-trainer/settings-presets.ts';
import { TrainingHistory } from '../../../components/training-run/training-history.ts';
import { part } from '../../../components/experiment/parts.ts';
import { datasets } from '../../../src/datasets/registry.ts';
import { buildTorchModule } from '../../../src/training/build-torch-module.ts';
import { inspectImage } from '../../../src/training/inspection/inspect-image.ts';
import { inspectTorchModule } from '../../../src/training/inspection/torch-network.ts';
import type { DatasetName, DialectName, TrainingSettings } from '../../../src/training/protocol.ts';
import * as torch from '../../../src/torch/index.ts';
import { box, copyOf, emptySvg, type Figure } from '../figure.ts';

/** Bell curves that drift and grow wider, one an epoch. */
function drifting(epochs: number, scale: number): readonly Ridge[] {
  return Array.from({ length: epochs }, (_, epoch) => ({
    label: String(epoch),
    minimum: -scale * (1 + epoch / epochs),
    maximum: scale * (1 + epoch / epochs),
    counts: Array.from({ length: 32 }, (_, bin) => Math.round(900 * Math.exp(-(((bin - 16 - epoch / 3) / 6) ** 2)))),
  }));
}

function ridges(dialect: DialectName, rows: readonly Ridge[]): Element {
  const svg = emptySvg('');
  ridgeline(svg, { xLabel: 'gradient', yLabel: 'epoch', colour: `var(--duet-${dialect})`, ridges: rows });
  return box('trainer-chart', dialect, [svg]);
}

/** Counts of a network that is mostly right, and takes the last class for the first. */
function confusion(dataset: DatasetName, dialect: DialectName, count: number): Element {
  const table = copyOf('.trainer-confusion');
  if (!(table instanceof HTMLTableElement)) throw new Error('The confusion matrix is no table.');
  const counts = Array.from({ length: 10 }, (_, label) =>
    Array.from({ length: 10 }, (_, predicted) => {
      if (label === predicted) return Math.round(count * 0.8);
      return label === 9 && predicted === 0 ? count : (label * 7 + predicted * 3) % 5;
    }),
  );
  showConfusion(table, counts, datasets[dataset].classNames);
  return box('trainer-dialect', dialect, [box('trainer-scroll', dialect, [table])]);
}

/** A run of some epochs, and the same with other learning rates before it, in the charts and the list of the widget. */
function comparedRuns(count: number, epochs: number): Element {
  const root = copyOf('.trainer-readout');
  const curves = new Curves(root);
  const past = new PastRuns(root, {
    onChange: (runs) => curves.showPast(runs),
    announce: () => undefined,
    signal: new AbortController().signal,
  });
  const settings = { ...presetSettings('both').standard, epochs };
  Array.from({ length: count }, (_, run) => {
    const learningRate = 0.001 * (run + 1);
    const own: TrainingSettings = { ...settings, learningRate };
    past.add({ settings: own, startedFrom: null, results: new Map(), history: historyOf(own, 1 + run / 5) });
  });
  curves.showRun(historyOf(settings, 0.9));
  const charts = root.querySelector('.trainer-charts');
  root.replaceChildren(...(charts ? [charts] : []), part(root, 'runs', HTMLElement));
  return root;
}

function historyOf(settings: TrainingSettings, scale: number): TrainingHistory {
  const history = new TrainingHistory(settings);
  const batchesPerEpoch = 40;
  for (const dialect of settings.dialects) {
    const factor = dialect === 'torch' ? scale : scale * 1.05;
    for (let step = 1; step <= settings.epochs * batchesPerEpoch; step++) {
      const loss = factor * 2.3 * Math.exp((-2 * step) / (settings.epochs * batchesPerEpoch));
      const [epoch, batch] = [Math.ceil(step / batchesPerEpoch), ((step - 1) % batchesPerEpoch) + 1];
      const figures = { loss, accuracy: 1 / (1 + loss) };
      const at = { runId: 1, dialect, epoch };
      history.addBatch({
        type: 'batch',
        ...at,
        batch,
        batchesPerEpoch,
        ...figures,
        imagesPerSecond: 1,
        secondsLeft: 1,
      });
      if (batch < batchesPerEpoch) continue;
      const validation = { validationLoss: loss * 1.1, validationAccuracy: figures.accuracy * 0.95 };
      history.addEpoch({ type: 'epoch', ...at, ...figures, ...validation });
    }
  }
  return history;
}

/** What the layers of a new network make of a bright ring. */
async function layers(dataset: DatasetName): Promise<Element> {
  const settings = presetSettings('torch', { dataset }).standard;
  const { width, height, channels } = datasets[dataset];
  torch.manualSeed(settings.seed);
  const imageShape = [height, width, channels] as const;
  const model = buildTorchModule(settings, imageShape);
  const image = Float32Array.from({ length: width * height * channels }, (_, index) => {
    const pixel = Math.floor(index / channels);
    const distance = Math.hypot((pixel % width) - width / 2, Math.floor(pixel / width) - height / 2);
    return Math.abs(distance - width / 4) < 2 ? 1 / (1 + (index % channels)) : 0;
  });
  const seen = await inspectImage(inspectTorchModule(model, settings.layers, imageShape), image);
  model.dispose();
  const root = copyOf('.inspection-dialect[data-dialect="torch"]');
  const at = { epoch: 1, batch: 3 };
  new NetworkView(root, 'torch', settings).show(
    { type: 'inspection', runId: 1, dialect: 'torch', at, ...seen },
    'Epoch 1, batch 3.',
  );
  return root;
}

export const trainerViews: Readonly<Record<string, Figure>> = {
  ridges: () => ridges('torch', drifting(3, 0.2)),
  manyRidges: () => ridges('keras', drifting(40, 3e-5)),
  oneRidge: () => ridges('torch', drifting(1, 1)),
  equalNumbers: () => ridges('keras', [{ label: '0', minimum: 0, maximum: 0, counts: [10, 0, 0, 0] }]),
  confusion: () => confusion('cifar10', 'torch', 200),
  confusionOfThousands: () => confusion('fashion-mnist', 'keras', 1000),
  oneRunToCompare: () => comparedRuns(1, 3),
  eightRunsToCompare: () => comparedRuns(8, 10),
  layersInColour: () => layers('cifar10'),
  layersInGrey: () => layers('mnist'),
};
