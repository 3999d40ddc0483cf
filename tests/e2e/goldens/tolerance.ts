import type { GoldenCase } from '../../unit/support/golden-cases.ts';

/** What WGSL promises of sin and cos: an absolute error of 2^-11 between -π and π. */
const TRIGONOMETRIC_TOLERANCE = 2 ** -11;

/** A function of angles, as cases name it; tan, asin and acos have the error of sin and cos. */
const TRIGONOMETRIC = /"(a?sin|a?cos|tan)"/;

/**
 * The tolerance of a case on WebGPU, where an adapter computes sines and cosines as roughly as WGSL lets it. All other
 * functions reach what the case asks for.
 *
 * @source https://www.w3.org/TR/WGSL/#floating-point-accuracy
 */
export function webgpuTolerance(golden: GoldenCase): number {
  const { tolerance = 0 } = golden;
  return TRIGONOMETRIC.test(JSON.stringify(golden)) ? Math.max(tolerance, TRIGONOMETRIC_TOLERANCE) : tolerance;
}
