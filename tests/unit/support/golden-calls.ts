/** Cases of one call: tests/judges/call_case.py writes them. */
import * as torch from '../../../src/torch/index.ts';
import { assertEqual } from './assertions.ts';
import type { GoldenCase } from './golden-cases.ts';
import {
  camelCase,
  decodeScalar,
  decodeTensor,
  describeValue,
  expectValue,
  isGoldenTensor,
  isObject,
  type Json,
} from './golden-values.ts';

export interface CallCase extends GoldenCase {
  /** Path of a function of torch, or `Tensor.` and a method of the first argument. */
  readonly call: string;
  readonly arguments: readonly Json[];
  readonly keywords: Readonly<Record<string, Json>>;
  readonly tolerance: number;
  readonly output: Json;
  /** The gradients that come in at the outputs that have a history, in their order. */
  readonly output_gradients?: readonly Json[];
  /** The gradients of the arguments that require one, in their order. */
  readonly gradients?: readonly Json[];
}

export function isCallCase(golden: GoldenCase): golden is CallCase {
  return typeof golden.call === 'string';
}

/** Calls the dialect as the case says, and holds its outputs and gradients against PyTorch's. */
export async function runCallCase(golden: CallCase): Promise<void> {
  const leaves: torch.Tensor[] = [];
  // A call that reads the device gives a promise.
  const output = await callPath(
    golden.call,
    golden.arguments.map((argument) => decode(argument, leaves)),
    decodeRecord(golden.keywords, leaves),
  );
  expectValue(await describeValue(output), golden.output, golden.tolerance, 'output');
  if (!golden.output_gradients || !golden.gradients) return;
  backward(output, golden.output_gradients);
  const gradients = await describeValue(leaves.map(({ grad }) => grad));
  expectValue(gradients, golden.gradients, golden.tolerance, 'gradients');
}

function backward(output: unknown, weights: readonly Json[]): void {
  const outputs = tensorsIn(output).filter(({ requiresGrad }) => requiresGrad);
  assertEqual(outputs.length, weights.length, 'number of outputs that require a gradient');
  outputs.forEach((each, index) => {
    const weight = weights[index];
    if (isGoldenTensor(weight)) each.backward(decodeTensor(weight), { retainGraph: index < outputs.length - 1 });
  });
}

/** Tensors of an output: a tensor, a list of them, or a record such as that of `max` over an axis. */
function tensorsIn(output: unknown): torch.Tensor[] {
  if (output instanceof torch.Tensor) return [output];
  const parts: readonly unknown[] = Array.isArray(output) ? output : isObject(output) ? Object.values(output) : [];
  return parts.filter((part) => part instanceof torch.Tensor);
}

function callPath(path: string, values: readonly unknown[], keywords: Readonly<Record<string, unknown>>): unknown {
  const [first, ...rest] = path.split('.').map(camelCase);
  const named = Object.keys(keywords).length > 0 ? [keywords] : [];
  if (first === 'Tensor') return callMember(values[0], rest, [...values.slice(1), ...named]);
  return callMember(torch, [first ?? '', ...rest], [...values, ...named]);
}

/** Calls the function at `path` inside of `owner`. */
function callMember(owner: unknown, path: readonly string[], values: readonly unknown[]): unknown {
  const [name = '', ...rest] = path;
  const member: unknown = typeof owner === 'object' && owner !== null ? Reflect.get(owner, name) : undefined;
  if (rest.length > 0) return callMember(member, rest, values);
  if (typeof member !== 'function') throw new Error(`The dialect has no ${name}.`);
  return Reflect.apply(member, owner, values);
}

function decode(argument: Json, leaves: torch.Tensor[]): unknown {
  if (isGoldenTensor(argument)) {
    const tensor = decodeTensor(argument);
    if (argument.requires_grad) leaves.push(tensor);
    return tensor;
  }
  if (Array.isArray(argument)) return argument.map((part: Json) => decode(part, leaves));
  if (!isObject(argument)) return decodeScalar(argument);
  if (typeof argument.dtype === 'string') return argument.dtype;
  if (typeof argument.call === 'string' && Array.isArray(argument.arguments)) {
    return callPath(
      argument.call,
      argument.arguments.map((part: Json) => decode(part, leaves)),
      {},
    );
  }
  return decodeRecord(argument, leaves);
}

function decodeRecord(record: Readonly<Record<string, Json>>, leaves: torch.Tensor[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [camelCase(name), decode(value, leaves)]));
}
