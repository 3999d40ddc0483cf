/** Graphs of models built by the dialects, beside those that the real frameworks give of the same models. */
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { networkChoices } from '../../../components/graph-view/network-choices.ts';
import type { GraphNode, GraphWeight, ModelGraph, ModelGraphs } from '../../../src/network/model-graph.ts';
import type { DeviceFailure } from '../../../src/engine/backend.ts';
import { describeNetwork } from '../../../src/training/model-graph/describe-network.ts';
import type { TrainingReport } from '../../../src/training/protocol.ts';
import { trainingRequestSchema } from '../../../src/training/schemas.ts';
import { Session } from '../../../src/training/session.ts';
import { tensorRuntime } from '../../../src/training/tensor-runtime.ts';
import { readCases } from '../support/golden-cases.ts';
import { startWasm } from '../support/wasm.ts';

beforeAll(startWasm);

const choices = networkChoices(undefined);

function graphsOf(name: string): ModelGraphs {
  const choice = choices.find((each) => each.name === name) ?? expect.fail(`there is no network '${name}'`);
  return describeNetwork(choice.network);
}

const shapesByName = (weights: readonly GraphWeight[], trainable: boolean) =>
  Object.fromEntries(weights.filter((each) => each.trainable === trainable).map(({ name, shape }) => [name, shape]));

/** A layer as the goldens have it. */
const asGolden = (graph: ModelGraph) => (node: GraphNode) => ({
  id: node.id,
  class: node.className,
  shape: node.outputShape,
  weights: shapesByName(node.weights, true),
  buffers: shapesByName(node.weights, false),
  from: graph.edges.filter(({ to }) => to === node.id).map(({ from }) => from),
});

const nodeOf = ({ nodes }: ModelGraph, id: string) => nodes.find((node) => node.id === id) ?? expect.fail(`no ${id}`);

describe.each(['torch', 'keras'] as const)('the graph is that of the real %s', (framework) => {
  test.each(readCases(framework, 'model_graphs').map((golden) => [golden.name, golden] as const))(
    '%s',
    (name, golden) => {
      const graph = graphsOf(name)[framework];
      const settings = (node: GraphNode) => (framework === 'torch' ? { settings: node.settings } : {});
      expect(graph.nodes.map((node) => ({ ...asGolden(graph)(node), ...settings(node) }))).toEqual(golden.layers);
      expect([graph.trainable.count, graph.trainable.bytes]).toEqual(golden.trainable);
      expect([graph.other.count, graph.other.bytes]).toEqual(golden.other);
    },
  );
});

describe('partners', () => {
  test.each(choices.map(({ name }) => name))('every layer of %s has one, and is its partner’s', (name) => {
    const { torch, keras } = graphsOf(name);
    for (const [own, other] of [
      [torch, keras],
      [keras, torch],
    ] as const) {
      for (const { id, partners } of own.nodes) {
        expect(partners, id).not.toEqual([]);
        for (const partner of partners) expect(nodeOf(other, partner).partners).toContain(id);
      }
    }
  });

  test('a layer of Keras with an activation is two modules, and what merges branches is a function', () => {
    const { torch, keras } = graphsOf('cnn');
    expect(nodeOf(keras, 'conv2d_1').partners.map((id) => nodeOf(torch, id).className)).toEqual(['Conv2d', 'ReLU']);
    const residual = graphsOf('residual');
    expect(nodeOf(residual.torch, 'add')).toMatchObject({ kind: 'function', partners: ['add'] });
    expect(nodeOf(residual.keras, 'pool').partners).toEqual(['pool', 'flatten']);
  });
});

test('PyTorch is told the size of an input, Keras infers it', () => {
  const { torch, keras } = graphsOf('cnn');
  expect(nodeOf(torch, '9').input).toEqual({ name: 'in_features', size: 1024, isInferred: false });
  expect(nodeOf(keras, 'dense').input).toEqual({ name: 'features', size: 1024, isInferred: true });
  expect(nodeOf(keras, 'conv2d').settings).toBe("32, (3, 3), activation='relu'");
});

test('leaves no tensor behind, and names layers anew each time', () => {
  const before = memory().numTensors;
  const first = graphsOf('residual');
  expect(graphsOf('residual')).toEqual(first);
  expect(graphsOf('cnn').keras).toEqual(graphsOf('cnn').keras);
  expect(memory().numTensors).toBe(before);
});

test('the worker answers with the graphs and leaves nothing behind', async () => {
  const reports: TrainingReport[] = [];
  const session = new Session({
    report: (report) => reports.push(report),
    loadRuntime: () =>
      Promise.resolve({
        ...tensorRuntime,
        startBackend: () =>
          Promise.resolve({
            name: 'wasm',
            reason: '',
            adapter: '',
            failure: new Promise<DeviceFailure>(() => undefined),
          }),
      }),
  });
  await session.handle({ type: 'graph', runId: 1, backend: 'wasm', network: 'branches' });
  expect(reports.map(({ type }) => type)).toEqual(['backend', 'graph', 'finished']);
  expect(reports.at(-1)).toEqual({ type: 'finished', runId: 1, leakedTensors: 0 });
});

test.each([{ network: 'residual' }, { network: { inputShape: [28, 28, 1], layers: [{ type: 'flatten' }] } }])(
  'the worker takes a request of %j',
  (request) => {
    const message = { type: 'graph', runId: 1, backend: 'auto', ...request };
    expect(trainingRequestSchema.safeParse(message).success).toBe(true);
  },
);

test.each([{ network: 'transformer' }, { network: { inputShape: [0, 28, 1], layers: [] } }])(
  'the worker refuses a request of %j',
  (request) => {
    const message = { type: 'graph', runId: 1, backend: 'auto', ...request };
    expect(trainingRequestSchema.safeParse(message).success).toBe(false);
  },
);

test('refuses layers that do not fit each other', () => {
  const own = {
    title: 'Mine',
    dataset: 'mnist',
    layers: [{ type: 'dense', units: 10, activation: 'linear' }],
  } as const;
  expect(() => networkChoices(own)).toThrow('Dense: expected one axis of features, got [28, 28, 1].');
});
