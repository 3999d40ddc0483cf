/** Files from the site, read as a stream, with every failure told as a {@link DatasetError}. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { DatasetError } from './dataset-error.ts';

/** The part of `fetch` that loading needs. */
export type FetchFile = (url: string, options: RequestInit) => Promise<Response>;

export interface DownloadOptions {
  readonly fetch: FetchFile;
  readonly signal: AbortSignal;
  /** Goes into the address as a query, so that a cache does not answer with another version of the file. */
  readonly version?: string;
  /** `no-cache` asks the host whether a stored copy is still the current one. */
  readonly cache?: RequestCache;
  /** Called as bytes arrive, with everything that has arrived so far. */
  readonly onChunk?: (receivedBytes: number, firstChunk: Uint8Array) => void;
}

/** A host that answers with anything but the file; the status tells a missing file from an ailing host. */
export class MissingFileError extends DatasetError {}

/**
 * Loads a file.
 *
 * @throws {MissingFileError} when the host does not have it (404 or 410).
 * @throws {DatasetError} when the host refuses it, or the connection fails.
 * @throws the signal's reason when it is aborted.
 */
export async function download(url: string, options: DownloadOptions): Promise<Uint8Array<ArrayBuffer>> {
  const { fetch, signal, version, cache = 'default' } = options;
  let receivedBytes = 0;
  try {
    const response = await fetch(version === undefined ? url : `${url}?v=${version}`, { signal, cache });
    requireSuccess(url, response.status);
    const chunks: Uint8Array[] = [];
    const reader = response.body?.getReader();
    for (let next = await reader?.read(); next?.value; next = await reader?.read()) {
      chunks.push(next.value);
      receivedBytes += next.value.length;
      options.onChunk?.(receivedBytes, chunks[0] ?? next.value);
    }
    return join(chunks, receivedBytes);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof DatasetError) throw error;
    const fact = receivedBytes > 0 ? `broke off after ${receivedBytes} bytes` : 'could not be loaded';
    const fix = 'Check the connection to the site and try again.';
    throw new DatasetError(url, `The data file ${url} ${fact}.`, fix, { cause: error });
  }
}

/**
 * Holds a file against the size and checksum that the manifest gives it.
 *
 * SHA-256 comes from a library, since browsers have `crypto.subtle` on secure origins alone, and a class may well reach
 * Duet by http on the school's own network.
 *
 * @throws {DatasetError} when the file is cut off or altered.
 */
export function checkFile(
  url: string,
  content: Uint8Array,
  expected: { readonly bytes: number; readonly sha256: string },
): void {
  const fix =
    'Reload the page. If that does not help, the owner of this site can restore the file with "npm run data" and ' +
    'publish it again.';
  if (content.length < expected.bytes) {
    const fact = `The data file ${url} is cut off: ${content.length} of ${expected.bytes} bytes arrived.`;
    throw new DatasetError(url, fact, fix);
  }
  if (content.length !== expected.bytes || bytesToHex(sha256(content)) !== expected.sha256) {
    throw new DatasetError(url, `The data file ${url} is altered: its checksum is not the one in manifest.json.`, fix);
  }
}

function requireSuccess(url: string, status: number): void {
  if (status === 404 || status === 410) {
    const fix = 'The owner of this site can restore it with "npm run data" and publish it again.';
    throw new MissingFileError(url, `The data file ${url} is missing on this site (status ${status}).`, fix);
  }
  if (status < 200 || status > 299) {
    const fix = 'Try again in a minute. If it stays so, tell the owner of this site.';
    throw new DatasetError(url, `The site did not hand out the data file ${url} (status ${status}).`, fix);
  }
}

function join(chunks: readonly Uint8Array[], bytes: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(bytes);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.length;
  }
  return whole;
}
