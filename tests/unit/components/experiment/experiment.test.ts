// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
// Loaded beforehand: a run waits for it, and the tests count in single tasks.
import '../../../../components/experiment/engine-panel.ts';
import type { AskedSteps } from '../../../../components/experiment/execution.ts';
import type { Metrics } from '../../../../components/experiment/expectation.ts';
import { ExperimentElement } from '../../../../components/experiment/experiment.ts';
import { ShareLinkError } from '../../../../components/experiment/share-link.ts';
import { TrainingClient, type Run, type WorkerLike } from '../../../../src/training/client.ts';
import type { TrainingReport, TrainingRequest } from '../../../../src/training/protocol.ts';
import { enginePanelHtml, graphReport } from './engine-panel-fixtures.ts';

/** A worker that keeps what it is asked and says what the test says. */
class FakeWorker implements WorkerLike {
  readonly requests: TrainingRequest[] = [];
  readonly #listeners: ((event: { readonly data: unknown }) => void)[] = [];

  postMessage(message: TrainingRequest): void {
    this.requests.push(message);
    // The real worker frees a run's tensors and then says so.
    if (message.type === 'stop') queueMicrotask(() => this.report({ type: 'stopped', runId: message.runId }));
  }

  addEventListener(
    type: string,
    listener: (event: { readonly data: unknown; readonly message?: string }) => void,
  ): void {
    if (type === 'message') this.#listeners.push(listener);
  }

  terminate(): void {
    this.#listeners.length = 0;
  }

  report(report: TrainingReport): void {
    for (const listener of this.#listeners) listener({ data: report });
  }

  get types(): string[] {
    return this.requests.map(({ type }) => type);
  }
}

const shared = vi.hoisted(() => ({ client: null as TrainingClient | null }));

vi.mock('../../../../src/training/client.ts', async (importOriginal) => ({
  ...(await importOriginal<Record<string, unknown>>()),
  get trainingClient() {
    return shared.client;
  },
}));

class TestElement extends ExperimentElement {
  value = 0;
  hasOwnSettings = false;
  isPart = false;

  protected clearReadout(): void {
    this.value = 0;
  }

  protected startRun(client: TrainingClient, onReport: (report: TrainingReport) => void): Run {
    return client.start({ type: 'preview', dataset: 'mnist', count: 25, offset: 0 }, onReport);
  }

  protected override askedSteps(): AskedSteps {
    return { execution: 'graph', workload: 'mnist' };
  }

  protected showReport(report: TrainingReport): void {
    if (report.type === 'batch') this.value = report.accuracy;
  }

  protected override expectationApplies(): boolean {
    return !this.hasOwnSettings;
  }

  protected override isPartOfRun(): boolean {
    return this.isPart;
  }

  protected metrics(): Metrics {
    return { accuracy: this.value };
  }

  protected sharedValues(): Promise<ReadonlyMap<string, string>> {
    return Promise.resolve(new Map([['value', String(this.value)]]));
  }

  protected applySharedValues(values: ReadonlyMap<string, string>): Promise<void> {
    if (!values.has('value')) throw new ShareLinkError('The link lacks its value.');
    this.value = Number(values.get('value'));
    return Promise.resolve();
  }
}

customElements.define('test-experiment', TestElement);

const html = (id: string) => `
  <test-experiment id="${id}" data-experiment="${id}" data-state="idle"
    data-expect='{"standard":{"accuracy":{"min":0.4}}}' data-preset-hints='{"quick":"small","standard":"medium"}'>
    <p data-part="title">${id}</p><p data-part="badge"></p>
    ${['run', 'pause', 'step', 'reset', 'share'].map((name) => `<button data-part="${name}"></button>`).join('')}
    <span data-part="pause-label"></span>
    <fieldset data-part="presets">
      ${['quick', 'standard', 'full'].map((name) => `<input type="radio" name="${id}" value="${name}" ${name === 'standard' ? 'checked' : ''}>`).join('')}
    </fieldset>
    <select data-part="backend"><option value="auto"></option><option value="wasm"></option></select>
    <progress data-part="progress" max="1"></progress>
    ${['readout', 'status', 'backend-reason', 'expectation', 'message'].map((name) => `<p data-part="${name}"></p>`).join('')}
    ${enginePanelHtml}
  </test-experiment>`;

/** Puts experiments on the page whole, as a parsed page has them when its scripts run. */
function show(markup: string): void {
  const template = document.createElement('template');
  template.innerHTML = markup;
  document.body.replaceChildren(document.importNode(template.content, true));
}

let worker: FakeWorker;

const element = (id: string): TestElement => {
  const found = document.getElementById(id);
  if (!(found instanceof TestElement)) throw new Error(`No experiment ${id}.`);
  return found;
};
const text = (id: string, part: string) => element(id).querySelector(`[data-part="${part}"]`)?.textContent ?? '';
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
const press = async (id: string, part: string) => {
  element(id).querySelector<HTMLElement>(`[data-part="${part}"]`)?.click();
  await settle();
};
const answer = async (id: string, label: string) => {
  const buttons = [...element(id).querySelectorAll<HTMLElement>('[data-part="message"] button')];
  buttons.find(({ textContent }) => textContent === label)?.click();
  await settle();
};
const runId = () => worker.requests.findLast(({ type }) => type === 'preview')?.runId ?? 0;
const started = (): TrainingReport => ({
  type: 'started',
  runId: runId(),
  dialect: 'keras',
  epochs: 1,
  batchesPerEpoch: 2,
  parameterCount: 10,
});
const batch = (accuracy: number): TrainingReport => ({
  type: 'batch',
  runId: runId(),
  dialect: 'keras',
  epoch: 1,
  batch: 1,
  batchesPerEpoch: 2,
  loss: 1,
  accuracy,
  imagesPerSecond: 1,
  secondsLeft: 1,
});

beforeEach(() => {
  history.replaceState(null, '', '/');
  worker = new FakeWorker();
  shared.client = new TrainingClient(() => worker);
  show(html('first') + html('second'));
});

afterEach(async () => {
  document.body.replaceChildren();
  await settle();
});

describe('a run', () => {
  it('goes from Run to done, with its result set before its state', async () => {
    const observer = new MutationObserver(() => undefined);
    observer.observe(element('first'), { attributeFilter: ['data-state', 'data-result'] });
    await press('first', 'run');
    expect(element('first').state).toBe('loading');
    worker.report({ type: 'backend', runId: runId(), backend: 'wasm', reason: 'You chose it.', adapter: '' });
    worker.report(started());
    expect(element('first').dataset.backend).toBe('wasm');
    expect(element('first').state).toBe('running');
    worker.report(batch(0.43));
    observer.takeRecords();
    worker.report({ type: 'finished', runId: runId(), leakedTensors: 0 });
    const changed = observer.takeRecords().map(({ attributeName }) => attributeName);
    expect(element('first').dataset.state).toBe('done');
    expect(element('first').dataset.result).toBe('{"accuracy":0.43}');
    expect(text('first', 'expectation')).toBe('Expected: accuracy at least 0.40, reached 0.43');
    expect(changed).toEqual(['data-result', 'data-state']);
  });

  it('tells what the preset is, but not of settings that differ from it', async () => {
    expect(text('first', 'readout')).toBe('medium');
    element('first').hasOwnSettings = true;
    await press('first', 'run');
    await press('first', 'reset');
    expect(text('first', 'readout')).toBe('');
    expect(text('first', 'expectation')).toContain('nothing is expected');
  });

  it('judges no part of a run, and does not call its settings others', async () => {
    element('first').isPart = true;
    await press('first', 'run');
    worker.report(started());
    worker.report(batch(0.43));
    worker.report({ type: 'finished', runId: runId(), leakedTensors: 0 });
    expect(element('first').dataset.state).toBe('done');
    expect(text('first', 'expectation')).toBe('Expected: accuracy at least 0.40');
  });

  it('begun by Step pauses after one batch, and steps without seeming to run', async () => {
    await press('first', 'step');
    expect(worker.types).toEqual(['pause', 'preview', 'pause']);
    worker.report(started());
    worker.report(batch(0.1));
    worker.report({ type: 'paused', runId: runId() });
    expect(worker.types).toEqual(['pause', 'preview', 'pause']);
    expect(element('first').state).toBe('paused');
    expect(text('first', 'pause-label')).toBe('Resume');
    await press('first', 'step');
    worker.report({ type: 'resumed', runId: runId() });
    expect(element('first').state).toBe('paused');
    worker.report({ type: 'paused', runId: runId() });
    await press('first', 'pause');
    worker.report({ type: 'resumed', runId: runId() });
    expect(element('first').state).toBe('running');
    expect(worker.types).toEqual(['pause', 'preview', 'pause', 'step', 'resume']);
  });

  it('goes on at once when Resume is pressed while a step computes', async () => {
    await press('first', 'run');
    worker.report(started());
    await press('first', 'pause');
    worker.report({ type: 'paused', runId: runId() });
    await press('first', 'step');
    worker.report({ type: 'resumed', runId: runId() });
    await press('first', 'pause');
    expect(element('first').state).toBe('running');
    expect(text('first', 'status')).toBe('Running');
    expect(worker.types).toEqual(['preview', 'pause', 'step', 'resume']);
  });

  it('begun by Step steps once where the pause came before the first batch', async () => {
    await press('first', 'step');
    worker.report({ type: 'paused', runId: runId() });
    expect(worker.types).toEqual(['pause', 'preview', 'pause', 'step']);
  });

  it('ends in a message with a way on, and can be run again', async () => {
    await press('first', 'run');
    const error = { kind: 'data', message: 'A file is missing.', fix: 'Reload.' } as const;
    worker.report({ type: 'failed', runId: runId(), error });
    expect(element('first').state).toBe('failed');
    expect(text('first', 'message')).toContain('A file is missing. Reload.');
    await answer('first', 'Run again');
    expect(element('first').state).toBe('loading');
    expect(text('first', 'message')).toBe('');
  });

  it('tells what its engine does, until Reset', async () => {
    await press('first', 'run');
    expect(text('first', 'engine-summary')).toBe('Waiting for the first step');
    worker.report({ ...graphReport, runId: runId() });
    expect(text('first', 'engine-summary')).toBe('Graph · 3.46 ms a step · 14 dispatches');
    expect(text('second', 'engine-summary')).toBe('what one training step costs');
    worker.report({ type: 'finished', runId: runId(), leakedTensors: 0 });
    expect(text('first', 'engine-summary')).toContain('14 dispatches');
    await press('first', 'reset');
    expect(text('first', 'engine-summary')).toBe('what one training step costs');
  });

  it('is forgotten by Reset, whatever its worker still says', async () => {
    await press('first', 'run');
    worker.report(started());
    const late = batch(0.9);
    await press('first', 'reset');
    worker.report(late);
    expect(element('first').state).toBe('idle');
    expect(element('first').value).toBe(0);
    expect(worker.types).toEqual(['preview', 'stop']);
    await press('first', 'run');
    expect(element('first').state).toBe('loading');
  });

  it('does not begin by a button that is disabled', async () => {
    await press('first', 'pause');
    await press('first', 'reset');
    expect(worker.requests).toEqual([]);
  });
});

describe('one run at a time', () => {
  it('asks before it stops another experiment', async () => {
    await press('first', 'run');
    await press('second', 'run');
    expect(element('second').state).toBe('idle');
    expect(text('second', 'message')).toContain('“first” is running. Stop it and run this one?');
    await answer('second', 'Keep it running');
    expect(element('first').state).toBe('loading');
    expect(text('second', 'message')).toBe('');

    await press('second', 'run');
    await answer('second', 'Stop it and run this');
    expect(element('first').state).toBe('idle');
    expect(element('second').state).toBe('loading');
    expect(worker.types).toEqual(['preview', 'stop', 'preview']);
  });

  it('keeps the result of the other when it finished before the answer', async () => {
    await press('first', 'run');
    await press('second', 'run');
    worker.report(started());
    worker.report({ type: 'finished', runId: runId(), leakedTensors: 0 });
    expect(element('first').state).toBe('done');
    await answer('second', 'Stop it and run this');
    expect(element('first').state).toBe('done');
    expect(element('first').dataset.leakedTensors).toBe('0');
    expect(element('second').state).toBe('loading');
  });
});

describe('leaving', () => {
  it.each([
    ['the page', () => window.dispatchEvent(new Event('pagehide'))],
    ['the document', () => element('first').remove()],
  ])('%s stops the run', async (_, leave) => {
    await press('first', 'run');
    const left = element('first');
    leave();
    await settle();
    expect(left.state).toBe('idle');
    expect(worker.types).toEqual(['preview', 'stop']);
    expect(shared.client?.activeRun).toBeNull();
  });
});

describe('the address', () => {
  it('chooses preset and backend for every experiment', () => {
    history.replaceState(null, '', '/?preset=quick&backend=wasm');
    show(html('first') + html('second'));
    for (const id of ['first', 'second']) {
      expect(element(id).querySelector<HTMLInputElement>('[value="quick"]')?.checked).toBe(true);
      expect(element(id).querySelector('select')?.value).toBe('wasm');
      expect(text(id, 'readout')).toBe('small');
    }
  });

  it('that asks for nonsense gets a message and the default', async () => {
    history.replaceState(null, '', '/?backend=nonsense');
    show(html('first'));
    expect(text('first', 'message')).toContain('backend “nonsense”');
    expect(element('first').querySelector('select')?.value).toBe('auto');
    await press('first', 'run');
    expect(element('first').state).toBe('loading');
  });

  it('carries a share link to its experiment and to no other', async () => {
    element('first').value = 7;
    await press('first', 'share');
    const { hash } = location;
    expect(hash).toBe('#first~v1.preset=standard&backend=auto&value=7');
    show(html('first') + html('second'));
    await settle();
    expect(element('first').value).toBe(7);
    expect(element('second').value).toBe(0);
  });

  it.each([
    '#first~v9.value=7',
    '#first~v1.preset=standard&backend=auto',
    '#first~v1.preset=tiny&backend=auto&value=1',
  ])('with the bad link %s says so and goes on', async (hash) => {
    history.replaceState(null, '', `/${hash}`);
    show(html('first'));
    await settle();
    expect(text('first', 'message')).toMatch(/link/i);
    await press('first', 'run');
    expect(element('first').state).toBe('loading');
  });
});
