/** Where an experiment stands, as its `data-state` says. */
export type ExperimentState = 'idle' | 'loading' | 'running' | 'paused' | 'done' | 'failed';

export type ExperimentEvent = 'run' | 'start' | 'pause' | 'resume' | 'finish' | 'fail' | 'reset';

const transitions: Readonly<Record<ExperimentState, Readonly<Partial<Record<ExperimentEvent, ExperimentState>>>>> = {
  idle: { run: 'loading', reset: 'idle' },
  loading: { start: 'running', pause: 'paused', finish: 'done', fail: 'failed', reset: 'idle' },
  // A second dialect starts while the run goes on, or while the reader steps through it.
  running: { start: 'running', pause: 'paused', finish: 'done', fail: 'failed', reset: 'idle' },
  paused: { start: 'paused', resume: 'running', finish: 'done', fail: 'failed', reset: 'idle' },
  done: { run: 'loading', reset: 'idle' },
  failed: { run: 'loading', reset: 'idle' },
};

/** The state after an event, or null where the event means nothing: a late report of a run that is over. */
export function nextState(state: ExperimentState, event: ExperimentEvent): ExperimentState | null {
  return transitions[state][event] ?? null;
}

/** Whether a run holds the worker in this state. */
export function isActive(state: ExperimentState): boolean {
  return state === 'loading' || state === 'running' || state === 'paused';
}

export const stateLabels: Readonly<Record<ExperimentState, string>> = {
  idle: 'Ready',
  loading: 'Loading',
  running: 'Running',
  paused: 'Paused',
  done: 'Done',
  failed: 'Failed',
};
