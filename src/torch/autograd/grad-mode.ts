let enabled = true;

/** Whether operations are recorded now. */
export function isGradEnabled(): boolean {
  return enabled;
}

/** Runs `compute` without recording: torch.no_grad. `compute` must not be asynchronous. */
export function noGrad<Result>(compute: () => Result): Result {
  const before = enabled;
  enabled = false;
  try {
    return compute();
  } finally {
    enabled = before;
  }
}
