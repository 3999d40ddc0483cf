// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';

beforeEach(() => {
  vi.resetModules();
  document.head.innerHTML = '';
});

async function loadWords() {
  return await import('../../../src/languages/page-words.ts');
}

test('a page without words of its own speaks the language of the originals', async () => {
  const { pageWord } = await loadWords();
  expect(pageWord('duet.quiz.right')).toBe('Right.');
  expect(pageWord('duet.quiz.score', { solved: 1, all: 2 })).toBe('1 of 2 solved');
});

test('a translated page has its own words, and the original’s where one is missing', async () => {
  const { pageWord, WORDS_ID } = await loadWords();
  const words = document.createElement('script');
  words.type = 'application/json';
  words.id = WORDS_ID;
  words.textContent = JSON.stringify({ 'duet.quiz.score': '{{solved}} von {{all}} gelöst' });
  document.head.append(words);
  expect(pageWord('duet.quiz.score', { solved: 1, all: 2 })).toBe('1 von 2 gelöst');
  expect(pageWord('duet.quiz.right')).toBe('Right.');
});

test('a value is text, whatever stands in it', async () => {
  const { pageWord } = await loadWords();
  expect(pageWord('duet.quiz.moved', { text: '{{place}} $& <b>', place: 1, all: 2 })).toBe(
    '{{place}} $& <b>: place 1 of 2.',
  );
});
