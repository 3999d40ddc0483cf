/**
 * Trains the experiments of the pages of `CnnTrainer` and `Train` with several seeds, under Node on WASM, and prints a CSV
 * row a run. The programs that readers would save go to bench/results/programs, for bench/native/accuracy.py.
 *
 * Usage, with Node 24: node bench/accuracy.ts quick|standard SEED [SEED ...]
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { memory } from '@tensorflow/tfjs-core';
import { presetSettings } from '../components/cnn-trainer/settings-presets.ts';
import { trainPresets } from '../components/train/train-settings.ts';
import { fashionMlp, layerList, mnistCnn, twoEpochs } from '../content/teach/widgets/trainings.ts';
import { root } from '../scripts/setup/paths.mjs';
import { loadDataset } from '../src/datasets/load.ts';
import { startWasmInNode } from '../src/engine/wasm/start-in-node.ts';
import { exportedFile } from '../src/export/exported-file.ts';
import { EngineReporter } from '../src/training/engine-reporter.ts';
import { trainWithKeras } from '../src/training/keras-trainer.ts';
import type { DialectReport, TrainingReport, TrainingSettings } from '../src/training/protocol.ts';
import type { TensorRuntime } from '../src/training/run-context.ts';
import { Session } from '../src/training/session.ts';
import { trainWithTorch } from '../src/training/torch-trainer.ts';

const trainings = {
  'mnist-cnn': presetSettings('both', mnistCnn, twoEpochs),
  'fashion-mlp': presetSettings('both', fashionMlp, twoEpochs),
  'mnist-layers': trainPresets(layerList, []),
};
const programs = path.join(root, 'bench/results/programs');

const runtime: TensorRuntime = {
  startBackend: () =>
    Promise.resolve({ name: 'wasm', reason: '', adapter: '', failure: new Promise<never>(() => undefined) }),
  trainers: { keras: trainWithKeras, torch: trainWithTorch },
  countLiveTensors: () => memory().numTensors,
  createEngineReporter: (options) => new EngineReporter(options),
};

/** The results of one run, a style each. */
async function train(settings: TrainingSettings): Promise<readonly DialectReport[]> {
  const reports: TrainingReport[] = [];
  const session = new Session({
    report: (report) => reports.push(report),
    loadRuntime: () => Promise.resolve(runtime),
    load: (name, counts, options) =>
      loadDataset(name, counts, { ...options, baseUrl: 'file:/', fetch: readPublicData }),
    now: () => performance.now(),
  });
  await session.handle({ type: 'train', runId: 1, backend: 'wasm', settings });
  const failure = reports.find((report) => report.type === 'failed');
  if (failure) throw new Error(failure.error.message);
  return reports.filter((report) => report.type === 'dialect');
}

async function readPublicData(url: string): Promise<Response> {
  return new Response(await readFile(path.join(root, 'public/data', new URL(url).pathname)));
}

const [preset, ...seeds] = process.argv.slice(2);
if ((preset !== 'quick' && preset !== 'standard') || seeds.length === 0) {
  throw new Error('Which preset and seeds? Usage: node bench/accuracy.ts quick|standard SEED [SEED ...]');
}
await startWasmInNode();
await mkdir(programs, { recursive: true });
for (const [name, presets] of Object.entries(trainings)) {
  for (const seed of seeds.map(Number)) {
    const chosen = { ...presets[preset], seed };
    for (const { dialect, result } of await train(chosen)) {
      console.log(['duet', name, preset, dialect, seed, result.testAccuracy.toFixed(4)].join(','));
    }
    for (const dialect of chosen.dialects) {
      const file = path.join(programs, `${name}_${preset}_${dialect}_${seed}.py`);
      await writeFile(file, exportedFile(dialect, 'py', chosen).text);
    }
  }
}
process.exit();
