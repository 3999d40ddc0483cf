// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startQuiz } from '../../../../components/quiz/quiz-session.ts';

/** As QuestionForm.astro writes them. */
const radios = `
  <form data-kind="single"><fieldset><ul>
    <li data-answer="0" data-right="false"><input type="radio" name="a" value="0" data-right="false">
      <div data-reply="0" hidden>That is average pooling.</div></li>
    <li data-answer="1" data-right="true"><input type="radio" name="a" value="1" data-right="true"></li>
  </ul></fieldset>
  <button data-part="check" disabled>Check</button><p data-part="verdict"></p><details></details></form>`;
const order = `
  <form data-kind="order"><fieldset><ol class="quiz-order">
    ${[1, 2, 0]
      .map(
        (place) => `<li data-answer="${place}"><span class="quiz-item">step ${place}</span>
          <button type="button" data-move="up"></button><button type="button" data-move="down"></button></li>`,
      )
      .join('')}
  </ol></fieldset><button data-part="check" disabled>Check</button><p data-part="verdict"></p></form>`;

let quiz: HTMLElement;
let page: AbortController;

function open(): void {
  page = new AbortController();
  document.body.innerHTML = `<div id="q" data-content="v"><p data-part="score"></p>${radios}${order}
    <button data-part="reset" disabled></button><p data-part="spoken"></p></div>`;
  quiz = get('#q');
  startQuiz(quiz, page.signal);
}

function get(selector: string): HTMLElement {
  const element = document.querySelector<HTMLElement>(selector);
  if (!element) throw new Error(`No ${selector}.`);
  return element;
}

const text = (name: string) => get(`[data-part="${name}"]`).textContent;
const check = (kind: string) => get(`form[data-kind="${kind}"] [data-part="check"]`).click();
const choose = (value: number) => get(`input[value="${value}"]`).click();
const move = (place: number, direction: 'up' | 'down') =>
  get(`li[data-answer="${place}"] [data-move="${direction}"]`).click();
const places = () =>
  [...document.querySelectorAll<HTMLElement>('.quiz-order > li')].map(({ dataset }) => dataset.answer);

beforeEach(() => {
  localStorage.clear();
  open();
});

afterEach(() => page.abort());

describe('a choice', () => {
  test('is checked, explained, and counted', () => {
    choose(0);
    check('single');
    expect(text('verdict')).toBe('Not right yet.');
    expect(get('[data-reply="0"]').hidden).toBe(false);
    expect(get('li[data-right="false"]').dataset.marked).toBe('wrong');
    expect(text('spoken')).toBe('Not right yet. That is average pooling.');
    expect(text('score')).toBe('0 of 2 solved');
    choose(1);
    expect(text('verdict'), 'a new answer has no verdict yet').toBe('');
    expect(get('[data-reply="0"]').hidden).toBe(true);
    check('single');
    expect(text('verdict')).toBe('Right. (Attempt 2)');
    expect(text('score')).toBe('1 of 2 solved');
  });

  test('that is missing is asked for, and is no attempt', () => {
    check('single');
    expect(text('verdict')).toBe('Choose an answer first.');
    expect(localStorage.length).toBe(0);
  });

  test('survives a reload, silently', () => {
    choose(1);
    check('single');
    open();
    expect(text('verdict')).toBe('Right.');
    expect(text('score')).toBe('1 of 2 solved');
    expect(text('spoken')).toBe('');
  });
});

describe('an order', () => {
  const form = () => get('form[data-kind="order"]');

  test('is changed by buttons, which keep the focus and are told', () => {
    move(0, 'up');
    expect(places()).toEqual(['1', '0', '2']);
    expect(text('spoken')).toBe('step 0: place 2 of 3.');
    expect(document.activeElement).toBe(get('li[data-answer="0"] [data-move="up"]'));
    move(0, 'up');
    move(0, 'up');
    expect(places(), 'the first item stays first').toEqual(['0', '1', '2']);
    check('order');
    expect(form().querySelector('[data-part="verdict"]')?.textContent).toBe('Right.');
    move(0, 'down');
    expect(form().querySelector('[data-part="verdict"]')?.textContent, 'a new order has no verdict yet').toBe('');
  });

  test('survives a reload, and what is no order of these items is not taken over', () => {
    move(2, 'up');
    check('order');
    open();
    expect(places()).toEqual(['2', '1', '0']);
    const [key = ''] = Object.keys(localStorage);
    localStorage.setItem(key, (localStorage.getItem(key) ?? '').replace('"2","1","0"', '"0","0","2"'));
    open();
    expect(places()).toEqual(['1', '2', '0']);
    expect(form().querySelector('[data-part="verdict"]')?.textContent).toBe('');
  });
});

test('Start again clears answers, verdicts and what is kept', () => {
  choose(0);
  check('single');
  move(0, 'up');
  get('details').setAttribute('open', '');
  get('[data-part="reset"]').click();
  expect(document.querySelectorAll(':checked')).toHaveLength(0);
  expect(text('verdict')).toBe('');
  expect(places()).toEqual(['1', '2', '0']);
  expect(get('details').hasAttribute('open')).toBe(false);
  expect(localStorage.length).toBe(0);
  expect(text('score')).toBe('0 of 2 solved');
});
