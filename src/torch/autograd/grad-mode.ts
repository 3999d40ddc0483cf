let enabled = true;

/** Whether operations are recorded now: torch.is_grad_enabled. */
export function isGradEnabled(): boolean {
  return enabled;
}

/** Runs `compute` without recording: torch.no_grad. `compute` must not be asynchronous. */
export function noGrad<Result>(compute: () => Result): Result {
  return withGradMode(false, compute);
}

/** Runs `compute` with recording, also inside of noGrad: torch.enable_grad. `compute` must not be asynchronous. */
export function enableGrad<Result>(compute: () => Result): Result {
  return withGradMode(true, compute);
}

/** Runs `compute` with recording on or off: torch.set_grad_enabled. `compute` must not be asynchronous. */
export function withGradMode<Result>(mode: boolean, compute: () => Result): Result {
  const before = enabled;
  enabled = mode;
  try {
    return compute();
  } finally {
    enabled = before;
  }
}
