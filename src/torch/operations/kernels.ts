/** Functions of values on the device that tfjs lacks, or computes too inexactly. Not public. */
import * as tf from '@tensorflow/tfjs-core';

/** Beyond this the error function is 1 in float32. */
const ERF_SATURATION = 3.8325;
/** Numerator and denominator of erf(x) / x as polynomials of x², the highest power first. */
const ERF_NUMERATOR = [2.29050659e-4, 3.40829101e-3, 5.09556951e-2, 0.185208322, 1.12837914];
const ERF_DENOMINATOR = [-1.1791603e-7, 2.35479665e-5, 1.01796253e-3, 1.40704702e-2, 0.110985052, 0.497469251, 1];

/**
 * The error function to 3e-7 relative, by a quotient of polynomials; the kernel of tfjs has an absolute error of that size,
 * which is much for a small x.
 *
 * @source https://gitlab.com/libeigen/eigen (generic_fast_erf)
 */
export function errorFunction(x: tf.Tensor): tf.Tensor {
  const inside = between(x, -ERF_SATURATION, ERF_SATURATION);
  const square = tf.square(inside);
  return tf.mul(inside, tf.div(polynomial(ERF_NUMERATOR, square), polynomial(ERF_DENOMINATOR, square)));
}

/** A polynomial by Horner's rule, the highest power first. */
function polynomial(coefficients: readonly number[], x: tf.Tensor): tf.Tensor {
  const [first = 0, second = 0, ...rest] = coefficients;
  const start = tf.add(tf.mul(x, first), second);
  return rest.reduce((sum, coefficient) => tf.add(tf.mul(sum, x), coefficient), start);
}

/** log(1 + x), also where 1 + x rounds to 1: its rounding is divided out again. */
export function logOfOnePlus(x: tf.Tensor): tf.Tensor {
  const sum = tf.add(x, 1);
  const rounded = tf.sub(sum, 1);
  const isZero = tf.equal(rounded, 0);
  const divisor = tf.where(isZero, tf.onesLike(x), rounded);
  const exact = tf.where(isZero, x, tf.mul(tf.log(sum), tf.div(x, divisor)));
  return tf.where(tf.less(tf.abs(x), 0.5), exact, tf.log(sum));
}

/** log(1 + exp(x)), without overflow. */
export function softplusOf(x: tf.Tensor): tf.Tensor {
  return tf.add(tf.maximum(x, 0), logOfOnePlus(tf.exp(tf.neg(tf.abs(x)))));
}

/** Without the digits behind the point. */
export function truncated(x: tf.Tensor): tf.Tensor {
  return tf.where(tf.less(x, 0), tf.ceil(x), tf.floor(x));
}

/** Not below `low` and not above `high`; nan stays nan, which tf.clipByValue makes a number of. */
export function between(x: tf.Tensor, low: number, high: number): tf.Tensor {
  const bounded = low === -Infinity ? x : tf.maximum(x, tf.scalar(low, deviceType(x)));
  return high === Infinity ? bounded : tf.minimum(bounded, tf.scalar(high, deviceType(x)));
}

/** Whether each element is not 0: a cast to bool keeps other bits. */
export function isNotZero(x: tf.Tensor): tf.Tensor {
  return x.dtype === 'bool' ? x : tf.notEqual(x, tf.scalar(0, deviceType(x)));
}

function deviceType(x: tf.Tensor): 'int32' | 'float32' {
  return x.dtype === 'int32' ? 'int32' : 'float32';
}
