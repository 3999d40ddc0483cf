let enabled = true;

/**
 * Whether operations are recorded now: torch.is_grad_enabled.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.is_grad_enabled.html
 */
export function isGradEnabled(): boolean {
  return enabled;
}

/**
 * Runs `compute` without recording: torch.no_grad. `compute` must not be asynchronous.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.no_grad.html
 */
export function noGrad<Result>(compute: () => Result): Result {
  return withGradMode(false, compute);
}

/**
 * Runs `compute` with recording, also inside of noGrad: torch.enable_grad. `compute` must not be asynchronous.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.enable_grad.html
 */
export function enableGrad<Result>(compute: () => Result): Result {
  return withGradMode(true, compute);
}

/**
 * `noGrad`, where PyTorch saves some more time: torch.inference_mode. `compute` must not be asynchronous.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.inference_mode.html
 */
export function inferenceMode<Result>(compute: () => Result): Result {
  return noGrad(compute);
}

/**
 * Turns recording on or off: torch.set_grad_enabled. With `compute` for as long as that runs, which must not be
 * asynchronous, and returns its result; without it from now on.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.set_grad_enabled.html
 */
export function setGradEnabled(mode: boolean): void;
export function setGradEnabled<Result>(mode: boolean, compute: () => Result): Result;
export function setGradEnabled<Result>(mode: boolean, compute?: () => Result): Result | undefined {
  if (compute) return withGradMode(mode, compute);
  enabled = mode;
  return undefined;
}

/** Runs `compute` with recording on or off. */
export function withGradMode<Result>(mode: boolean, compute: () => Result): Result {
  const before = enabled;
  enabled = mode;
  try {
    return compute();
  } finally {
    enabled = before;
  }
}
