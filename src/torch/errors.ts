/** Tensors whose shapes do not fit, or a call that the shapes do not allow. Says what was expected, and the fix. */
export class ShapeError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ShapeError';
  }
}

/** What PyTorch raises as RuntimeError: a use of autograd or of a tensor that its rules forbid. */
export class RuntimeError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RuntimeError';
  }
}
