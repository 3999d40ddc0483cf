/** What gradients.test.ts differentiates. A new differentiable function is one line in this table. */
import * as torch from '../../../src/torch/index.ts';

type Tensor = torch.Tensor;

/** Where the numbers of an input lie. */
export interface Numbers {
  readonly low?: number;
  readonly high?: number;
  /** Kinks of the function: numbers keep a distance of 0.1 from each. */
  readonly kinks?: readonly number[];
  /** Whether no two numbers may be close to each other: for functions that choose by size. */
  readonly isDistinct?: boolean;
  /** The shape, where the case needs a certain one; the random shape of the case by default. */
  readonly shape?: readonly number[];
}

export interface GradientCase {
  readonly name: string;
  readonly inputs: readonly Numbers[];
  readonly compute: (...inputs: readonly [Tensor, Tensor, Tensor]) => Tensor;
  /** Whether the gradient is differentiated, too. */
  readonly isTwice: boolean;
}

const ANYWHERE: Numbers = { low: -2, high: 2 };
const POSITIVE: Numbers = { low: 0.5, high: 2 };
const INSIDE: Numbers = { low: -0.7, high: 0.7 };
const DISTINCT: Numbers = { low: -2, high: 2, isDistinct: true };

function away(...kinks: readonly number[]): Numbers {
  return { ...ANYWHERE, kinks };
}

function of(...shape: readonly number[]): Numbers {
  return { ...ANYWHERE, shape };
}

function one(name: string, compute: (x: Tensor) => Tensor, numbers = ANYWHERE): GradientCase {
  return { name, inputs: [numbers], compute, isTwice: true };
}

function two(
  name: string,
  compute: (x: Tensor, y: Tensor) => Tensor,
  first = ANYWHERE,
  second = ANYWHERE,
): GradientCase {
  return { name, inputs: [first, second], compute, isTwice: true };
}

function three(
  name: string,
  compute: (x: Tensor, y: Tensor, z: Tensor) => Tensor,
  inputs: readonly [Numbers, Numbers, Numbers],
): GradientCase {
  return { name, inputs, compute, isTwice: true };
}

/** The last axis of the first input, of size 1 in the second: they broadcast. */
const ROW: Numbers = { ...ANYWHERE, shape: [2, 3] };
const COLUMN: Numbers = { ...ANYWHERE, shape: [2, 1] };

const arithmetic = [
  two('add', (x, y) => torch.add(x, y, { alpha: 2 })),
  two('add, broadcast', (x, y) => torch.add(x, y), ROW, COLUMN),
  two('sub', (x, y) => torch.sub(x, y, { alpha: 0.5 })),
  one('number - x', (x) => torch.sub(2, x)),
  one('rsub', (x) => torch.rsub(x, 2)),
  two('mul', (x, y) => torch.mul(x, y)),
  two('mul, broadcast', (x, y) => torch.mul(x, y), COLUMN, ROW),
  one('neg', (x) => torch.neg(x)),
  two('div', (x, y) => torch.div(x, y), ANYWHERE, POSITIVE),
  two('div, broadcast', (x, y) => torch.div(x, y), ROW, { ...POSITIVE, shape: [3] }),
  one('number / x', (x) => torch.div(3, x), POSITIVE),
  one('reciprocal', (x) => torch.reciprocal(x), POSITIVE),
  two('remainder', (x, y) => torch.remainder(x, y), { low: 1.2, high: 1.4 }, { low: 0.8, high: 1 }),
  two('fmod', (x, y) => torch.fmod(x, y), { low: -1.4, high: -1.2 }, { low: 0.8, high: 1 }),
  one('pow with a number', (x) => torch.pow(x, 3)),
  one('pow with a fraction', (x) => torch.pow(x, -1.5), POSITIVE),
  two('pow', (x, y) => torch.pow(x, y), POSITIVE),
  one('number ^ x', (x) => torch.pow(2, x)),
  one('square', (x) => torch.square(x)),
  one('sqrt', (x) => torch.sqrt(x), POSITIVE),
  one('rsqrt', (x) => torch.rsqrt(x), POSITIVE),
];

const functions = [
  one('exp', (x) => torch.exp(x)),
  one('exp2', (x) => torch.exp2(x)),
  one('expm1', (x) => torch.expm1(x)),
  one('log', (x) => torch.log(x), POSITIVE),
  one('log1p', (x) => torch.log1p(x), INSIDE),
  one('log2', (x) => torch.log2(x), POSITIVE),
  one('log10', (x) => torch.log10(x), POSITIVE),
  one('sigmoid', (x) => torch.sigmoid(x)),
  one('logit', (x) => torch.logit(x), { low: 0.4, high: 0.6 }),
  one('erf', (x) => torch.erf(x)),
  one('erfc', (x) => torch.erfc(x)),
  two('xlogy', (x, y) => torch.xlogy(x, y), ANYWHERE, POSITIVE),
  two('logaddexp', (x, y) => torch.logaddexp(x, y)),
  one('sin', (x) => torch.sin(x)),
  one('cos', (x) => torch.cos(x)),
  one('tan', (x) => torch.tan(x), INSIDE),
  one('asin', (x) => torch.asin(x), INSIDE),
  one('acos', (x) => torch.acos(x), INSIDE),
  one('atan', (x) => torch.atan(x)),
  two('atan2', (x, y) => torch.atan2(x, y), POSITIVE),
  one('sinh', (x) => torch.sinh(x)),
  one('cosh', (x) => torch.cosh(x)),
  one('tanh', (x) => torch.tanh(x)),
  one('asinh', (x) => torch.asinh(x)),
  one('acosh', (x) => torch.acosh(x), { low: 1.5, high: 3 }),
  one('atanh', (x) => torch.atanh(x), INSIDE),
  one('abs', (x) => torch.abs(x), away(0)),
  one('frac', (x) => torch.frac(x), away(-2, -1, 0, 1, 2)),
  one('floor', (x) => torch.floor(x), away(-2, -1, 0, 1, 2)),
  one('round', (x) => torch.round(x), away(-1.5, -0.5, 0.5, 1.5)),
  one('sign', (x) => torch.sign(x), away(0)),
];

const { functional } = torch.nn;

const activations = [
  one('relu', (x) => torch.relu(x), away(0)),
  one('leakyRelu', (x) => functional.leakyRelu(x, 0.2), away(0)),
  one('elu', (x) => functional.elu(x, 1.5), away(0)),
  one('selu', (x) => torch.selu(x), away(0)),
  one('gelu', (x) => functional.gelu(x)),
  one('gelu by tanh', (x) => functional.gelu(x, { approximate: 'tanh' })),
  one('silu', (x) => functional.silu(x)),
  one('mish', (x) => functional.mish(x)),
  one('softplus', (x) => functional.softplus(x, 2)),
  one('logsigmoid', (x) => functional.logsigmoid(x)),
  one('hardtanh', (x) => functional.hardtanh(x), away(-1, 1)),
  one('relu6', (x) => functional.relu6(x), away(0)),
  one('softsign', (x) => functional.softsign(x), away(0)),
  one('softmax', (x) => torch.softmax(x, -1)),
  one('logSoftmax', (x) => torch.logSoftmax(x, 0)),
];

const choices = [
  one('clamp', (x) => torch.clamp(x, -1, 1), away(-1, 1)),
  three('clamp by tensors', (x, y, z) => torch.clamp(x, y, z), [
    away(-0.5, 0.5),
    { low: -0.55, high: -0.45 },
    { low: 0.45, high: 0.55 },
  ]),
  two('clampMin', (x, y) => torch.clampMin(x, y), away(0), { low: -0.05, high: 0.05 }),
  two('maximum', (x, y) => torch.maximum(x, y), away(0), { low: -0.05, high: 0.05 }),
  two('minimum', (x, y) => torch.minimum(x, y), away(0), { low: -0.05, high: 0.05 }),
  two('where', (x, y) => torch.where(torch.gt(x, 0), x, y), away(0)),
  one('nanToNum', (x) => torch.nanToNum(x)),
  two('lerp by a number', (x, y) => torch.lerp(x, y, 0.3)),
  three('lerp', (x, y, z) => torch.lerp(x, y, z), [ANYWHERE, ANYWHERE, ANYWHERE]),
  three('addcmul', (x, y, z) => torch.addcmul(x, y, z, { value: 0.5 }), [ROW, COLUMN, ROW]),
  three('addcdiv', (x, y, z) => torch.addcdiv(x, y, z, { value: 2 }), [ANYWHERE, ANYWHERE, POSITIVE]),
];

const reductions = [
  one('sum', (x) => torch.sum(x)),
  one('sum over an axis', (x) => torch.sum(x, 0, true)),
  one('nansum', (x) => torch.nansum(x, -1)),
  one('mean', (x) => torch.mean(x)),
  one('mean over axes', (x) => torch.mean(x, [0, 2]), of(2, 3, 2)),
  one('prod', (x) => torch.prod(x), POSITIVE),
  one('prod over an axis', (x) => torch.prod(x, 0), POSITIVE),
  one('var', (x) => torch.var(x), of(5)),
  one('var over an axis', (x) => torch.var(x, 1, { correction: 0 }), of(2, 4)),
  one('std', (x) => torch.std(x, 0, { keepdim: true }), { ...DISTINCT, shape: [4, 2] }),
  one('varMean', (x) => torch.add(...torch.varMean(x, 1)), of(2, 4)),
  one('stdMean', (x) => torch.add(...torch.stdMean(x, 0)), { ...DISTINCT, shape: [4, 2] }),
  one('norm', (x) => torch.norm(x), away(0)),
  one('norm of order 1', (x) => torch.norm(x, 1, 0), away(0)),
  one('norm of order 3', (x) => torch.norm(x, 3, -1), away(0)),
  one('norm of order ∞', (x) => torch.norm(x, Infinity), { low: 0.5, high: 3, isDistinct: true }),
  one('linalg.vectorNorm', (x) => torch.linalg.vectorNorm(x, { dim: 0 }), away(0)),
  two('cdist', (x, y) => torch.cdist(x, y), { ...POSITIVE, shape: [2, 3] }, { low: -2, high: -0.5, shape: [3, 3] }),
  one('max', (x) => torch.max(x), DISTINCT),
  one('max along an axis', (x) => torch.max(x, 0).values, DISTINCT),
  one('min along an axis', (x) => torch.min(x, -1, true).values, DISTINCT),
  one('amax', (x) => torch.amax(x, 0), DISTINCT),
  one('amin', (x) => torch.amin(x), DISTINCT),
  one('aminmax', (x) => torch.sub(torch.aminmax(x).max, torch.aminmax(x).min), DISTINCT),
  one('median', (x) => torch.median(x), DISTINCT),
  one('median along an axis', (x) => torch.median(x, -1).values, DISTINCT),
  one('cumsum', (x) => torch.cumsum(x, 0)),
  one('cumprod', (x) => torch.cumprod(x, -1), POSITIVE),
  one('logsumexp', (x) => torch.logsumexp(x, 0)),
  one('sort', (x) => torch.sort(x, 0, true).values, DISTINCT),
  one('topk', (x) => torch.topk(x, 1, 0).values, DISTINCT),
];

const products = [
  two('matmul of vectors', (x, y) => torch.matmul(x, y), of(4), of(4)),
  two('matmul of a vector and a matrix', (x, y) => torch.matmul(x, y), of(3), of(3, 2)),
  two('matmul of a matrix and a vector', (x, y) => torch.matmul(x, y), of(2, 3), of(3)),
  two('matmul of a batch and a matrix', (x, y) => torch.matmul(x, y), of(2, 2, 3), of(3, 2)),
  two('matmul of batches that broadcast', (x, y) => torch.matmul(x, y), of(2, 1, 2, 3), of(3, 3, 2)),
  two('matmul of transposed matrices', (x, y) => torch.matmul(torch.t(x), torch.t(y)), of(3, 2), of(4, 3)),
  two('mm', (x, y) => torch.mm(x, y), of(2, 3), of(3, 4)),
  two('bmm', (x, y) => torch.bmm(x, y), of(2, 2, 3), of(2, 3, 1)),
  two('outer', (x, y) => torch.outer(x, y), of(2), of(3)),
  two('inner', (x, y) => torch.inner(x, y), of(2, 3), of(4, 3)),
  three('addmm', (x, y, z) => torch.addmm(x, y, z, { beta: 2, alpha: 0.5 }), [of(3), of(2, 2), of(2, 3)]),
  three('addmv', (x, y, z) => torch.addmv(x, y, z), [of(2), of(2, 3), of(3)]),
  three('baddbmm', (x, y, z) => torch.baddbmm(x, y, z), [of(2, 2, 2), of(2, 2, 3), of(2, 3, 2)]),
  two('einsum', (x, y) => torch.einsum('bij,bjk->ik', x, y), of(2, 2, 3), of(2, 3, 2)),
  one('einsum of a diagonal', (x) => torch.einsum('ii->i', x), of(3, 3)),
  one('tril', (x) => torch.tril(x, -1), of(3, 3)),
  one('triu', (x) => torch.triu(x), of(2, 2, 3)),
  one('diag of a matrix', (x) => torch.diag(x, 1), of(3, 3)),
  one('diag of a vector', (x) => torch.diag(x, -1), of(3)),
  one('trace', (x) => torch.trace(x), of(3, 3)),
];

/** Two inputs of a shape with no two numbers close to each other in their product's windows. */
function windows(...shape: readonly number[]): Numbers {
  return { ...DISTINCT, shape };
}

const layers = [
  three('linear', (x, w, b) => functional.linear(x, w, b), [of(2, 2, 3), of(2, 3), of(2)]),
  three('bilinear', (x, y, w) => functional.bilinear(x, y, w), [of(2, 2), of(2, 3), of(2, 2, 3)]),
  three('conv1d', (x, w, b) => functional.conv1d(x, w, b, { padding: 1 }), [of(1, 2, 4), of(2, 2, 3), of(2)]),
  three('conv2d', (x, w, b) => functional.conv2d(x, w, b), [of(2, 2, 4, 3), of(3, 2, 2, 3), of(3)]),
  three(
    'conv2d in steps and groups',
    (x, w, b) => functional.conv2d(x, w, b, { stride: [2, 1], padding: 1, groups: 2 }),
    [of(1, 4, 4, 3), of(2, 2, 3, 3), of(2)],
  ),
  two(
    'conv2d spread',
    (x, w) => functional.conv2d(x, w, null, { padding: 'same', dilation: [2, 1] }),
    of(1, 2, 4, 4),
    of(2, 2, 3, 2),
  ),
  three(
    'convTranspose2d',
    (x, w, b) => functional.convTranspose2d(x, w, b, { stride: 2, padding: 1, outputPadding: 1 }),
    [of(1, 2, 3, 2), of(2, 2, 3, 3), of(2)],
  ),
  one('maxPool2d', (x) => functional.maxPool2d(x, 2).square(), windows(1, 2, 4, 4)),
  one(
    'maxPool2d that overlaps',
    (x) => functional.maxPool2d(x, 3, { stride: 1, padding: 1 }).square(),
    windows(1, 1, 4, 3),
  ),
  one('maxPool2d spread', (x) => functional.maxPool2d(x, 2, { stride: 1, dilation: 2 }).square(), windows(1, 1, 4, 4)),
  one('maxPool1d', (x) => functional.maxPool1d(x, 2, { ceilMode: true }).square(), windows(1, 2, 5)),
  one('avgPool2d', (x) => functional.avgPool2d(x, 2).square(), of(1, 2, 4, 5)),
  one('avgPool2d with a border', (x) => functional.avgPool2d(x, 3, 2, 1, true, false).square(), of(1, 2, 4, 5)),
  one('adaptiveAvgPool2d', (x) => functional.adaptiveAvgPool2d(x, [2, 3]).square(), of(1, 2, 5, 4)),
  one('adaptiveAvgPool1d', (x) => functional.adaptiveAvgPool1d(x, 2).square(), of(1, 2, 5)),
  one('adaptiveMaxPool2d', (x) => functional.adaptiveMaxPool2d(x, [2, 3]).square(), windows(1, 1, 4, 4)),
  three('batchNorm', (x, w, b) => functional.batchNorm(x, null, null, w, b, { training: true }), [
    windows(4, 2, 2),
    of(2),
    of(2),
  ]),
  three('layerNorm', (x, w, b) => functional.layerNorm(x, [2, 3], w, b), [windows(2, 2, 3), of(2, 3), of(2, 3)]),
  three('groupNorm', (x, w, b) => functional.groupNorm(x, 2, w, b), [windows(2, 4, 2), of(4), of(4)]),
  three('instanceNorm', (x, w, b) => functional.instanceNorm(x, { weight: w, bias: b }), [
    windows(2, 2, 2, 2),
    of(2),
    of(2),
  ]),
  one('interpolate', (x) => functional.interpolate(x, { scaleFactor: 2 }).square(), of(1, 2, 2, 2)),
  one(
    'interpolate between pixels',
    (x) => functional.interpolate(x, { size: [3, 4], mode: 'bilinear' }).square(),
    of(1, 1, 2, 3),
  ),
  one('normalize', (x) => functional.normalize(x, 2, -1), POSITIVE),
  two('cosineSimilarity', (x, y) => functional.cosineSimilarity(x, y, -1), POSITIVE, ANYWHERE),
  three('scaledDotProductAttention', (q, k, v) => functional.scaledDotProductAttention(q, k, v), [
    of(1, 2, 3),
    of(1, 3, 3),
    of(1, 3, 2),
  ]),
  one('embedding', (w) => functional.embedding(torch.tensor([0, 2, 2, 1]), w).square(), of(3, 2)),
  two('prelu', (x, w) => functional.prelu(x, w), { ...away(0), shape: [3, 2] }, of(2)),
  one('celu', (x) => functional.celu(x, 0.7), away(0)),
  one('glu', (x) => functional.glu(x), of(2, 4)),
  one('hardshrink', (x) => functional.hardshrink(x).square(), away(-0.5, 0.5)),
  one('softshrink', (x) => functional.softshrink(x).square(), away(-0.5, 0.5)),
  one('threshold', (x) => functional.threshold(x, 0.5, 2).square(), away(0.5)),
  one('softmin', (x) => functional.softmin(x, 0)),
];

export const gradientCases: readonly GradientCase[] = [
  ...arithmetic,
  ...functions,
  ...activations,
  ...choices,
  ...reductions,
  ...products,
  ...layers,
];
