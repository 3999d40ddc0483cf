import { describe, expect, it } from 'vitest';
import { arrangeRows, type RowFacts } from '../../../../components/framework-table/arrange-rows.ts';
import {
  defaultTableState,
  readTableState,
  writeTableState,
  type TableState,
} from '../../../../components/framework-table/table-state.ts';

const facts = (id: string, change: Partial<RowFacts> = {}): RowFacts => ({
  id,
  group: 'project',
  topic: id,
  text: id,
  changed: '',
  verdicts: [],
  isProvable: false,
  ...change,
});

const rows = [
  facts('graphs', {
    topic: 'Graphs',
    text: 'Graphs by tf.function',
    changed: '2023-03-15',
    verdicts: ['holds', 'dated'],
  }),
  facts('autograd', { topic: 'Autograd', text: 'Gradients add up', isProvable: true, verdicts: ['wrong'] }),
  facts('browser', {
    topic: 'Browser',
    group: 'delivery',
    text: 'ONNX, TF.js',
    changed: '2024-12',
    verdicts: ['holds'],
  }),
  facts('padding', { topic: 'Padding', text: 'valid or same', changed: '2019', isProvable: true }),
];

const ids = (change: Partial<TableState>) => arrangeRows(rows, { ...defaultTableState, ...change }).map(({ id }) => id);

describe('arrangeRows', () => {
  it('shows all in the order of the data', () => {
    expect(ids({})).toEqual(['graphs', 'autograd', 'browser', 'padding']);
    expect(ids({ direction: 'descending' })).toEqual(['padding', 'browser', 'autograd', 'graphs']);
  });

  it('searches for all words, in any case and order', () => {
    expect(ids({ query: 'TF.JS' })).toEqual(['browser']);
    expect(ids({ query: 'function  graphs' })).toEqual(['graphs']);
    expect(ids({ query: 'graphs onnx' })).toEqual([]);
  });

  it('filters by group, verdict and proof, and leaves out hidden rows', () => {
    expect(ids({ group: 'delivery' })).toEqual(['browser']);
    expect(ids({ verdict: 'holds' })).toEqual(['graphs', 'browser']);
    expect(ids({ isProvable: true })).toEqual(['autograd', 'padding']);
    expect(ids({ hiddenRows: ['graphs', 'padding'] })).toEqual(['autograd', 'browser']);
  });

  it('orders by topic, by proof, and by the worst verdict', () => {
    expect(ids({ sort: 'topic' })).toEqual(['autograd', 'browser', 'graphs', 'padding']);
    expect(ids({ sort: 'proof' })).toEqual(['autograd', 'padding', 'graphs', 'browser']);
    expect(ids({ sort: 'said' })).toEqual(['autograd', 'graphs', 'browser', 'padding']);
  });

  it('orders by date, and keeps rows without one at the end in both directions', () => {
    expect(ids({ sort: 'changed' })).toEqual(['padding', 'graphs', 'browser', 'autograd']);
    expect(ids({ sort: 'changed', direction: 'descending' })).toEqual(['browser', 'graphs', 'padding', 'autograd']);
  });
});

describe('the state in a link', () => {
  const known = new Set(rows.map(({ id }) => id));

  it('is empty for the default', () => {
    expect([...writeTableState(defaultTableState)]).toEqual([]);
    expect(readTableState(new Map(), known)).toEqual(defaultTableState);
  });

  it('comes back as it was', () => {
    const state: TableState = {
      query: 'torch.compile & “x”',
      group: 'tensors',
      verdict: 'dated',
      isProvable: true,
      sort: 'changed',
      direction: 'descending',
      hiddenRows: ['graphs', 'padding'],
      hiddenColumns: ['evidence', 'said'],
      answers: { target: 'browser', future: 'yes' },
    };
    const text = new URLSearchParams([...writeTableState(state)]).toString();
    expect(readTableState(new Map(new URLSearchParams(text)), known)).toEqual(state);
  });

  it.each([
    ['group', 'nonsense'],
    ['group', 'constructor'],
    ['said', 'true'],
    ['proof', 'no'],
    ['sort', 'topic'],
    ['sort', 'topic.sideways'],
    ['without', 'graphs_nonsense'],
    ['columns', 'torch_topic'],
    ['answers', 'target.moon'],
    ['answers', 'target'],
    ['find', 'x'.repeat(81)],
    ['unknown', '1'],
  ])('is refused when it says %s=%s', (key, value) => {
    expect(() => readTableState(new Map([[key, value]]), known)).toThrow(`“${key}=`);
  });
});
