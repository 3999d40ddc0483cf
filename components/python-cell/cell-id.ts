const idsOfPages = new WeakMap<object, Map<string, number>>();

/**
 * An anchor for a cell: `keras-cnn-model`; the second of the same cell on a page is `keras-cnn-model-2`.
 *
 * @param page what is the same for all components of one page and of no other: `Astro.locals`
 */
export function cellId(page: object, file: string, cell: string | undefined): string {
  const ids = idsOfPages.get(page) ?? new Map<string, number>();
  idsOfPages.set(page, ids);
  const id = [file.replace(/\.py$/, ''), cell ?? 'program']
    .join('-')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/-$/, '');
  const count = (ids.get(id) ?? 0) + 1;
  ids.set(id, count);
  return count === 1 ? id : `${id}-${count}`;
}
