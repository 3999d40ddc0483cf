import { createHash } from 'node:crypto';

/**
 * What a page may do besides running its scripts. Only WebAssembly may be compiled from bytes, nothing from text; `blob:` and
 * `data:` are what the page itself has made. Styles are written into elements by the highlighter of listings.
 */
const POLICY = {
  'default-src': "'self'",
  'style-src': "'self' 'unsafe-inline'",
  'img-src': "'self' blob: data:",
  'connect-src': "'self' blob: data:",
  'worker-src': "'self' blob:",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
} as const;

/** Scripts in the page, with what stands in their tags; those with an address are in files. */
const inlineScripts = /<script(?![^>]*\ssrc=)([^>]*)>([\s\S]*?)<\/script>/g;
/** Types of data, which nobody runs. */
const dataType = /\stype="application\/(?:ld\+)?json"/;

/**
 * A page with its Content-Security-Policy, in which the scripts that stand in it are named by their hashes. Hosts of static
 * files rarely let one set headers, so it is a `meta` element; the training worker has it, too (`src/training/client.ts`).
 * It follows the charset, which has to stand within the first kilobyte.
 */
export function withPolicy(html: string): string {
  const hashes = new Set<string>();
  for (const [, attributes = '', text = ''] of html.matchAll(inlineScripts)) {
    if (!dataType.test(attributes)) hashes.add(`'sha256-${createHash('sha256').update(text).digest('base64')}'`);
  }
  const scripts = ["'self'", "'wasm-unsafe-eval'", ...hashes].join(' ');
  const policy = Object.entries({ ...POLICY, 'script-src': scripts }).map(([name, value]) => `${name} ${value}`);
  const element = `<meta http-equiv="Content-Security-Policy" content="${policy.join('; ')}">`;
  return html.replace(/<meta charset="utf-8"\s*\/?>/i, (charset) => charset + element);
}
