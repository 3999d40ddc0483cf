// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { keepResults } from '../../../../components/progress/keep-results.ts';
import { readKeptResult } from '../../../../components/progress/kept-result.ts';

const kept = () => readKeptResult(localStorage.getItem(`duet.result.v1 ${location.pathname}#cnn`) ?? '');

/** As Experiment.astro writes it, and as the frame leaves it. */
function experiment(): HTMLElement {
  document.body.innerHTML = `<div data-experiment="cnn" data-state="idle"><p data-part="title"> A CNN </p>
    <fieldset data-part="presets"><input type="radio" value="quick"><input type="radio" value="full" checked></fieldset>
    <p data-part="expectation"></p></div>`;
  const element = document.querySelector<HTMLElement>('[data-experiment]');
  if (!element) throw new Error('No experiment.');
  return element;
}

/** Lets the observer hear of what has changed. */
const heard = () => new Promise((resolve) => setTimeout(resolve));

beforeEach(() => localStorage.clear());

test('keeps what the contract tells of a run that is done', async () => {
  const element = experiment();
  keepResults(document);
  element.dataset.state = 'running';
  await heard();
  expect(kept()).toBeNull();
  element.dataset.backend = 'wasm';
  element.dataset.result = '{"testAccuracy":0.43}';
  element.dataset.state = 'done';
  // After the state, as the frame does it, but in the same turn.
  const line = element.querySelector<HTMLElement>('[data-part="expectation"]');
  if (line) line.dataset.met = 'true';
  await heard();
  expect(kept()).toMatchObject({
    title: 'A CNN',
    preset: 'full',
    backend: 'wasm',
    metrics: { testAccuracy: 0.43 },
    isMet: true,
    runs: 1,
  });
});

test('of a run that nothing is expected of it keeps the figures alone', async () => {
  const element = experiment();
  keepResults(document);
  element.dataset.result = '{"images":12}';
  element.dataset.state = 'done';
  await heard();
  expect(kept()).toMatchObject({ backend: '', metrics: { images: 12 }, isMet: null });
});

test('keeps nothing of a run that was reset', async () => {
  const element = experiment();
  keepResults(document);
  element.dataset.state = 'done';
  await heard();
  expect(localStorage.length).toBe(0);
});
