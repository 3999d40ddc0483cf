import type { ModelGraphs } from '../../src/network/model-graph.ts';
import type { Run, TrainingClient } from '../../src/training/client.ts';
import type { TrainingReport } from '../../src/training/protocol.ts';
import type { Metrics } from '../experiment/expectation.ts';
import { ExperimentElement } from '../experiment/experiment.ts';
import { part } from '../experiment/parts.ts';
import type { PresetName } from '../experiment/presets.ts';
import { ShareLinkError } from '../experiment/share-link.ts';
import type { NetworkChoice, NetworkName } from './network-choices.ts';
import type { LayerPlace, Readout } from './readout.ts';

/** Names of layers in a link: `torch.0`, `keras.max_pooling2d_1`. */
const LAYER = /^(torch|keras)\.([\w.]{1,60})$/;

/** Builds a network in both frameworks and draws the two. Step goes on to the next layer. */
class GraphViewElement extends ExperimentElement {
  #readoutModule: typeof import('./readout.ts') | null = null;
  #readout: Readout | null = null;
  #graphs: ModelGraphs | null = null;
  /** The layer that a link points at. */
  #wanted: LayerPlace | null = null;

  protected override connected(signal: AbortSignal): void {
    const change = () => {
      this.#wanted = null;
      // Who has seen one network drawn wants to see the next.
      if (this.state === 'done') this.runAgain();
      else this.showExpectation();
    };
    this.#select.addEventListener('change', change, { signal });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.clearReadout();
  }

  protected override async loadForRun(): Promise<void> {
    this.#readoutModule ??= await import('./readout.ts');
  }

  protected override prepareRun(byStep: boolean): Promise<boolean> {
    if (!byStep || !this.#readout) return Promise.resolve(true);
    this.say(this.#readout.next());
    return Promise.resolve(false);
  }

  protected clearReadout(): void {
    this.#readout?.destroy();
    this.#readout = null;
    this.#graphs = null;
  }

  protected startRun(client: TrainingClient, onReport: (report: TrainingReport) => void): Run {
    return client.start({ type: 'graph', backend: this.backend, network: this.#choice.network }, onReport);
  }

  protected showReport(report: TrainingReport): void {
    if (report.type !== 'graph' || !this.#readoutModule) return;
    this.#graphs = report.graphs;
    this.#readout = new this.#readoutModule.Readout(this, report.graphs, this.#wanted);
    const { torch, keras } = report.graphs;
    const nodes = `${torch.nodes.length} nodes in PyTorch, ${keras.nodes.length} in Keras`;
    this.setProgress(1, `${this.#choice.title}: ${nodes}, ${keras.trainable.count.toLocaleString('en')} parameters`);
  }

  protected metrics(): Metrics {
    if (!this.#graphs) return {};
    const { torch, keras } = this.#graphs;
    return {
      torchLayers: torch.nodes.length,
      kerasLayers: keras.nodes.length,
      torchParameters: torch.trainable.count,
      kerasParameters: keras.trainable.count,
    };
  }

  protected override applyPreset(preset: PresetName): void {
    this.#select.value = this.#presets[preset];
    this.#wanted = null;
  }

  protected override setLocked(locked: boolean): void {
    this.#select.disabled = locked;
  }

  protected override expectationApplies(): boolean {
    return this.#select.value === this.#presets[this.preset];
  }

  protected sharedValues(): Promise<ReadonlyMap<string, string>> {
    const chosen = this.#readout?.chosen;
    const layer: [string, string][] = chosen ? [['layer', `${chosen.dialect}.${chosen.id}`]] : [];
    return Promise.resolve(new Map([['net', this.#select.value], ...layer]));
  }

  protected applySharedValues(values: ReadonlyMap<string, string>): Promise<void> {
    const name = values.get('net') ?? '';
    if (!this.#choices.some((choice) => choice.name === name)) {
      throw new ShareLinkError('The link to this diagram names no network of this page.');
    }
    const layer = values.get('layer');
    const [, dialect, id] = LAYER.exec(layer ?? '') ?? [];
    if (layer !== undefined && id === undefined) throw new ShareLinkError('The link to this diagram names no layer.');
    this.#select.value = name;
    this.#wanted = id === undefined ? null : { dialect: dialect === 'keras' ? 'keras' : 'torch', id };
    return Promise.resolve();
  }

  get #presets(): Readonly<Record<PresetName, NetworkName>> {
    return JSON.parse(this.dataset.presets ?? '{}') as Readonly<Record<PresetName, NetworkName>>;
  }

  get #choices(): readonly NetworkChoice[] {
    // Written by our own server from checked properties.
    return JSON.parse(this.dataset.networks ?? '[]') as readonly NetworkChoice[];
  }

  get #choice(): NetworkChoice {
    const choice = this.#choices.find(({ name }) => name === this.#select.value);
    if (!choice) throw new Error(`There is no network ${this.#select.value}.`);
    return choice;
  }

  get #select(): HTMLSelectElement {
    return part(this, 'network', HTMLSelectElement);
  }
}

customElements.define('duet-graph-view', GraphViewElement);
