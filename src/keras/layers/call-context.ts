import { keep, type Tensor } from '@tensorflow/tfjs-core';

/** Whether the outermost call that runs is one of training; undefined outside of all calls. */
let current: boolean | undefined;

/** What `training` is for a layer that is called without saying so: that of the call it is part of. */
export function currentTraining(): boolean {
  return current ?? false;
}

/** Runs `body` with this `training` for all layers called in it. */
export function withTraining<T>(training: boolean, body: () => T): T {
  const outer = current;
  current = training;
  try {
    return body();
  } finally {
    current = outer;
  }
}

/** Whether the length of a batch is still open: in steps of `fit` and `evaluate`, and where a model is built for any length. */
let isOpen = false;

/** Runs `body` for batches that may differ in length. */
export function withOpenBatch<T>(body: () => T): T {
  const outer = isOpen;
  isOpen = true;
  try {
    return body();
  } finally {
    isOpen = outer;
  }
}

/** Whether layers that are built now leave the length of the batch open. */
export function isBatchOpen(): boolean {
  return isOpen;
}

/** Losses that layers add while they are called; null where nobody asks for them. */
let collected: Tensor[] | null = null;

/** Runs `body` and collects the losses that layers add in it; they are the caller's to dispose. */
export function collectingCallLosses<T>(body: () => T): { readonly result: T; readonly losses: Tensor[] } {
  const outer = collected;
  const losses: Tensor[] = [];
  collected = losses;
  try {
    return { result: body(), losses };
  } finally {
    collected = outer;
  }
}

/** Whether a step of a model runs, which computes a loss of what its layers give. */
export function isInStep(): boolean {
  return collected !== null;
}

/** Adds a loss to those of the running call, where they are collected. It outlives the tidies of that call. */
export function addCallLoss(loss: () => Tensor): void {
  collected?.push(keep(loss()));
}
