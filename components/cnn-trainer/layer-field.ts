/**
 * A field of a layer's row.
 *
 * @throws {Error} when the server's HTML lacks the field.
 */
export function layerField(row: HTMLElement, name: string): HTMLInputElement | HTMLSelectElement {
  const field = row.querySelector(`[data-layer-field="${name}"]`);
  if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) return field;
  throw new Error(`A layer has no field ${name}.`);
}
