// Entry of `npm run bench`. It must parse on old Node versions to tell them so; everything newer is imported below the check.
import { nodeComplaint } from '../scripts/setup/node-version.mjs';

const complaint = nodeComplaint(process.versions.node);
if (complaint) {
  console.error(complaint);
  process.exitCode = 1;
} else {
  void import('./start.mjs').then(({ main }) => main());
}
