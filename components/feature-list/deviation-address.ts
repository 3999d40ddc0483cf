/**
 * The part of a page's address that leads to a deviation: `pytorch-three-types`.
 *
 * @param chapter the heading above, which begins with the framework: `PyTorch: deviations`.
 */
export function deviationAddress(chapter: string, title: string): string {
  const [framework = ''] = chapter.split(':');
  return `${framework} ${title}`
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}
