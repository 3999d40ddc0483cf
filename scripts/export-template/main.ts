/**
 * Starts a course of one's own, outside of this repository, with Duet as a package:
 *
 *     npm run export-template -- ../my-course "My course"
 */
import { runCommand } from '../setup/failure.mjs';
import { exportTemplate } from './export-template.ts';

await runCommand(async () => {
  const [folder = '', ...title] = process.argv.slice(2);
  await exportTemplate(folder, title.join(' '));
  console.log(`The course is in ${folder}. Its README.md says how to go on: npm install there, then npm run dev.`);
});
