import * as tf from '@tensorflow/tfjs-core';
import * as torch from '../../torch/index.ts';
import { catchWarnings } from '../../torch/warnings.ts';
import type { FrameworkMessage, MistakeRequest, MistakeSide, MistakeReport } from '../mistake-protocol.ts';
import type { Gate } from '../gate.ts';
import type { StartedReport } from '../protocol.ts';
import { evaluateSource } from '../../expressions/evaluation/evaluate-source.ts';
import type { EvaluatedMistake, SilentMistake, ToldMistake } from './mistake.ts';
import { mistakes } from './mistakes.ts';

/** What the run does to the world. */
interface Effects {
  readonly gate: Gate;
  readonly report: (report: StartedReport | MistakeReport) => void;
  /** A clock in milliseconds that never goes back. */
  readonly now: () => number;
}

const REPORT_INTERVAL_MILLISECONDS = 100;
const sides: readonly MistakeSide[] = ['wrong', 'right'];

/**
 * Makes a mistake, then does the same as it should be. Everything that either made is freed.
 *
 * @throws {StopSignal} when the run was stopped.
 */
export async function runMistake(request: MistakeRequest, effects: Effects): Promise<void> {
  const mistake = mistakes[request.settings.mistake];
  for (const side of sides) {
    await effects.gate.passBeforeTraining();
    if (mistake.kind === 'told') tell(mistake, side, request, effects);
    else if (mistake.kind === 'evaluated') await evaluate(mistake, side, request, effects);
    else await train(mistake, side, request, effects);
  }
}

function tell(mistake: ToldMistake, side: MistakeSide, { runId }: MistakeRequest, { report }: Effects): void {
  report({ type: 'mistake-message', runId, side, message: messageOf(() => mistake.run(side)) });
}

async function evaluate(
  { programs, dialect }: EvaluatedMistake,
  side: MistakeSide,
  { runId }: MistakeRequest,
  { report }: Effects,
): Promise<void> {
  const { error } = await evaluateSource(programs[side], dialect);
  if (error?.kind === 'program') throw new Error(`The mistake's own program cannot be read: ${error.message}`);
  const message = error && { name: error.errorClass, text: error.message };
  report({ type: 'mistake-message', runId, side, message });
}

/** What some lines raise, else the first warning that they give, else null. */
function messageOf(run: () => void): FrameworkMessage | null {
  const raised: FrameworkMessage[] = [];
  const warnings = catchWarnings(() => {
    try {
      torch.scope(() => tf.tidy(run));
    } catch (error) {
      const isError = error instanceof Error;
      raised.push(isError ? { name: error.name, text: error.message } : { name: 'Error', text: String(error) });
    }
  });
  return [...raised, ...warnings.map((text) => ({ name: 'UserWarning', text }))][0] ?? null;
}

async function train(
  mistake: SilentMistake,
  side: MistakeSide,
  { runId, settings }: MistakeRequest,
  { gate, report, now }: Effects,
): Promise<void> {
  const training = await mistake.begin(side, settings);
  let unread: tf.Tensor[] = [];
  try {
    let lastReport = now();
    for (let step = 1; step <= settings.steps; step++) {
      unread.push(await training.step());
      if (step === settings.steps || gate.pausesNext || now() - lastReport >= REPORT_INTERVAL_MILLISECONDS) {
        const values = await Promise.all(unread.map(async (value) => (await value.data())[0] ?? NaN));
        tf.dispose(unread);
        unread = [];
        report({ type: 'mistake-steps', runId, side, values });
        lastReport = now();
      }
      if (step < settings.steps) await gate.pass();
    }
    report({ type: 'mistake-figures', runId, side, figures: await training.figures() });
  } finally {
    tf.dispose(unread);
    training.dispose();
  }
}
