/** What a run draws; loaded with d3 and the layout when the reader first presses Run. */
import type { GraphNode, ModelGraphs } from '../../src/network/model-graph.ts';
import type { DialectName } from '../../src/training/protocol.ts';
import { dataTable, type TableData } from '../charts/data-table.ts';
import type { Chart } from '../charts/line-chart.ts';
import { part } from '../experiment/parts.ts';
import { Diagram } from './diagram.ts';
import { showDetails } from './details.ts';
import { layerLabel, totalsText } from './layer-text.ts';
import { tableData } from './table-data.ts';

/** A layer of one of the two graphs. */
export interface LayerPlace {
  readonly dialect: DialectName;
  readonly id: string;
}

const dialects = ['torch', 'keras'] as const;

/** Both diagrams, what is told of the chosen layer, and the table. */
export class Readout {
  readonly #root: HTMLElement;
  readonly #graphs: ModelGraphs;
  readonly #diagrams: Readonly<Record<DialectName, Diagram>>;
  readonly #table: Chart<TableData>;
  #chosen: LayerPlace;
  #hovered: LayerPlace | null = null;

  /** @param wanted the layer to begin with, where the graphs have it. */
  constructor(root: HTMLElement, graphs: ModelGraphs, wanted: LayerPlace | null) {
    this.#root = root;
    this.#graphs = graphs;
    this.#diagrams = { torch: this.#draw('torch'), keras: this.#draw('keras') };
    this.#table = dataTable(part(root, 'table', HTMLTableElement), tableData(graphs));
    const isThere = wanted && this.#node(wanted);
    this.#chosen = isThere ? wanted : { dialect: 'torch', id: firstLayer(graphs) };
    this.#show();
  }

  get chosen(): LayerPlace {
    return this.#chosen;
  }

  /** Goes on to the next layer of the model in which one is chosen; after the last comes the first. @returns that layer in words. */
  next(): string {
    const { dialect, id } = this.#chosen;
    const { nodes } = this.#graphs[dialect];
    const place = nodes.findIndex((node) => node.id === id);
    const next = nodes[(place + 1) % nodes.length];
    if (!next) return '';
    this.#choose({ dialect, id: next.id });
    return layerLabel(next, dialect);
  }

  destroy(): void {
    for (const dialect of dialects) {
      this.#diagrams[dialect].destroy();
      this.#empty(dialect).hidden = false;
      part(this.#root, `${dialect}-totals`, HTMLElement).textContent = '';
    }
    this.#table.destroy();
    part(this.#root, 'details', HTMLElement).hidden = true;
  }

  #draw(dialect: DialectName): Diagram {
    const graph = this.#graphs[dialect];
    this.#empty(dialect).hidden = true;
    part(this.#root, `${dialect}-totals`, HTMLElement).textContent = totalsText(graph, dialect);
    return new Diagram(part(this.#root, `${dialect}-diagram`, SVGSVGElement), graph, dialect, {
      hover: (id) => {
        this.#hovered = id === null ? null : { dialect, id };
        this.#show();
      },
      choose: (id) => this.#choose({ dialect, id }),
      cross: (id) => {
        const [partner] = this.#node({ dialect, id })?.partners ?? [];
        if (partner !== undefined) this.#diagrams[otherThan(dialect)].focus(partner);
      },
    });
  }

  #choose(place: LayerPlace): void {
    this.#chosen = place;
    this.#hovered = null;
    this.#show();
  }

  /** Marks what is looked at: the layer under the pointer, else the chosen one. */
  #show(): void {
    const looked = this.#hovered ?? this.#chosen;
    const own = [looked.id];
    const partners = this.#node(looked)?.partners ?? [];
    for (const dialect of dialects) {
      const chosen = this.#chosen.dialect === dialect ? this.#chosen.id : null;
      this.#diagrams[dialect].mark(chosen, looked.dialect === dialect ? own : partners);
    }
    const [torch, keras] = looked.dialect === 'torch' ? [own, partners] : [partners, own];
    // A module that shares its Keras layer with others is shown with them.
    const shared = this.#nodes('keras', keras).flatMap((node) => node.partners);
    const together = this.#nodes('torch', [...torch, ...shared]);
    showDetails(this.#root, together, this.#nodes('keras', keras));
  }

  #node({ dialect, id }: LayerPlace): GraphNode | undefined {
    return this.#graphs[dialect].nodes.find((node) => node.id === id);
  }

  #nodes(dialect: DialectName, ids: readonly string[]): readonly GraphNode[] {
    return this.#graphs[dialect].nodes.filter(({ id }) => ids.includes(id));
  }

  #empty(dialect: DialectName): HTMLElement {
    return part(this.#root, `${dialect}-empty`, HTMLElement);
  }
}

function otherThan(dialect: DialectName): DialectName {
  return dialect === 'torch' ? 'keras' : 'torch';
}

/** The first that is no input. */
function firstLayer({ torch }: ModelGraphs): string {
  return torch.nodes.find(({ kind }) => kind === 'layer')?.id ?? '';
}
