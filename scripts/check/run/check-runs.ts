import { join } from 'node:path';
import { build, preview } from 'astro';
import { readBase } from '../../setup/base.mjs';
import { course } from '../../setup/paths.mjs';
import { findFreePort } from '../../setup/port.mjs';
import type { Chapter } from '../chapter.ts';
import { problemText, type Problem } from '../problem.ts';
import { runExperiments } from './run-experiments.ts';
import { runProblems } from './run-problems.ts';

/** Builds the site, runs Quick of all experiments of these chapters, and tells of each run as it ends. */
export async function checkRuns(chapters: readonly Chapter[]): Promise<Problem[]> {
  console.log('Building the site');
  // With drafts, which are what is being written, and beside dist, which may be published.
  process.env.DUET_DRAFTS = '1';
  const site = { root: course, outDir: join(course, '.cache/checked-site'), logLevel: 'error' } as const;
  await build(site);
  const server = await preview({ ...site, server: { port: await findFreePort() } });
  const origin = `http://localhost:${server.port}${readBase(process.env.BASE)}`;
  const found: Problem[] = [];
  try {
    for (const chapter of chapters) {
      for await (const finished of runExperiments(new URL(chapter.address, origin))) {
        const problems = runProblems(chapter, finished);
        const end = problems.length === 0 ? 'as expected' : 'not as expected';
        console.log(`${chapter.file} ${finished.id}: ${end}, ${finished.seconds.toFixed(1)} s`);
        for (const problem of problems) console.log(problemText(problem));
        found.push(...problems);
      }
    }
  } finally {
    await server.stop();
  }
  return found;
}
