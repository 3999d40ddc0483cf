import { deviationAddress } from './deviation-address.ts';

const TAG = /<[^>]*>/g;
/** Names with dots between them, as FEATURES.md has them. */
const NAMES = /<p>(<code[^>]*>[^<]*<\/code>(?: · <code[^>]*>[^<]*<\/code>)*)<\/p>/g;

/**
 * FEATURES.md as HTML, made fit for a page: without its title, with an address for each deviation and each group of names,
 * and with lists in the place of names in a row.
 */
export function asFeatureList(html: string): string {
  const [start = '', ...chapters] = html.split(/(?=<h2|<div class="sl-heading-wrapper level-h2)/);
  return [withoutTitle(start), ...chapters.map(withAddresses)].join('');
}

function withoutTitle(html: string): string {
  return html.replace(/<div class="sl-heading-wrapper level-h1">.*?<\/div>/s, '');
}

function withAddresses(chapter: string): string {
  const heading = (/<h2[^>]*>(.*?)<\/h2>/s.exec(chapter)?.[1] ?? '').replaceAll(TAG, '');
  return chapter
    .replaceAll(/<li>\s*<strong>(.*?)\.<\/strong>/gs, (_, title: string) => {
      const address = deviationAddress(heading, title.replaceAll(TAG, ''));
      return `<li id="${address}"><a class="address" href="#${address}"><strong>${title}.</strong></a>`;
    })
    .replaceAll(/<details>(\s*<summary><code[^>]*>)([^<]*)/g, '<details id="$2">$1$2')
    .replaceAll(NAMES, (_, names: string) => {
      const items = names.split(' · ').map((name) => `<li>${breakable(name)}</li>`);
      return `<ul class="names" role="list">${items.join('')}</ul>`;
    });
}

/** A name that breaks between its words where it does not fit. */
function breakable(name: string): string {
  return name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])(?![^<]*>)/g, '<wbr>');
}
