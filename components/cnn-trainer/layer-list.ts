import type { LayerSettings } from '../../src/network/layers.ts';
import { NetworkError, networkShapes, type LayerShape } from '../../src/network/shapes.ts';
import { part } from '../experiment/parts.ts';
import { layerFields, layerValues, shapeText, type LayerFieldName } from './layer-fields.ts';
import { numberFromText } from './number-text.ts';

/** The editable list of layers. It holds no state besides its fields: `read` and `write` are its whole truth. */
export class LayerList {
  readonly #list: HTMLElement;
  readonly #template: HTMLTemplateElement;
  readonly #root: ParentNode;
  readonly #onChange: () => void;

  constructor(root: ParentNode, onChange: () => void, signal: AbortSignal) {
    this.#root = root;
    this.#onChange = onChange;
    this.#list = part(root, 'layers', HTMLElement);
    this.#template = part(root, 'layer-template', HTMLTemplateElement);
    this.#list.addEventListener('click', (event) => this.#press(event.target), { signal });
    this.#list.addEventListener('change', (event) => this.#changeType(event.target), { signal });
    const add = () => this.#insert(this.#rows().length);
    part(root, 'add-layer', HTMLButtonElement).addEventListener('click', add, { signal });
  }

  /** The layers as they stand in the fields; a size that is no number is NaN. */
  read(): readonly LayerSettings[] {
    return this.#rows().map(readRow);
  }

  write(layers: readonly LayerSettings[]): void {
    const rows = layers.map((layer) => {
      const row = this.#newRow();
      writeRow(row, layer);
      return row;
    });
    this.#list.replaceChildren(...rows);
    this.#renumber();
  }

  /** Shows output shape and parameters of each layer, up to the first that does not fit. */
  showShapes(inputShape: readonly number[]): void {
    const layers = this.read();
    const shapes = shapesThatFit(inputShape, layers);
    this.#rows().forEach((row, index) => {
      const shape = shapes[index];
      part(row, 'shape', HTMLElement).textContent = shape ? shapeText(shape.outputShape) : '–';
      part(row, 'parameters', HTMLElement).textContent = shape ? shape.parameterCount.toLocaleString('en') : '–';
    });
    const total = shapes.reduce((sum, { parameterCount }) => sum + parameterCount, 0);
    const fits = shapes.length === layers.length;
    part(this.#root, 'parameter-total', HTMLElement).textContent = fits
      ? `${total.toLocaleString('en')} parameters`
      : 'The layers do not fit';
  }

  /** Marks the layer at fault, and no other. */
  showProblem(layerIndex: number | null, text: string): void {
    this.#rows().forEach((row, index) => {
      const problem = index === layerIndex ? text : '';
      const line = part(row, 'problem', HTMLElement);
      if (line.textContent !== problem) line.textContent = problem;
      row.toggleAttribute('data-invalid', problem !== '');
    });
  }

  focus(layerIndex: number): void {
    const row = this.#rows()[layerIndex];
    (row?.querySelector<HTMLElement>('label:not([hidden]) input') ?? row?.querySelector('select'))?.focus();
  }

  #press(target: EventTarget | null): void {
    const button = target instanceof Element ? target.closest<HTMLElement>('[data-layer-action]') : null;
    const row = button?.closest('li');
    if (!button || !row) return;
    const index = this.#rows().indexOf(row);
    if (button.dataset.layerAction === 'add') {
      this.#insert(index + 1);
      return;
    }
    row.remove();
    this.#renumber();
    // The pressed button is gone: the keyboard goes on at its neighbour.
    const next = this.#rows()[Math.min(index, this.#rows().length - 1)];
    (
      next?.querySelector<HTMLElement>('[data-layer-action="remove"]') ?? part(this.#root, 'add-layer', HTMLElement)
    ).focus();
    this.#onChange();
  }

  #insert(index: number): void {
    const row = this.#newRow();
    this.#list.insertBefore(row, this.#rows()[index] ?? null);
    this.#renumber();
    row.querySelector('select')?.focus();
    this.#onChange();
  }

  #changeType(target: EventTarget | null): void {
    if (!(target instanceof HTMLSelectElement) || target.dataset.layerField !== 'type') return;
    const row = target.closest('li');
    // The activation of a new layer is relu; only the last layer gives bare logits.
    if (row) showSizes(row, readRow(row));
  }

  #newRow(): HTMLLIElement {
    const row = this.#template.content.querySelector('li');
    if (!row) throw new Error('The template of a layer is empty.');
    return document.importNode(row, true);
  }

  #rows(): HTMLLIElement[] {
    return [...this.#list.querySelectorAll('li')];
  }

  #renumber(): void {
    this.#rows().forEach((row, index) => {
      const position = String(index + 1);
      row.querySelector('[role="group"]')?.setAttribute('aria-label', `Layer ${position}`);
      part(row, 'position', HTMLElement).textContent = position;
      row.querySelector('[data-layer-action="add"]')?.setAttribute('aria-label', `Add a layer below layer ${position}`);
      row.querySelector('[data-layer-action="remove"]')?.setAttribute('aria-label', `Remove layer ${position}`);
    });
  }
}

function shapesThatFit(inputShape: readonly number[], layers: readonly LayerSettings[]): readonly LayerShape[] {
  try {
    return networkShapes(inputShape, layers);
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    return networkShapes(inputShape, layers.slice(0, error.layerIndex));
  }
}

function readRow(row: HTMLElement): LayerSettings {
  const size = (name: LayerFieldName) => numberFromText(layerField(row, name).value);
  const activation = layerField(row, 'activation').value === 'relu' ? 'relu' : 'linear';
  switch (layerField(row, 'type').value) {
    case 'conv2d':
      return { type: 'conv2d', filters: size('filters'), kernelSize: size('kernelSize'), activation };
    case 'maxPool2d':
      return { type: 'maxPool2d', poolSize: size('poolSize') };
    case 'dropout':
      return { type: 'dropout', rate: size('rate') };
    case 'dense':
      return { type: 'dense', units: size('units'), activation };
    default:
      return { type: 'flatten' };
  }
}

function writeRow(row: HTMLElement, layer: LayerSettings): void {
  layerField(row, 'type').value = layer.type;
  for (const [name, value] of Object.entries(layerValues(layer))) layerField(row, name).value = String(value);
  layerField(row, 'activation').value = 'activation' in layer ? layer.activation : 'relu';
  showSizes(row, layer);
}

function showSizes(row: HTMLElement, layer: LayerSettings): void {
  row.dataset.type = layer.type;
  for (const name of [...layerFields.map((field) => field.name), 'activation']) {
    const label = row.querySelector<HTMLElement>(`[data-size="${name}"]`);
    if (label) label.hidden = !(name in layer);
  }
}

function layerField(row: HTMLElement, name: string): HTMLInputElement | HTMLSelectElement {
  const field = row.querySelector(`[data-layer-field="${name}"]`);
  if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) return field;
  throw new Error(`A layer has no field ${name}.`);
}
