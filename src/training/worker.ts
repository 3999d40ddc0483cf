/** The training worker: hands messages to the session, and shows that it lives. */
import type { TrainingReport } from './protocol.ts';
import { trainingRequestSchema } from './schemas.ts';
import { Session } from './session.ts';

const ALIVE_INTERVAL_MILLISECONDS = 2_000;

const report = (message: TrainingReport): void => {
  postMessage(message);
};

const session = new Session({
  report,
  loadRuntime: async () => (await import('./tensor-runtime.ts')).tensorRuntime,
});

addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const request = trainingRequestSchema.safeParse(data);
  if (request.success) {
    void session.handle(request.data);
    return;
  }
  // An unreadable request cannot be answered to a run, so it ends the worker, and the client tells the reader.
  throw new Error('The training worker received a request that is not part of the protocol.');
});

setInterval(() => {
  const runId = session.activeRunId;
  if (runId !== null) report({ type: 'alive', runId });
}, ALIVE_INTERVAL_MILLISECONDS);
