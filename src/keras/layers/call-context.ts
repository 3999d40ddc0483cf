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
