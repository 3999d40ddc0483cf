const counts = new Map<string, number>();

/** `dense` for the first, `dense_1` for the second, and so on, as Keras names layers. */
export function uniqueName(prefix: string): string {
  const count = counts.get(prefix) ?? 0;
  counts.set(prefix, count + 1);
  return count === 0 ? prefix : `${prefix}_${count}`;
}

/**
 * Starts the names anew, as keras.utils.clear_session.
 *
 * @source https://www.tensorflow.org/api_docs/python/tf/keras/utils/clear_session
 */
export function clearSession(): void {
  counts.clear();
}

/** `BatchNormalization` to `batch_normalization`, `Conv2DTranspose` to `conv2d_transpose`, `ReLU` to `re_lu`. */
export function toSnakeCase(name: string): string {
  return name
    .replace(/\W+/g, '')
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}
