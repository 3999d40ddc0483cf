/** A program as a part of an address: compressed, then in the letters that an address may have (base64url). */

/** @returns the text for an address. */
export async function packCode(code: string): Promise<string> {
  const bytes = await through(new CompressionStream('deflate-raw'), new TextEncoder().encode(code));
  const letters = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  return letters.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** Programs that are longer were not made by a reader, and would fill the memory. */
const MOST_CHARACTERS = 100_000;

/**
 * Reads what {@link packCode} wrote.
 *
 * @throws {RangeError} when it is no such text, or a program of more than 100,000 characters.
 */
export async function unpackCode(text: string): Promise<string> {
  try {
    const letters = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    const unpacked = await through(new DecompressionStream('deflate-raw'), bytes, MOST_CHARACTERS);
    return new TextDecoder('utf-8', { fatal: true }).decode(unpacked);
  } catch (error) {
    throw new RangeError('The text of the program is damaged or too long.', { cause: error });
  }
}

async function through(
  stream: CompressionStream | DecompressionStream,
  bytes: Uint8Array<ArrayBuffer>,
  most = Infinity,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for await (const part of new Blob([bytes]).stream().pipeThrough(stream)) {
    length += part.length;
    if (length > most) throw new RangeError(`More than ${most} bytes.`);
    parts.push(part);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
