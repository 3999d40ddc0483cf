/**
 * Writes the hashes of all word sequences of the sources, with which a test finds sentences taken over from them. The
 * sources are other people's texts and stay out of the repository:
 *
 *     npm run own-words -- folder-of-sources     of its .txt files, into tests/fixtures/source-sequences.bin
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HASH_BYTES, sequenceHash, wordSequences } from './word-sequences.ts';

const fixture = join(import.meta.dirname, '../../tests/fixtures/source-sequences.bin');
const [folder] = process.argv.slice(2);
const files = folder === undefined ? [] : globSync(join(folder, '*.txt')).sort();
if (files.length === 0) {
  console.error('own-words: no .txt files found. Give the folder of the sources: npm run own-words -- folder');
  process.exit(1);
}
const sequences = files.flatMap((file) => wordSequences(readFileSync(file, 'utf8')));
const hashes = [...new Set(sequences.map(({ words }) => sequenceHash(words)))].sort((a, b) => a - b);
const bytes = Buffer.alloc(hashes.length * HASH_BYTES);
for (const [index, hash] of hashes.entries()) bytes.writeUIntBE(hash, index * HASH_BYTES, HASH_BYTES);
writeFileSync(fixture, bytes);
console.log(`${hashes.length} sequences of ${files.length} texts, ${bytes.length} bytes`);
