import { executionNames } from '../../../../components/experiment/execution.ts';
import { stepRows } from '../../../../components/experiment/step-figures.ts';
import type { EngineReport } from '../../../../src/training/protocol.ts';

const cells = (name: string) =>
  executionNames.map((execution) => `<td data-step-figure="${execution}-${name}">–</td>`).join('');

/** What the panel's script needs of EnginePanel.astro. */
export const enginePanelHtml = `
  <details data-part="engine">
    <summary data-part="engine-summary">what one training step costs</summary>
    <strong data-part="engine-execution"></strong> <span data-part="engine-reason">Press Run.</span>
    <table data-part="engine-step">
      <caption>A training step<span data-part="engine-dialect"></span></caption>
      ${stepRows.map(({ name }) => `<tr>${cells(name)}</tr>`).join('')}
    </table>
    <table data-part="engine-kernels"><caption>Kernels</caption></table>
    <p data-part="engine-no-kernels">The kernels of a step appear here.</p>
    <ul data-part="engine-notes"></ul>
  </details>`;

/** A replayed step of a small network. */
export const graphReport: EngineReport = {
  type: 'engine',
  runId: 1,
  dialect: 'torch',
  execution: 'graph',
  reason: null,
  plans: 1,
  step: {
    dispatches: 14,
    passes: 1,
    submits: 1,
    buffersCreated: 0,
    bindGroupsCreated: 0,
    bytesWritten: 100_480,
    reads: 0,
  },
  stepMilliseconds: 3.456,
  kernels: [
    { name: 'BatchMatMul', count: 6, milliseconds: 1.2345 },
    { name: 'Adam', count: 1, milliseconds: 0.5 },
  ],
  fallbacks: [],
};
