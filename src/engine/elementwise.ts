/**
 * The kernel of several operations that compute number by number, for recorded steps. Inputs: `x0`, `x1`, ..., each of
 * the outputs' size or of one number. Outputs: float32, int32 or bool, all of one shape.
 *
 * Attributes: `shape` and `dtypes` of the outputs, and `code`, the statements of WGSL that compute `y0`, `y1`, ... from
 * `a0`, `a1`, ..., the numbers of the inputs at one place.
 */
export const ELEMENTWISE = 'Elementwise';
