import { deviationAddress } from '../../components/feature-list/deviation-address.ts';

/** Where a dialect does something else than its framework, as FEATURES.md tells it. */
export interface Deviation {
  /** The headings above it. */
  readonly chapter: string;
  readonly group: string;
  /** What it begins with in bold, without the full stop. */
  readonly title: string;
  /** The part of a page's address that leads to it. */
  readonly address: string;
}

/** Every item of a list below a heading of the second level that ends in "deviations". */
export function deviationsOf(document: string): Deviation[] {
  const deviations: Deviation[] = [];
  let [chapter, group] = ['', ''];
  for (const line of document.split('\n')) {
    const heading = /^(##+) (.+)$/.exec(line);
    if (heading?.[1] === '##') [chapter, group] = [heading[2] ?? '', ''];
    else if (heading?.[1] === '###') group = heading[2] ?? '';
    const title = /^- \*\*(.+?)\.\*\*/.exec(line)?.[1];
    if (!chapter.endsWith('deviations') || !line.startsWith('- ')) continue;
    if (title === undefined) throw new Error(`FEATURES.md: a deviation begins with its title in bold, got '${line}'.`);
    deviations.push({ chapter, group, title, address: deviationAddress(chapter, title) });
  }
  return deviations;
}
