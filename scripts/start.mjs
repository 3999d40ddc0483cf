// Entry of `npm start`. It must parse on old Node versions to tell them so; everything newer is imported below the check.
import { acceptNode } from './setup/node-version.mjs';

if (acceptNode(process.versions.node)) {
  void import('./setup/start-site.mjs').then(({ main }) => main());
}
