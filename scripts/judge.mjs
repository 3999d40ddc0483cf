// Entry of `npm run judge`. It must parse on old Node versions to tell them so; everything newer is imported below the check.
import { nodeComplaint } from './setup/node-version.mjs';

const complaint = nodeComplaint(process.versions.node);
if (complaint) {
  console.error(complaint);
  process.exitCode = 1;
} else {
  void import('./judge/run-judge.mjs').then(({ main }) => main());
}
