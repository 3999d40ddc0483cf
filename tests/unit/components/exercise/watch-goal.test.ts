// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test } from 'vitest';
import { watchGoal } from '../../../../components/exercise/watch-goal.ts';

let page: AbortController;

function open(experiment = 'digits'): HTMLElement {
  page = new AbortController();
  document.body.innerHTML = `
    <div id="g" data-for="${experiment}" data-expect='{"testAccuracy":{"min":0.6}}'>
      <p data-part="score">not reached yet</p><ul data-part="findings"></ul><p data-part="spoken"></p></div>
    <div data-experiment="digits" data-state="idle"></div>`;
  const goal = get('#g');
  watchGoal(goal, page.signal);
  return goal;
}

function get(selector: string): HTMLElement {
  const element = document.querySelector<HTMLElement>(selector);
  if (!element) throw new Error(`No ${selector}.`);
  return element;
}

/** As an experiment ends: the result first, then the state. */
async function finish(testAccuracy: number): Promise<void> {
  const experiment = get('[data-experiment]');
  experiment.dataset.state = 'running';
  experiment.dataset.result = JSON.stringify({ testAccuracy });
  experiment.dataset.state = 'done';
  await new Promise((resolve) => setTimeout(resolve, 0));
}

const text = (name: string) => get(`[data-part="${name}"]`).textContent;

beforeEach(() => localStorage.clear());
afterEach(() => page.abort());

test('a run is held against the goal, and what was reached stays reached', async () => {
  open();
  await finish(0.5);
  expect(text('findings')).toBe('test accuracy at least 0.60, reached 0.50');
  expect(text('spoken')).toBe('Goal not reached.');
  expect(text('score')).toBe('not reached yet');
  await finish(0.61);
  expect(text('spoken')).toBe('Goal reached.');
  expect(text('score')).toBe('reached');
  await finish(0.4);
  expect(text('findings')).toContain('0.40');
  expect(text('score')).toBe('reached');
  expect(open().dataset.state).toBe('right');
});

test('a run that was finished before counts, silently', async () => {
  open();
  page.abort();
  await finish(0.7);
  page = new AbortController();
  watchGoal(get('#g'), page.signal);
  expect(text('score')).toBe('reached');
  expect(text('spoken')).toBe('');
});

test('an experiment that the page does not have is told', () => {
  open('other');
  expect(text('score')).toBe('This page has no experiment “other”.');
});
