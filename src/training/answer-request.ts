import type { LoadProgress } from '../datasets/load.ts';
import type { Figure } from '../python/figure.ts';
import type { OutputPiece } from '../python/output-buffer.ts';
import { checkSettings } from './check-settings.ts';
import { compute } from './compute.ts';
import { preview } from './preview.ts';
import type {
  ClassifyRequest,
  DrawSchedulesRequest,
  FindRateRequest,
  LabRequest,
  LoadWeightsRequest,
  PythonRequest,
  SaveWeightsRequest,
  TrainingReport,
  TrainingRequest,
} from './protocol.ts';
import type { RunContext } from './run-context.ts';
import { loadImages } from './load-images.ts';
import { trainDialects, trainerContext } from './train-dialects.ts';
import type { TrainedNetwork } from './trained-networks.ts';
import { TrainingError } from './training-error.ts';

/** A request that begins a run. */
export type WorkRequest = Exclude<
  TrainingRequest,
  { readonly type: 'watch' | 'forget' | 'own-data' | 'pause' | 'resume' | 'step' | 'stop' }
>;

/**
 * Does the work of a run, of which each kind loads its code when it is first asked for.
 *
 * @returns the run's last report.
 * @throws what ends the run without one: a {@link StopSignal} or a failure.
 */
export async function answerRequest(request: WorkRequest, context: RunContext): Promise<TrainingReport> {
  const { runId, report, gate } = context;
  switch (request.type) {
    case 'train': {
      const settings = checkSettings(request.settings);
      const { initialWeights } = request;
      context.trained.begin(runId);
      return await compute(context, request.backend, (runtime) =>
        trainDialects(context, settings, runtime, { initialWeights }),
      );
    }
    case 'preview':
      return await preview(request, context);
    case 'graph':
      return await compute(context, request.backend, async () => {
        const { describeNetwork } = await import('./model-graph/describe-network.ts');
        report({ type: 'graph', runId, graphs: describeNetwork(request.network) });
      });
    case 'placement': {
      const { answerPlacement } = await import('./device-placement/answer-placement.ts');
      return await answerPlacement(request, context);
    }
    case 'time-steps':
      return await compute(context, request.backend, async () => {
        const { timeSteps } = await import('./eager-graph/time-steps.ts');
        await timeSteps(request, context);
      });
    case 'check-browser':
      return await compute(context, request.backend, async () => {
        const { checkBrowser } = await import('./browser-check/check-browser.ts');
        await checkBrowser(request, context);
      });
    case 'surface':
      return await compute(context, request.backend, async () => {
        const { runLossSurface } = await import('./loss-surface/run-loss-surface.ts');
        await runLossSurface(request, context);
      });
    case 'mistake':
      return await compute(context, request.backend, async () => {
        const { runMistake } = await import('./mistakes/run-mistake.ts');
        await runMistake(request, context);
      });
    case 'draw-schedules':
      return await drawSchedules(request, context);
    case 'lab':
      return await trainLab(request, context);
    case 'find-rate':
      return await findRate(request, context);
    case 'prove':
      return await compute(context, request.backend, async () => {
        const { prove } = await import('./proofs/prove.ts');
        await prove(request, gate, report);
      });
    case 'evaluate':
      return await compute(context, request.backend, async () => {
        const { evaluateSource } = await import('../expressions/evaluation/evaluate-source.ts');
        for (const dialect of ['torch', 'keras'] as const) {
          report({ type: 'evaluation', runId, dialect, evaluation: await evaluateSource(request.source, dialect) });
        }
      });
    case 'differentiate':
    case 'descend':
      return await compute(context, request.backend, async () => {
        const { answerAutograd } = await import('./autograd/answer-autograd.ts');
        report(await answerAutograd(request));
      });
    case 'python':
      return await runPython(request, context);
    case 'classify':
      return await classify(request, context);
    case 'load-weights':
      return await loadWeights(request, context);
    case 'save-weights':
      return await saveWeights(request, context);
  }
}

async function runPython(
  { runId, backend, check, ...cell }: PythonRequest,
  context: RunContext,
): Promise<TrainingReport> {
  const { report, gate, now } = context;
  return await compute(context, backend, async () => {
    const { checkPython, runPython } = await import('../python/run-python.ts');
    let start = now();
    const listener = {
      onLoading: (progress: LoadProgress) => report({ type: 'python-loading', runId, ...progress }),
      onData: (progress: LoadProgress) => report({ type: 'loading', runId, ...progress }),
      onStarted: () => {
        start = now();
        report({ type: 'python-started', runId });
      },
      onAlive: () => report({ type: 'alive', runId }),
      onOutput: (piece: OutputPiece) => report({ type: 'python-output', runId, ...piece }),
      onFigure: (figure: Figure) => report({ type: 'python-figure', runId, figure }),
    };
    const error = await runPython(cell, listener, gate.signal);
    report({ type: 'python-ended', runId, error, seconds: (now() - start) / 1000 });
    if (check && !error) {
      report({ type: 'python-checked', runId, findings: await checkPython(cell, check, listener, gate.signal) });
    }
    gate.signal.throwIfAborted();
  });
}

async function drawSchedules(
  { runId, settings }: DrawSchedulesRequest,
  { report }: RunContext,
): Promise<TrainingReport> {
  const [{ checkLab }, { drawSchedules }] = await Promise.all([
    import('./callback-lab/check-lab.ts'),
    import('./callback-lab/draw-schedules.ts'),
  ]);
  report({ type: 'schedules', runId, schedules: drawSchedules(checkLab(settings)) });
  return { type: 'finished', runId, leakedTensors: 0 };
}

async function trainLab(request: LabRequest, context: RunContext): Promise<TrainingReport> {
  const [{ checkLab }, { labTrainers }] = await Promise.all([
    import('./callback-lab/check-lab.ts'),
    import('./callback-lab/lab-trainers.ts'),
  ]);
  await drawSchedules({ ...request, type: 'draw-schedules' }, context);
  const lab = checkLab(request.settings);
  const trainers = labTrainers(lab, context);
  context.trained.begin(context.runId);
  return await compute(context, request.backend, (runtime) =>
    trainDialects(context, lab.training, runtime, { trainers, showsNetworks: false }),
  );
}

async function findRate({ backend, settings: candidate }: FindRateRequest, context: RunContext) {
  const settings = checkSettings(candidate);
  return await compute(context, backend, async (runtime) => {
    const { findRate } = await import('./callback-lab/find-rate.ts');
    const dataset = await loadImages(context, settings.dataset, settings);
    const { runId, gate, report } = context;
    const work = trainerContext(context, 'torch', settings, dataset, runtime);
    await findRate(work, gate, (found) => report({ type: 'rate-range', runId, ...found }));
  });
}

async function classify({ backend, trainedBy, image }: ClassifyRequest, context: RunContext) {
  const networks = keptNetworks(trainedBy, context);
  const { runId, report } = context;
  return await compute(context, backend, async () => {
    const { classify } = await import('./inspection/classify.ts');
    for (const network of networks) {
      const seen = await classify(network, image);
      report({ type: 'inspection', runId, dialect: network.dialect, at: null, ...seen });
    }
  });
}

async function loadWeights(request: LoadWeightsRequest, context: RunContext) {
  const settings = checkSettings(request.settings);
  const { backend, imageShape, weights } = request;
  const { runId, report, trained } = context;
  return await compute(context, backend, async () => {
    const { loadWeights } = await import('./weights/load-weights.ts');
    trained.load(runId, await loadWeights(settings, imageShape, weights));
    report({ type: 'weights-loaded', runId, dialects: trained.of(runId).map(({ dialect }) => dialect) });
  });
}

async function saveWeights(request: SaveWeightsRequest, context: RunContext) {
  const { backend, trainedBy, dialect } = request;
  const networks = keptNetworks(trainedBy, context);
  const network = networks.find((each) => each.dialect === dialect) ?? networks[0];
  const { runId, report } = context;
  return await compute(context, backend, async () => {
    const { saveWeights } = await import('./weights/save-weights.ts');
    report({ type: 'weights-saved', runId, files: await saveWeights(network, request) });
  });
}

/** @throws {TrainingError} of kind `settings` when nothing is kept of the run. */
function keptNetworks(runId: number, { trained }: RunContext): [TrainedNetwork, ...TrainedNetwork[]] {
  const [first, ...others] = trained.of(runId);
  if (first) return [first, ...others];
  const message = 'The networks of this run are no longer in memory.';
  throw new TrainingError({ kind: 'settings', message, fix: 'Press Run to train them again.' });
}
