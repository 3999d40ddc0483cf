/** What the page's main thread does while something goes on. */
import type { Page } from '@playwright/test';
import * as z from 'zod/mini';

/** A task of the main thread. */
export interface Task {
  /** Time in which a processor worked on it. */
  readonly workMilliseconds: number;
  /** From its start to its end, waiting for a processor included. */
  readonly wallMilliseconds: number;
  /** Where the browser says that it comes from. */
  readonly origin: string;
}

/** Times are in microseconds; only events with a duration have them. */
const traceSchema = z.object({
  traceEvents: z.array(
    z.object({
      name: z.string(),
      pid: z.number(),
      tid: z.number(),
      ph: z.string(),
      dur: z.optional(z.number()),
      tdur: z.optional(z.number()),
      args: z.record(z.string(), z.unknown()),
    }),
  ),
});

type TraceEvent = z.infer<typeof traceSchema>['traceEvents'][number];

/**
 * Traces the browser while `work` goes on.
 *
 * `PerformanceObserver` cannot do this here: it counts the time in which a task waits for a processor, and on two cores
 * training takes one and the software GPU the other.
 *
 * @returns every task of the main thread. `work` should be one call into the page, since each one is a task itself.
 */
export async function traceMainThread(page: Page, work: () => Promise<unknown>): Promise<readonly Task[]> {
  const browser = page.context().browser();
  if (!browser) throw new Error('A page without a browser cannot be traced.');
  await browser.startTracing(page, { categories: ['toplevel'] });
  await work();
  const { traceEvents } = traceSchema.parse(JSON.parse((await browser.stopTracing()).toString('utf8')));
  const thread = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  const mainThreads = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map((event) => thread(event)),
  );
  return traceEvents
    .filter((event) => event.name === 'ThreadControllerImpl::RunTask' && mainThreads.has(thread(event)))
    .map(({ dur = 0, tdur = 0, args }) => ({
      workMilliseconds: tdur / 1_000,
      wallMilliseconds: dur / 1_000,
      origin: [args.src_file, args.src_func].join(' '),
    }));
}
