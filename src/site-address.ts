/**
 * The full address of a file of this site, from its path. A worker that was started from a blob has no address below which
 * a path could be found; outside of a browser a path stays one.
 */
export function siteAddress(path: string): string {
  return 'origin' in globalThis ? new URL(path, globalThis.origin).href : path;
}
