/** The size of a layer's input in its row: PyTorch is told it, in a field of its own, and Keras infers it. */
import type { LayerSettings } from '../../src/network/layers.ts';
import type { LayerShape } from '../../src/network/shapes.ts';
import { inputSizeName, statedInputError, statesInput } from '../../src/network/stated-input.ts';
import { part } from '../experiment/parts.ts';
import { layerField } from './layer-field.ts';
import { numberFromText } from './number-text.ts';

/** Notes that the reader has typed a size: from now on the field no longer follows the layers before. */
export function keepStated(target: EventTarget | null): void {
  if (target instanceof HTMLInputElement && target.dataset.layerField === 'statedInput') target.dataset.isStated = '';
}

/** The size that the reader has typed; nothing while the field follows what fits. */
export function readStated(row: HTMLElement): { readonly statedInput?: number } {
  const field = layerField(row, 'statedInput');
  return 'isStated' in field.dataset ? { statedInput: numberFromText(field.value) } : {};
}

export function writeStated(row: HTMLElement, layer: LayerSettings): void {
  const field = layerField(row, 'statedInput');
  const stated = statesInput(layer) ? layer.statedInput : undefined;
  delete field.dataset.isStated;
  if (stated === undefined) return;
  field.dataset.isStated = '';
  field.value = String(stated);
}

/**
 * Shows what a layer's input is, and what PyTorch raises where it was told otherwise.
 *
 * @param shape undefined where a layer before does not fit.
 */
export function showInput(
  row: HTMLElement,
  layer: LayerSettings | undefined,
  shape: LayerShape | undefined,
  batchSize: number,
): void {
  const stating = layer && statesInput(layer) ? layer : null;
  const raised = part(row, 'raised', HTMLElement);
  part(row, 'input', HTMLElement).hidden = stating === null;
  if (!stating) {
    raised.textContent = '';
    return;
  }
  const size = shape?.inputShape.at(-1);
  const field = layerField(row, 'statedInput');
  part(row, 'input-name', HTMLElement).textContent = inputSizeName(stating);
  part(row, 'inferred', HTMLElement).textContent = size === undefined ? '–' : String(size);
  if (size !== undefined && stating.statedInput === size) delete field.dataset.isStated;
  if (!('isStated' in field.dataset)) field.value = size === undefined ? '' : String(size);
  const error =
    shape && Number.isInteger(stating.statedInput) ? statedInputError(stating, shape.inputShape, batchSize) : null;
  field.toggleAttribute('data-is-wrong', error !== null);
  const text = error === null ? '' : `PyTorch: ${error}. Keras infers ${size} and just works.`;
  if (raised.textContent !== text) raised.textContent = text;
}
