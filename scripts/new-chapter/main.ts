/**
 * Makes a chapter to begin with:
 *
 *     npm run new-chapter -- "Title"
 */
import { join } from 'node:path';
import { runCommand } from '../setup/failure.mjs';
import { course } from '../setup/paths.mjs';
import { createChapter } from './create-chapter.ts';

await runCommand(async () => {
  const lessons = join(course, 'content/lessons');
  const { folder, address } = await createChapter(lessons, process.argv.slice(2).join(' '));
  console.log(
    `The chapter is in content/lessons/${folder}. Run npm run dev, and open http://localhost:4321/${address}`,
  );
});
