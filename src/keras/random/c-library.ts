/**
 * Logarithm, sine and cosine of float32 numbers as the C library has them with which TensorFlow runs on Linux. They are not
 * always the nearest float32 number, and TensorFlow's random numbers of the normal distribution show it in their last bit.
 *
 * @source https://github.com/ARM-software/optimized-routines
 */

/** For each sixteenth of the numbers around 1 a number's reciprocal, and its logarithm. */
const LOGARITHM_TABLE: readonly (readonly [number, number])[] = [
  [1.398907162146528, -0.33569133332882284],
  [1.3403141896637998, -0.2929040563774074],
  [1.286432210124115, -0.2518726580937369],
  [1.2367150214269895, -0.21245868807117255],
  [1.1906977166711752, -0.17453945183745634],
  [1.1479821020556429, -0.1380057072319758],
  [1.1082251448272158, -0.10275976698545139],
  [1.0711297413057381, -0.06871392447020525],
  [1.036437278977283, -0.0357891387398228],
  [1, 0],
  [0.9492859795739057, 0.05204517742929496],
  [0.8951049428609004, 0.11081431298787942],
  [0.8476821620351103, 0.1652495223695143],
  [0.8050314851692001, 0.21687389031699977],
  [0.7664671008843108, 0.2659635028121397],
  [0.731428603316328, 0.3127556664073557],
];
const [L4, L3, L2] = [-0.25089342214237154, 0.333456765744066, -0.4999997485802103];
const [C0, C2, C4, C6, C8] = [
  1, -0.49999999725108224, 0.041666623324344516, -0.001388676379437604, 2.4390450703564542e-5,
];
const [S3, S5, S7] = [-0.16666654943701084, 0.008332178146138854, -0.00019517298981385725];
const QUADRANTS_IN_TURN = 0.6366197723675814;
const QUARTER_PI = Math.fround(Math.PI / 4);
const TINY = 2 ** -12;

const bits = new DataView(new ArrayBuffer(4));

/** Natural logarithm of a float32 number above 0. */
export function logarithm(x: number): number {
  if (x === 1) return 0;
  bits.setFloat32(0, x);
  const word = bits.getUint32(0);
  const offset = (word - 0x3f330000) | 0;
  const exponent = offset >> 23;
  bits.setUint32(0, word - (exponent << 23));
  const [reciprocal, tabled] = LOGARITHM_TABLE[(offset >>> 19) % 16] ?? [1, 0];
  const r = bits.getFloat32(0) * reciprocal - 1;
  const square = r * r;
  return Math.fround((L4 * square + (L3 * r + L2)) * square + (tabled + exponent * Math.LN2 + r));
}

/** Of a float32 angle from 0 to 2 π. */
export function sine(angle: number): number {
  return ofQuadrant(angle, 0);
}

/** Of a float32 angle from 0 to 2 π. */
export function cosine(angle: number): number {
  return ofQuadrant(angle, 1);
}

/** The sine of an angle that is so many right angles further on. */
function ofQuadrant(angle: number, further: 0 | 1): number {
  if (angle < TINY) return further ? 1 : angle;
  if (angle < QUARTER_PI) return Math.fround(further ? cosineNear0(angle) : sineNear0(angle));
  const turned = Math.round(angle * QUADRANTS_IN_TURN);
  const rest = angle - turned * (Math.PI / 2);
  const quadrant = (turned + further) % 4;
  const value = quadrant % 2 === 0 ? sineNear0(rest) : cosineNear0(rest);
  return Math.fround(quadrant < 2 ? value : -value);
}

function sineNear0(x: number): number {
  const square = x * x;
  const cube = x * square;
  return x + cube * S3 + cube * square * (S5 + square * S7);
}

function cosineNear0(x: number): number {
  const square = x * x;
  const fourth = square * square;
  return C0 + square * C2 + fourth * C4 + fourth * square * (C6 + square * C8);
}
