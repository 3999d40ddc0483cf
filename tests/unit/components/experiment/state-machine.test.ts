import { describe, expect, it } from 'vitest';
import {
  isActive,
  nextState,
  type ExperimentEvent,
  type ExperimentState,
} from '../../../../components/experiment/state-machine.ts';

function walk(...events: ExperimentEvent[]): (ExperimentState | null)[] {
  let state: ExperimentState = 'idle';
  return events.map((event) => {
    const next = nextState(state, event);
    state = next ?? state;
    return next;
  });
}

describe('nextState', () => {
  it('leads from a press of Run to done', () => {
    expect(walk('run', 'start', 'pause', 'resume', 'finish')).toEqual([
      'loading',
      'running',
      'paused',
      'running',
      'done',
    ]);
  });

  it('keeps a stepped run paused when its second dialect starts, and lets it finish from there', () => {
    expect(walk('run', 'start', 'pause', 'start', 'finish')).toEqual([
      'loading',
      'running',
      'paused',
      'paused',
      'done',
    ]);
  });

  it('lets a failed or finished run be run again', () => {
    expect(walk('run', 'fail', 'run', 'start', 'finish', 'run')).toEqual([
      'loading',
      'failed',
      'loading',
      'running',
      'done',
      'loading',
    ]);
  });

  it('gives idle after reset from every state', () => {
    const states: ExperimentState[] = ['idle', 'loading', 'running', 'paused', 'done', 'failed'];
    expect(states.map((state) => nextState(state, 'reset'))).toEqual(states.map(() => 'idle'));
  });

  it('ignores what means nothing: a late report after a reset, Run while running', () => {
    expect(walk('finish', 'pause', 'fail')).toEqual([null, null, null]);
    expect(nextState('running', 'run')).toBeNull();
    expect(nextState('done', 'pause')).toBeNull();
  });
});

describe('isActive', () => {
  it('tells the states that hold the worker', () => {
    const states: ExperimentState[] = ['idle', 'loading', 'running', 'paused', 'done', 'failed'];
    expect(states.filter(isActive)).toEqual(['loading', 'running', 'paused']);
  });
});
