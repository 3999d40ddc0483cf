import { describe, expect, test } from 'vitest';
import { layerNotes } from '../../../../components/graph-view/layer-notes.ts';
import { layerLines } from '../../../../components/graph-view/layer-text.ts';
import { layeredLayout, type PlacedBox } from '../../../../components/graph-view/layout.ts';
import { tableData } from '../../../../components/graph-view/table-data.ts';
import type { GraphNode, ModelGraph } from '../../../../src/network/model-graph.ts';

const node = (given: Partial<GraphNode>): GraphNode => ({
  id: 'a',
  kind: 'layer',
  className: 'Linear',
  settings: '',
  outputShape: [null, 10],
  input: null,
  weights: [],
  partners: [],
  ...given,
});

const norm = node({
  className: 'BatchNorm2d',
  outputShape: [null, 16, 8, 8],
  input: { name: 'num_features', size: 16, isInferred: false },
  weights: [
    { name: 'weight', shape: [16], trainable: true },
    { name: 'running_mean', shape: [16], trainable: false },
    { name: 'num_batches_tracked', shape: [], trainable: false },
  ],
});

const graph = (nodes: readonly GraphNode[]): ModelGraph => ({
  nodes,
  edges: [],
  trainable: { count: 0, bytes: 0 },
  other: { count: 0, bytes: 0 },
});

describe('layerLines', () => {
  test('tells class, input, output and parameters, a scalar as one number', () => {
    expect(layerLines(norm, 'torch').map(({ text }) => text)).toEqual([
      'BatchNorm2d',
      'num_features=16',
      '(N, 16, 8, 8)',
      '16 parameters + 17 kept',
    ]);
  });

  test('says that Keras infers the size of an input, in the singular where it is 1', () => {
    const input = { name: 'channels', size: 1, isInferred: true };
    expect(layerLines(node({ className: 'Conv2D', input }), 'keras').map(({ text }) => text)).toEqual([
      'Conv2D',
      '1 channel, inferred',
      '(None, 10)',
    ]);
  });
});

describe('layerNotes', () => {
  test('tells who names the input, where the channels are, and what buffers are', () => {
    const keras = node({ input: { name: 'channels', size: 16, isInferred: true } });
    const notes = layerNotes([norm], [keras]);
    expect(notes[0]).toBe(
      'PyTorch is told num_features=16; Keras finds its 16 channels when the layer meets its input.',
    );
    expect(notes[1]).toContain('channels before height and width');
    expect(notes[2]).toContain('buffers in PyTorch');
    expect(notes).toHaveLength(3);
  });

  test('tells of functions, and of one layer that is two modules', () => {
    expect(layerNotes([node({ kind: 'function' })], [node({})])[0]).toContain('no module');
    expect(layerNotes([node({}), node({})], [node({})])).toEqual(['One layer in Keras, 2 modules in PyTorch.']);
    expect(layerNotes([node({})], [node({})])).toEqual([]);
  });
});

test('the table has a layer of Keras once, and what PyTorch lacks last', () => {
  const torch = graph([
    node({ id: '0', partners: ['dense'] }),
    node({ id: '1', className: 'ReLU', partners: ['dense'] }),
  ]);
  const keras = graph([node({ id: 'dense', className: 'Dense' }), node({ id: 'alone', className: 'Rescaling' })]);
  expect(tableData({ torch, keras }).rows).toEqual([
    ['0', 'Linear', '(N, 10)', '0', 'dense', 'Dense', '(None, 10)', '0'],
    ['1', 'ReLU', '(N, 10)', '0', 'part of dense', '', '', ''],
    ['–', '', '', '', 'alone', 'Rescaling', '(None, 10)', '0'],
  ]);
});

describe('layeredLayout', () => {
  const boxes = ['input', 'left', 'right', 'end'].map((id) => ({ id, width: 100, height: 40 }));
  const edges = [
    { from: 'input', to: 'left' },
    { from: 'input', to: 'right' },
    { from: 'left', to: 'end' },
    { from: 'right', to: 'end' },
    { from: 'input', to: 'end' },
  ];
  const layout = layeredLayout(boxes, edges);
  const box = (id: string): PlacedBox => layout.boxes.find((each) => each.id === id) ?? expect.fail(id);

  test('puts each box below all that lead to it, inside of the drawing, and none over another', () => {
    for (const { from, to } of edges) expect(box(to).y - box(from).y).toBeGreaterThan(40);
    expect(box('left').y).toBe(box('right').y);
    expect(Math.abs(box('left').x - box('right').x)).toBeGreaterThanOrEqual(100);
    for (const { x, y } of layout.boxes) {
      expect(x - 50).toBeGreaterThanOrEqual(0);
      expect(x + 50).toBeLessThanOrEqual(layout.width);
      expect(y + 20).toBeLessThanOrEqual(layout.height);
    }
  });

  test('leads edges from border to border', () => {
    const reach = ({ x, y }: PlacedBox, point: readonly [number, number] | undefined) =>
      Math.max(Math.abs((point?.[0] ?? NaN) - x) / 50, Math.abs((point?.[1] ?? NaN) - y) / 20);
    for (const { from, to, points } of layout.edges) {
      expect(reach(box(from), points[0])).toBeCloseTo(1);
      expect(reach(box(to), points.at(-1))).toBeCloseTo(1);
    }
  });
});
