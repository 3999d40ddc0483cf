/** Cases of a few lines of Python: tests/judges/program_case.py runs them with PyTorch and writes their syntax trees. */
import * as torch from '../../../src/torch/index.ts';
import * as torchvision from '../../../src/torchvision/index.ts';
import { fail } from './assertions.ts';
import type { GoldenCase } from './golden-cases.ts';
import { camelCase, decodeTensor, describeValue, expectValue, isGoldenTensor, type Json } from './golden-values.ts';
import { runProgram, type Statement } from './python-subset.ts';

export interface ProgramCase extends GoldenCase {
  /** What a person reads; the tests run `program`. */
  readonly source: string;
  readonly inputs: Readonly<Record<string, Json>>;
  readonly program: readonly (Statement & Json)[];
  /** What the program checks, by the names it gives. */
  readonly output: Readonly<Record<string, Json>>;
  /** The error that ends the program: its class, and what its message says. */
  readonly error?: { readonly class: string; readonly message_parts: readonly string[] };
  readonly tolerance: number;
}

export function isProgramCase(golden: GoldenCase): golden is ProgramCase {
  return Array.isArray(golden.program);
}

/** Python's own errors and the classes that stand for them. */
const errorClasses: Readonly<Record<string, new (message: string) => Error>> = {
  RuntimeError: torch.RuntimeError,
  ValueError: torch.ValueError,
  IndexError: torch.IndexError,
  KeyError: torch.KeyError,
  AssertionError: torch.AssertionError,
  TypeError,
};

/** Runs the program with the dialect, and holds what it checks and the error that ends it against PyTorch's. */
export async function runProgramCase(golden: ProgramCase): Promise<void> {
  const checked = new Map<string, Promise<unknown>>();
  const check = (values: Readonly<Record<string, unknown>>) => {
    for (const [name, value] of Object.entries(values)) checked.set(name, describeValue(value));
  };
  const names = new Map<string, unknown>(Object.entries({ ...world, check, ...decodeInputs(golden.inputs) }));
  await expectEnding(() => runProgram(golden.program, names), golden);
  for (const [name, expected] of Object.entries(golden.output)) {
    if (!checked.has(camelCase(name))) fail(`The program did not check ${name}.`);
    expectValue(await checked.get(camelCase(name)), expected, golden.tolerance, name);
  }
}

/** What programs find, besides their inputs. */
const world = {
  torch,
  transforms: torchvision.transforms,
  pixels: (bytes: readonly number[], height: number, width: number): torchvision.transforms.ImageBytes => ({
    data: Uint8Array.from(bytes),
    height,
    width,
  }),
  graph: (tensor: torch.Tensor) => nodeNames(tensor.gradFn),
  edges: ({ gradFn }: torch.Tensor) => gradFn?.nextFunctions.map(([node, number]) => [node?.name ?? null, number]),
  float: Number,
  len: (list: { readonly length: number }) => list.length,
  list: (items: Iterable<unknown>) => [...items],
  range: (end: number) => Array.from({ length: end }, (_, index) => index),
  repr: String,
  sum: (terms: readonly torch.Tensor[]) => terms.reduce((total, term) => total.add(term)),
};

/** Names of a node and of those before it, depth first, each as often as it is met. */
function nodeNames(node: torch.Tensor['gradFn']): string[] {
  return node ? [node.name, ...node.nextFunctions.flatMap(([before]) => nodeNames(before))] : [];
}

function decodeInputs(inputs: ProgramCase['inputs']): Record<string, unknown> {
  const decode = (value: Json): unknown => {
    if (isGoldenTensor(value)) return decodeTensor(value);
    return Array.isArray(value) ? value.map(decode) : value;
  };
  return Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, decode(value)]));
}

async function expectEnding(run: () => unknown, { error }: ProgramCase): Promise<void> {
  if (!error) {
    await run();
    return;
  }
  const raised = await failureOf(run);
  const kind = errorClasses[error.class];
  if (!kind || !(raised instanceof kind)) fail(`expected a ${error.class}, got ${String(raised)}`);
  for (const part of error.message_parts) {
    if (!raised.message.includes(part)) fail(`the message is '${raised.message}', without '${part}'`);
  }
}

async function failureOf(run: () => unknown): Promise<unknown> {
  try {
    // A read of the device fails later than the call that asks for it.
    await run();
  } catch (error) {
    return error;
  }
  return undefined;
}
