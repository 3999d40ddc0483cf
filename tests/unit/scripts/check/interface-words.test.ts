import { expect, test } from 'vitest';
import { interfaceProblems, missingWords } from '../../../../scripts/check/interface-words.ts';
import { problemText } from '../../../../scripts/check/problem.ts';

const original = '{ "duet.lesson": "Lesson {{number}}", "duet.done": "done" }';
const problemsOf = (text: string) => interfaceProblems(original, { file: 'xx.json', text }).map(problemText);

test('a key that no page asks for has a place and a message', () => {
  expect(problemsOf('{\n  "duet.done": "fertig",\n  "duet.dnoe": "fertig"\n}')).toEqual([
    'xx.json:3:3 No page asks for “duet.dnoe”. Look for the key in en.json, or take it out.',
  ]);
});

test('words must have a place for what pages put into them', () => {
  expect(problemsOf('{\n  "duet.lesson": "Lektion {{nummer}}"\n}')).toEqual([
    'xx.json:2:3 “duet.lesson” has no {{number}}. Pages put a value there: write it too.',
  ]);
});

test('words that are missing are no problem, and are listed; words of Starlight may be there', () => {
  const text = '{ "duet.lesson": "Lektion {{number}}", "search.label": "Suchen" }';
  expect(problemsOf(text)).toEqual([]);
  expect(missingWords(original, text)).toEqual(['duet.done']);
});
