const filesOfPages = new WeakMap<object, Set<string>>();

/**
 * Whether a page has not yet asked for a file: its text is written once a page.
 *
 * @param page what is the same for all components of one page and of no other: `Astro.locals`
 */
export function isFirstOfFile(page: object, file: string): boolean {
  const files = filesOfPages.get(page) ?? new Set<string>();
  filesOfPages.set(page, files);
  const isFirst = !files.has(file);
  files.add(file);
  return isFirst;
}
