import type { Network } from '../networks.ts';
import { makeProblem, type Problem } from '../problem.ts';
import type { CommandCounts, Training } from '../training.ts';
import { commandCounts, firstRefusedCommand } from './watch-commands.ts';

/** A network that is ready to be trained on one batch with Adam. */
export interface TrainingRun {
  /** Forward pass, loss, backward pass and update. The device may be still at it afterwards. */
  step(): void | Promise<void>;
  /** Waits until the device has finished all steps, and gives the loss of the last one. */
  finish(): Promise<number>;
}

/** A library on a backend. */
export interface Contender {
  readonly usesWebgpu: boolean;
  /** Starts the backend and builds the network, with the batch on the device. */
  prepare(network: Network, problem: Problem): Promise<TrainingRun>;
}

/** What a script exports for the program that drives the page. */
export interface TrainingSession {
  readonly prepare: (contender: string, network: Network, batchSize: number) => Promise<void>;
  readonly train: (steps: number) => Promise<Training>;
}

/** Trains one of the contenders of a script; a frame holds one session. */
export function trainingSession(contenders: Readonly<Record<string, Contender>>): TrainingSession {
  let training: { readonly run: TrainingRun; readonly usesWebgpu: boolean } | null = null;
  return {
    async prepare(name, network, batchSize) {
      const contender = contenders[name];
      if (!contender) throw new Error(`This script has no contender "${name}".`);
      const run = await contender.prepare(network, makeProblem(network, batchSize));
      training = { run, usesWebgpu: contender.usesWebgpu };
    },

    async train(steps) {
      if (!training) throw new Error('Nothing is prepared.');
      const { run, usesWebgpu } = training;
      const countsBefore = commandCounts();
      const start = performance.now();
      for (let step = 0; step < steps; step++) await run.step();
      const countsAfter = commandCounts();
      const loss = await run.finish();
      const milliseconds = performance.now() - start;
      const refused = firstRefusedCommand();
      if (refused !== undefined) throw new Error(`WebGPU refused a command: ${refused}`);
      return { milliseconds, loss, counts: usesWebgpu ? difference(countsAfter, countsBefore) : null };
    },
  };
}

function difference(after: CommandCounts, before: CommandCounts): CommandCounts {
  return {
    dispatches: after.dispatches - before.dispatches,
    passes: after.passes - before.passes,
    submits: after.submits - before.submits,
    buffers: after.buffers - before.buffers,
    bindGroups: after.bindGroups - before.bindGroups,
    bytesWritten: after.bytesWritten - before.bytesWritten,
    reads: after.reads - before.reads,
  };
}
