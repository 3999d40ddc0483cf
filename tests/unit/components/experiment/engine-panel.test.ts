// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { EnginePanel } from '../../../../components/experiment/engine-panel.ts';
import { stepRows } from '../../../../components/experiment/step-figures.ts';
import type { EngineReport, ExecutionName } from '../../../../src/training/protocol.ts';
import { enginePanelHtml, graphReport } from './engine-panel-fixtures.ts';

const eagerReport: EngineReport = {
  ...graphReport,
  execution: 'eager',
  plans: 0,
  step: {
    dispatches: 1_190,
    passes: 69,
    submits: 4,
    buffersCreated: 61,
    bindGroupsCreated: 190,
    bytesWritten: 100_480,
    reads: 2,
  },
  stepMilliseconds: 148.7,
};

let root: HTMLDetailsElement;
let panel: EnginePanel;

const text = (name: string) => root.querySelector(`[data-part="${name}"]`)?.textContent ?? '';
const figure = (execution: ExecutionName, name: string) =>
  root.querySelector(`[data-step-figure="${execution}-${name}"]`)?.textContent;
const column = (execution: ExecutionName) => stepRows.map(({ name }) => figure(execution, name));
const kernels = () =>
  [...root.querySelectorAll('[data-part="engine-kernels"] tbody tr')].map((row) =>
    [...row.children].map((cell) => cell.textContent),
  );
const notes = () => [...root.querySelectorAll('li')].map((note) => note.textContent);
const dashes = stepRows.map(() => '–');
const asked = (execution: ExecutionName, workload = 'mnist') => ({ execution, workload });

beforeEach(() => {
  const template = document.createElement('template');
  template.innerHTML = enginePanelHtml;
  document.body.replaceChildren(document.importNode(template.content, true));
  const found = document.querySelector('details');
  if (!found) throw new Error('The test has no panel.');
  root = found;
  panel = new EnginePanel(root);
  root.open = true;
});

describe('the mode', () => {
  it('is a graph that replays what was recorded', () => {
    panel.begin(asked('graph'));
    expect(text('engine-reason')).toBe('Waiting for the first step.');
    panel.show(graphReport);
    expect([text('engine-execution'), text('engine-reason')]).toEqual([
      'Graph.',
      'Each step replays one recorded command list.',
    ]);
    panel.show({ ...graphReport, plans: 2 });
    expect(text('engine-reason')).toBe('Each step replays one of 2 recorded command lists.');
    expect(text('engine-dialect')).toBe(', PyTorch');
  });

  it('is eager while a graph is being recorded, where it was asked for, and where no graph can be', () => {
    panel.begin(asked('graph'));
    panel.show(eagerReport);
    expect([text('engine-execution'), text('engine-reason')]).toEqual([
      'Eager.',
      'A step is being recorded: it runs operation by operation until then.',
    ]);
    const reason = 'WebAssembly has no command list to record: its steps run eagerly.';
    panel.show({ ...eagerReport, reason });
    expect(text('engine-reason')).toBe(reason);
    panel.begin(asked('eager'));
    panel.show(eagerReport);
    expect(text('engine-reason')).toBe('As you asked: each operation goes to the device by itself.');
  });
});

describe('the figures of a step', () => {
  it('stand in the column of what runs', () => {
    panel.begin(asked('graph'));
    panel.show(graphReport);
    expect(column('graph')).toEqual(['3.46 ms', '14', '1', '1', '0', '0', '100.5 kB', '0']);
    expect(column('eager')).toEqual(dashes);
    expect(text('engine-summary')).toBe('Graph · 3.46 ms a step · 14 dispatches');
  });

  it('stay beside those of the next run, where its steps do the same work', () => {
    panel.begin(asked('eager'));
    panel.show(eagerReport);
    panel.begin(asked('graph'));
    panel.show(graphReport);
    expect(figure('eager', 'milliseconds')).toBe('149 ms');
    expect(figure('eager', 'dispatches')).toBe('1,190');
    panel.begin(asked('graph', 'cifar10'));
    panel.show(graphReport);
    expect(column('eager')).toEqual(dashes);
  });

  it('have no time while a step is being recorded, and never replace what an eager run measured', () => {
    panel.begin(asked('graph'));
    panel.show(eagerReport);
    expect([figure('eager', 'milliseconds'), figure('eager', 'dispatches')]).toEqual(['–', '1,190']);
    panel.begin(asked('eager'));
    panel.show(eagerReport);
    panel.begin(asked('graph'));
    panel.show({ ...eagerReport, stepMilliseconds: 9_999 });
    expect(figure('eager', 'milliseconds')).toBe('149 ms');
  });

  it('are apart for each style', () => {
    panel.begin(asked('graph'));
    panel.show(graphReport);
    panel.show({ ...eagerReport, dialect: 'keras', reason: 'It cannot be recorded.' });
    expect(text('engine-dialect')).toBe(', Keras');
    expect(column('graph')).toEqual(dashes);
  });

  it('are the time alone on a backend without commands, and the reader is told', () => {
    panel.begin(asked('eager'));
    panel.show({ ...eagerReport, step: null, kernels: [] });
    expect(column('eager')).toEqual(['149 ms', ...dashes.slice(1)]);
    expect(text('engine-summary')).toBe('Eager · 149 ms a step');
    expect(notes()).toEqual(['Commands are counted on WebGPU alone: this backend has none.']);
    expect(text('engine-no-kernels')).toBe('This backend does not tell its kernels.');
  });
});

describe('the kernels', () => {
  it('are a table that follows the reports', () => {
    panel.begin(asked('graph'));
    panel.show(graphReport);
    expect(kernels()).toEqual([
      ['BatchMatMul', '6', '1.23'],
      ['Adam', '1', '0.50'],
    ]);
    panel.show({ ...graphReport, kernels: [{ name: 'Adam', count: 1, milliseconds: 12.34 }] });
    expect(kernels()).toEqual([['Adam', '1', '12.3']]);
    panel.begin(asked('graph'));
    expect(kernels()).toEqual([]);
  });

  it('have no times on an adapter that measures none, and the reader is told, also of replaced kernels', () => {
    panel.begin(asked('graph'));
    const untimed = graphReport.kernels.map((kernel) => ({ ...kernel, milliseconds: null }));
    panel.show({ ...graphReport, kernels: untimed, fallbacks: ['Adam runs without subgroups.'] });
    expect(kernels().map((cells) => cells.at(-1))).toEqual(['–', '–']);
    expect(notes()).toEqual([
      'This adapter does not time single kernels, or the run was too short: those called most come first.',
      'Adam runs without subgroups.',
    ]);
  });
});

describe('the panel', () => {
  it('draws only its summary while it is closed, and the rest when it is opened', () => {
    root.open = false;
    panel.begin(asked('graph'));
    panel.show(graphReport);
    expect(text('engine-summary')).toContain('Graph');
    expect(column('graph')).toEqual(dashes);
    root.open = true;
    root.dispatchEvent(new Event('toggle'));
    expect(figure('graph', 'dispatches')).toBe('14');
  });

  it('is as before the first run when it is cleared', () => {
    panel.begin(asked('graph'));
    panel.show({ ...graphReport, fallbacks: ['Adam runs without subgroups.'] });
    panel.clear();
    expect(text('engine-summary')).toBe('what one training step costs');
    expect(text('engine-reason')).toBe('Press Run.');
    expect([column('graph'), kernels(), notes()]).toEqual([dashes, [], []]);
    expect(text('engine-no-kernels')).toBe('The kernels of a step appear here.');
  });
});
