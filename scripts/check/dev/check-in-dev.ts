import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { AstroIntegration } from 'astro';
import type { Problem } from '../problem.ts';
import { problemsEvent, questionEvent, type ProblemsQuestion } from './messages.ts';

/** What a chapter is made of. */
const chapterFiles = new Set(['.mdx', '.py', '.ts', '.astro', '.yaml']);

/** What Vite hands over with what a page says. */
interface PageConnection {
  readonly send: (event: string, payload: unknown) => void;
}

/** Shows on a chapter's page in `npm run dev` what `npm run check` says of it. */
export function checkInDev(): AstroIntegration {
  return {
    name: 'check-in-dev',
    hooks: {
      'astro:config:setup': ({ command, injectScript }) => {
        const panel = fileURLToPath(new URL('problem-panel.ts', import.meta.url));
        if (command === 'dev') injectScript('page', `import ${JSON.stringify(panel)};`);
      },
      'astro:server:setup': ({ server, logger }) => {
        const base = server.config.base.replace(/\/$/, '');
        const known = new Map<string, Promise<readonly Problem[]>>();
        server.watcher.on('all', (_event, file) => {
          if (chapterFiles.has(extname(file))) known.clear();
        });
        // A page asks when it is loaded, which Astro sees to after every change.
        server.ws.on(questionEvent, ({ path }: ProblemsQuestion, client: PageConnection) => {
          const address = path.slice(base.length + 1);
          const problems = known.get(address) ?? checkAddress(address);
          known.set(address, problems);
          problems.then(
            (found) => {
              client.send(problemsEvent, found);
            },
            (error: unknown) => {
              logger.error(`The chapter could not be checked: ${String(error)}`);
            },
          );
        });
      },
    },
  };
}

/** In a thread of its own, because it takes seconds. */
function checkAddress(address: string): Promise<readonly Problem[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('check-thread.ts', import.meta.url), {
      workerData: address,
      execArgv: [`--import=${new URL('../../setup/typescript-in-packages.mjs', import.meta.url).href}`],
    });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}
