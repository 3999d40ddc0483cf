/** `npm run features`: writes the lists of names in FEATURES.md as the dialects are now. */
import { writeFileSync } from 'node:fs';
import { currentDocument, dialects, FEATURES } from './document.ts';

writeFileSync(FEATURES, currentDocument());
const counts = Object.entries(dialects).map(
  ([dialect, namespaces]) => `${namespaces.reduce((sum, { names }) => sum + names.length, 0)} names of ${dialect}`,
);
process.stdout.write(`FEATURES.md lists ${counts.join(' and ')}.\n`);
