#!/usr/bin/env node
// The commands of a course that has Duet as a package: `duet check`, as `npm run check` is in Duet's own repository.
import { Failure, runCommand } from './setup/failure.mjs';
import './setup/typescript-in-packages.mjs';

const commands = {
  check: () => import('./check/main.ts'),
  data: () => import('./data/build.ts'),
  judge: () => import('./judge.mjs'),
  'new-chapter': () => import('./new-chapter/main.ts'),
};

await runCommand(async () => {
  const name = process.argv[2] ?? '';
  const known = Object.keys(commands).join(', ');
  if (!isCommand(name)) throw new Failure(`“duet ${name}” is no command. There are ${known}.`);
  // A command finds what is meant for it where it would if it had been started by itself.
  process.argv.splice(2, 1);
  await commands[name]();
});

/**
 * @param {string} name
 * @returns {name is keyof typeof commands}
 */
function isCommand(name) {
  return Object.hasOwn(commands, name);
}
