/**
 * A page with the first alone of its links to the same style sheet.
 *
 * Expressive Code writes one for listings and one for fenced code. Chromium takes a sheet that is linked twice for a new
 * one whenever a script adds a link to the page, and lays all of a long lesson out again: 100 ms when a run begins.
 */
export function withStylesLinkedOnce(html: string): string {
  const seen = new Set<string>();
  return html.replaceAll(/<link rel="stylesheet" href="([^"]+)"[^>]*>/g, (link, address: string) => {
    if (seen.has(address)) return '';
    seen.add(address);
    return link;
  });
}
