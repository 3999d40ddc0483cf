import type { LayerSettings } from '../../src/network/layers.ts';
import { NetworkError, networkShapes, type LayerShape } from '../../src/network/shapes.ts';
import { part } from '../experiment/parts.ts';
import { layerField } from './layer-field.ts';
import { layerFields, layerLabels, layerValues, shapeText, type LayerFieldName } from './layer-fields.ts';
import { dragRows } from './drag-rows.ts';
import { keepStated, readStated, showInput, writeStated } from './layer-input.ts';
import { numberFromText } from './number-text.ts';

/** The editable list of layers. It holds no state besides its fields: `read` and `write` are its whole truth. */
export class LayerList {
  readonly #list: HTMLElement;
  readonly #template: HTMLTemplateElement;
  readonly #root: ParentNode;
  readonly #onChange: () => void;
  readonly #announce: (text: string) => void;

  /** @param announce says politely what became of the list, for readers who do not see it. */
  constructor(root: ParentNode, onChange: () => void, announce: (text: string) => void, signal: AbortSignal) {
    this.#root = root;
    this.#onChange = onChange;
    this.#announce = announce;
    this.#list = part(root, 'layers', HTMLElement);
    this.#template = part(root, 'layer-template', HTMLTemplateElement);
    this.#list.addEventListener('click', (event) => this.#press(event.target), { signal });
    this.#list.addEventListener('change', (event) => this.#changeType(event.target), { signal });
    this.#list.addEventListener('input', ({ target }) => keepStated(target), { signal, capture: true });
    dragRows(this.#list, { moved: () => this.#renumber(), dropped: (row) => this.#moved(row) }, signal);
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

  /**
   * Shows output shape and parameters of each layer, up to the first that does not fit, and what each framework knows of
   * the size of its input.
   *
   * @param inputShape of one image: [height, width, channels].
   */
  showShapes(inputShape: readonly number[], batchSize: number): void {
    const layers = this.read();
    const shapes = shapesThatFit(inputShape, layers);
    this.#rows().forEach((row, index) => {
      const shape = shapes[index];
      part(row, 'shape', HTMLElement).textContent = shape ? shapeText(shape.outputShape) : '–';
      part(row, 'parameters', HTMLElement).textContent = shape ? shape.parameterCount.toLocaleString('en') : '–';
      showInput(row, layers[index], shape, batchSize);
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
    switch (button.dataset.layerAction) {
      case 'add':
        this.#insert(index + 1);
        break;
      case 'remove':
        this.#remove(row, index);
        break;
      // The neighbour moves, so that the pressed button keeps the focus.
      case 'up':
        if (row.previousElementSibling) row.after(row.previousElementSibling);
        this.#moved(row);
        break;
      case 'down':
        if (row.nextElementSibling) row.before(row.nextElementSibling);
        this.#moved(row);
        break;
    }
  }

  #moved(row: HTMLElement): void {
    this.#renumber();
    const rows = this.#rows();
    const place = rows.findIndex((other) => other === row) + 1;
    this.#announce(`${titleOf(row)} is now layer ${place} of ${rows.length}.`);
    this.#onChange();
  }

  #remove(row: HTMLLIElement, index: number): void {
    row.remove();
    this.#renumber();
    const { length } = this.#rows();
    this.#announce(`${titleOf(row)} removed. The network has ${length} ${length === 1 ? 'layer' : 'layers'}.`);
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
    this.#announce(`${titleOf(row)} added as layer ${index + 1} of ${this.#rows().length}.`);
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
    const rows = this.#rows();
    rows.forEach((row, index) => {
      const position = String(index + 1);
      row.querySelector('[role="group"]')?.setAttribute('aria-label', `Layer ${position}`);
      part(row, 'position', HTMLElement).textContent = position;
      const name = (action: string, label: string) =>
        row.querySelector(`[data-layer-action="${action}"]`)?.setAttribute('aria-label', label);
      name('add', `Add a layer below layer ${position}`);
      name('remove', `Remove layer ${position}`);
      name('up', `Move layer ${position} up`);
      name('down', `Move layer ${position} down`);
    });
  }
}

function titleOf(row: HTMLElement): string {
  return layerLabels[readRow(row).type];
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
      return {
        type: 'conv2d',
        filters: size('filters'),
        kernelSize: size('kernelSize'),
        activation,
        ...readStated(row),
      };
    case 'maxPool2d':
      return { type: 'maxPool2d', poolSize: size('poolSize') };
    case 'dropout':
      return { type: 'dropout', rate: size('rate') };
    case 'dense':
      return { type: 'dense', units: size('units'), activation, ...readStated(row) };
    default:
      return { type: 'flatten' };
  }
}

function writeRow(row: HTMLElement, layer: LayerSettings): void {
  layerField(row, 'type').value = layer.type;
  for (const [name, value] of Object.entries(layerValues(layer))) layerField(row, name).value = String(value);
  layerField(row, 'activation').value = 'activation' in layer ? layer.activation : 'relu';
  writeStated(row, layer);
  showSizes(row, layer);
}

function showSizes(row: HTMLElement, layer: LayerSettings): void {
  row.dataset.type = layer.type;
  for (const name of [...layerFields.map((field) => field.name), 'activation']) {
    const label = row.querySelector<HTMLElement>(`[data-size="${name}"]`);
    if (label) label.hidden = !(name in layer);
  }
}
