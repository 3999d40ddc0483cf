/** The films of all examples, held against what real PyTorch computes for the same files. */
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { examples } from '../../../../components/autograd-visualizer/examples.ts';
import { readProgram } from '../../../../src/training/autograd/read-program.ts';
import { tapeFilm } from '../../../../src/training/autograd/tape-film.ts';
import { torchFilm } from '../../../../src/training/autograd/torch-film.ts';
import type { AutogradFilm, TensorNumbers } from '../../../../src/training/autograd-protocol.ts';
import { readCases, type GoldenCase } from '../../support/golden-cases.ts';
import { startWasm } from '../../support/wasm.ts';

type GoldenTensor = Readonly<Record<'tensor' | 'shape', readonly number[]>>;

/** A node of PyTorch's graph and those that its gradients go to; null for an operand that wants none. */
type GoldenGraph = readonly [name: string, next: readonly (GoldenGraph | null)[]];

interface GoldenExample extends GoldenCase {
  readonly source: string;
  readonly error?: { readonly class: string; readonly start: string };
  readonly values: Readonly<Record<string, GoldenTensor>>;
  readonly gradients: Readonly<Record<string, GoldenTensor | null>>;
  readonly graphs: Readonly<Record<string, GoldenGraph>>;
}

const goldens = readCases('torch', 'autograd_examples') as readonly GoldenExample[];
const cases = goldens.map((golden) => [golden.name, golden] as const);

beforeAll(startWasm);

describe('the films of the examples', () => {
  it('are those of the files that real PyTorch has run', () => {
    const sources = Object.fromEntries(goldens.map(({ name, source }) => [name, source.trimEnd()]));
    expect(sources).toEqual(Object.fromEntries(examples.map(({ id, program }) => [id, program])));
  });

  it.each(cases)('%s: values, gradients and graphs of PyTorch', async (_, golden) => {
    const film = await torchFilm(readProgram(golden.source));
    const grads = lastGradients(film);
    for (const [name, gradient] of Object.entries(golden.gradients)) expectTensor(grads.get(name), gradient);
    for (const [name, value] of Object.entries(golden.values)) expectTensor(lastValue(film, name), value);
    for (const [name, graph] of Object.entries(golden.graphs)) {
      expect(graphOf(film, lastNode(film, name)), name).toEqual(differentiable(graph));
    }
    const raised = film.events.find(({ type }) => type === 'raised');
    expect(raised?.type === 'raised' ? raised.error : null).toBe(golden.error?.class ?? null);
    if (raised?.type === 'raised') expect(raised.message).toContain(golden.error?.start);
  });

  it.each(cases)('%s: the tape of TensorFlow gives the gradient of each pass', async (_, golden) => {
    const program = readProgram(golden.source);
    const [torch, keras] = [await torchFilm(program), await tapeFilm(program)];
    const passes = torch.events.flatMap((event) => (event.type === 'accumulated' ? [event] : []));
    const answers = keras.events.flatMap((event) => (event.type === 'answered' ? [event] : []));
    for (const { pass, node, added } of passes) {
      const name = torch.nodes[node]?.name;
      const answer = answers[pass - 1]?.gradients.find((each) => keras.nodes[each.node]?.name === name);
      const numbers =
        answer?.gradient === undefined || answer.gradient === null ? [] : keras.tensors[answer.gradient]?.values;
      expectClose(numbers ?? [], torch.tensors[added]?.values ?? []);
    }
    const passesOf = ({ events }: AutogradFilm) =>
      new Set(events.flatMap((event) => (event.type === 'propagated' ? [event.pass] : [])));
    for (const { pass } of passes) expect([...passesOf(keras)]).toContain(pass);
    const raises = (film: AutogradFilm) => film.events.some(({ type }) => type === 'raised');
    expect(raises(keras)).toBe(raises(torch));
  });

  it('of TensorFlow have its operations in their order', async () => {
    const program = examples.find(({ id }) => id === 'softmax-cross-entropy')?.program ?? '';
    const film = await tapeFilm(readProgram(program));
    const { nodes, edges } = film;
    const from = (to: number) =>
      edges.filter((edge) => edge.to === to && edge.isDifferentiable).map((edge) => edge.from);
    const chain: string[] = [];
    for (let node: number | undefined = lastNode(film, 'loss'); node !== undefined; [node] = from(node)) {
      chain.push(nodes[node]?.operation ?? '');
    }
    expect(chain).toEqual(['Neg', 'Mean', 'Sum', 'Mul', 'LogSoftmax', 'Variable']);
  });

  it.each(cases)('%s: nothing is left in memory', async (_, golden) => {
    const program = readProgram(golden.source);
    const before = memory().numTensors;
    await torchFilm(program);
    await tapeFilm(program);
    expect(memory().numTensors).toBe(before);
  });
});

/** What each leaf's `grad` is at the end, by its name; null for None. */
function lastGradients({ nodes, events, tensors }: AutogradFilm): ReadonlyMap<string, TensorNumbers | null> {
  const grads = new Map<string, TensorNumbers | null>();
  for (const event of events) {
    if (event.type !== 'accumulated' && event.type !== 'cleared') continue;
    grads.set(nodes[event.node]?.name ?? '', event.after === null ? null : (tensors[event.after] ?? null));
  }
  return grads;
}

/** The last node with a name: a program may give it twice. */
function lastNode({ nodes }: AutogradFilm, name: string): number {
  return nodes.findLastIndex((node) => node.name === name);
}

function lastValue(film: AutogradFilm, name: string): TensorNumbers | undefined {
  const index = lastNode(film, name);
  const changed = film.events.findLast((event) => event.type === 'changed' && event.node === index);
  const value = changed?.type === 'changed' ? changed.value : film.nodes[index]?.value;
  return film.tensors[value ?? -1];
}

function graphOf(film: AutogradFilm, index: number): GoldenGraph {
  const inputs = film.edges.filter(({ to, isDifferentiable }) => to === index && isDifferentiable);
  return [film.nodes[index]?.operation ?? '', inputs.map(({ from }) => graphOf(film, from))];
}

/** The same graph without what wants no gradient: the film shows tensors there, and nothing for numbers. */
function differentiable([name, next]: GoldenGraph): GoldenGraph {
  return [name, next.flatMap((each) => (each ? [differentiable(each)] : []))];
}

function expectTensor(actual: TensorNumbers | null | undefined, expected: GoldenTensor | null): void {
  if (expected === null) {
    expect(actual ?? null).toBeNull();
    return;
  }
  expect(actual?.shape).toEqual(expected.shape);
  expectClose(actual?.values ?? [], expected.tensor);
}

function expectClose(actual: readonly number[], expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  expected.forEach((value, index) => expect(actual[index]).toBeCloseTo(value, 5));
}
