import { setTimeout } from 'node:timers/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import { Gate, type GateEvent } from '../../../src/training/gate.ts';
import { StopSignal } from '../../../src/training/stop-signal.ts';

let events: GateEvent[];
let gate: Gate;

beforeEach(() => {
  events = [];
  gate = new Gate((event) => events.push(event));
});

/** Long enough for everything that waits for no event. */
const settle = () => setTimeout(20);

/** Passes a gate, and tells whether it is through by now. */
function passing(pass = () => gate.pass()): { through: boolean; readonly ended: Promise<unknown> } {
  const state = { through: false, ended: Promise.resolve<unknown>(null) };
  state.ended = pass().then(
    () => (state.through = true),
    (error: unknown) => error,
  );
  return state;
}

test('lets a run through, and other tasks in between', async () => {
  const order: string[] = [];
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => order.push('message');
  port2.postMessage(null);
  await gate.pass();
  order.push('passed');
  port1.close();
  expect(order).toEqual(['message', 'passed']);
  expect(events).toEqual([]);
});

test('holds a paused run until it is resumed', async () => {
  gate.pause();
  expect(gate.pausesNext).toBe(true);
  const pass = passing();
  await settle();
  expect([pass.through, events]).toEqual([false, ['paused']]);
  gate.resume();
  await pass.ended;
  expect([pass.through, events]).toEqual([true, ['paused', 'resumed']]);
  await gate.pass();
  expect(events).toEqual(['paused', 'resumed']);
});

test('a pause that comes while the gate lets events in still holds', async () => {
  const pass = passing();
  gate.pause();
  await settle();
  expect(pass.through).toBe(false);
  gate.resume();
  await pass.ended;
});

describe('step', () => {
  test('lets one step of a paused run through', async () => {
    gate.pause();
    const first = passing();
    await settle();
    gate.step();
    await first.ended;
    expect(gate.pausesNext).toBe(true);
    const second = passing();
    await settle();
    expect([first.through, second.through, events]).toEqual([true, false, ['paused', 'resumed', 'paused']]);
    gate.resume();
    await second.ended;
  });

  test('twice lets two through', async () => {
    gate.pause();
    gate.step();
    gate.step();
    await gate.pass();
    expect(gate.pausesNext).toBe(false);
    await gate.pass();
    const third = passing();
    await settle();
    expect(third.through).toBe(false);
    gate.resume();
    await third.ended;
  });

  test('before anything began trains one step and pauses', async () => {
    gate.step();
    await gate.pass();
    const second = passing();
    await settle();
    expect([second.through, events]).toEqual([false, ['paused']]);
    gate.resume();
    await second.ended;
  });

  test('is forgotten when the run is paused again', async () => {
    gate.step();
    gate.pause();
    const pass = passing();
    await settle();
    expect(pass.through).toBe(false);
    gate.resume();
    await pass.ended;
  });
});

describe('in an evaluation', () => {
  const passInEvaluation = () => passing(() => gate.passInEvaluation());

  test('a pause holds', async () => {
    gate.pause();
    const pass = passInEvaluation();
    await settle();
    expect([pass.through, events]).toEqual([false, ['paused']]);
    gate.resume();
    await pass.ended;
  });

  test('a single step goes on through it, to the end of the next training step', async () => {
    gate.step();
    await gate.pass();
    await gate.passInEvaluation();
    await gate.passInEvaluation();
    const afterTraining = passing();
    await settle();
    expect(afterTraining.through).toBe(false);
    gate.resume();
    await afterTraining.ended;
  });

  test('a single step from within lets one training step through', async () => {
    gate.pause();
    const first = passInEvaluation();
    await settle();
    gate.step();
    await first.ended;
    await gate.passInEvaluation();
    const afterTraining = passing();
    await settle();
    expect(afterTraining.through).toBe(false);
    gate.stop();
    await afterTraining.ended;
  });

  test('a pause after a step holds', async () => {
    gate.step();
    await gate.pass();
    gate.pause();
    const pass = passInEvaluation();
    await settle();
    expect(pass.through).toBe(false);
    gate.stop();
    expect(await pass.ended).toBeInstanceOf(StopSignal);
  });
});

describe('before the first step of a style', () => {
  const passBeforeTraining = () => passing(() => gate.passBeforeTraining());

  test('a pause holds, and a single step lets one step through', async () => {
    gate.pause();
    const first = passBeforeTraining();
    await settle();
    expect([first.through, events]).toEqual([false, ['paused']]);
    gate.step();
    await first.ended;
    const afterTraining = passing();
    await settle();
    expect(afterTraining.through).toBe(false);
    gate.stop();
    await afterTraining.ended;
  });

  test('a single step from within the last evaluation goes on to the first step', async () => {
    gate.pause();
    const evaluation = passing(() => gate.passInEvaluation());
    await settle();
    gate.step();
    await evaluation.ended;
    await gate.passBeforeTraining();
    const afterTraining = passing();
    await settle();
    expect([afterTraining.through, events]).toEqual([false, ['paused', 'resumed', 'paused']]);
    gate.stop();
    await afterTraining.ended;
  });

  test('a run that was resumed after a single step goes on', async () => {
    gate.step();
    await gate.pass();
    gate.resume();
    await gate.passBeforeTraining();
    await gate.pass();
    expect(events).toEqual([]);
  });
});

describe('what is done while a run is paused', () => {
  test('is done at once, and again each time something wakes the gate, also in the midst of it', async () => {
    gate.pause();
    let times = 0;
    const meanwhile = async () => {
      times += 1;
      if (times === 2) gate.wake();
      await settle();
    };
    const pass = passing(() => gate.pass(meanwhile));
    await settle();
    expect(times).toBe(1);
    await settle();
    gate.wake();
    await setTimeout(100);
    expect([times, pass.through, events]).toEqual([3, false, ['paused']]);
    gate.resume();
    await pass.ended;
    expect([times, pass.through]).toEqual([3, true]);
  });

  test('is not done while a run goes on', async () => {
    await gate.pass(() => Promise.reject(new Error('it was done')));
    gate.wake();
  });
});

describe('stop', () => {
  test('ends a run that goes on', async () => {
    gate.stop();
    expect(gate.signal.aborted).toBe(true);
    await expect(gate.pass()).rejects.toThrow(StopSignal);
    await expect(gate.passInEvaluation()).rejects.toThrow(StopSignal);
    await expect(gate.passBeforeTraining()).rejects.toThrow(StopSignal);
  });

  test('ends a run that waits, without a word of resuming', async () => {
    gate.pause();
    const pass = passing();
    await settle();
    gate.stop();
    expect(await pass.ended).toBeInstanceOf(StopSignal);
    expect(events).toEqual(['paused']);
  });
});
