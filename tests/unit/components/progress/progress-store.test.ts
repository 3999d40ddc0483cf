import { beforeEach, expect, test } from 'vitest';
import { Attempts } from '../../../../components/quiz/attempts.ts';
import { writeKeptProgram } from '../../../../components/exercise/kept-program.ts';
import { keptKinds } from '../../../../components/quiz/kept-kinds.ts';
import { memoryStorage, type ListedStorage } from '../../../../components/progress/listed-storage.ts';
import { ProgressStore } from '../../../../components/progress/progress-store.ts';
import { readProgressFile } from '../../../../components/progress/read-progress-file.ts';
import { writeProgressFile } from '../../../../components/progress/write-progress-file.ts';

const LESSON = 'lessons/one-cnn-two-apis';

let storage: ListedStorage;
let store: ProgressStore;

beforeEach(() => {
  storage = memoryStorage();
  store = new ProgressStore(storage, '/duet/');
});

/** As the lesson's own widgets keep it: one question right, one wrong, an exercise and a goal. */
function solve(): void {
  const attempts = new Attempts(`/duet/${LESSON}/#quiz-parameters`, 'abc', storage);
  attempts.add(0, ['1'], true);
  attempts.add(1, ['0'], false);
  const program = { source: 'x = 1', attempts: 2, isRight: true };
  storage.setItem(`${keptKinds.exercise} /duet/${LESSON}/#shapes`, writeKeptProgram(program, 'x = 1'));
  storage.setItem(`${keptKinds.goal} /duet/${LESSON}/#goal`, 'reached');
}

test('keeps what was opened and done, and takes a mark away again', () => {
  store.open('lessons/digits');
  store.open(LESSON);
  store.open('lessons/digits');
  store.mark(LESSON, true);
  store.mark('lessons/digits', true);
  store.mark('lessons/digits', false);
  expect(new ProgressStore(storage, '/duet/').read()).toEqual({ opened: [LESSON, 'lessons/digits'], done: [LESSON] });
});

test('counts what the widgets of a page have kept', () => {
  solve();
  expect(store.countSolved(LESSON, ['quiz'])).toBe(1);
  expect(store.countSolved(LESSON, ['exercise', 'goal'])).toBe(2);
  expect(store.countSolved('lessons/digits', ['quiz', 'exercise', 'goal'])).toBe(0);
});

test('a file goes to another browser and another address, and adds to what is there', () => {
  solve();
  store.open(LESSON);
  store.mark(LESSON, true);
  storage.setItem(`${keptKinds.result} /duet/${LESSON}/#cnn`, '{"title":"A CNN"}');
  const course = { title: 'Duet', lessons: [] };
  const file = readProgressFile(writeProgressFile(course, store.readAll(), 'Ada', new Date(0)));

  const elsewhere = memoryStorage();
  const other = new ProgressStore(elsewhere, '/');
  other.open('lessons/digits');
  other.add(file);
  expect(other.read()).toEqual({ opened: ['lessons/digits', LESSON], done: [LESSON] });
  expect(other.countSolved(LESSON, ['quiz'])).toBe(1);
  expect(new Attempts(`/${LESSON}/#quiz-parameters`, 'abc', elsewhere).solvedCount).toBe(1);
  expect(elsewhere.getItem(`${keptKinds.result} /${LESSON}/#cnn`)).toBe('{"title":"A CNN"}');
  expect(other.name, 'a name is not taken over').toBe('');
});

test('clearing leaves nothing of the course, and everything else', () => {
  solve();
  store.open(LESSON);
  store.name = 'Ada';
  storage.setItem('starlight-theme', 'dark');
  store.clear();
  expect(storage.keys()).toEqual(['starlight-theme']);
});

test('keeps a name until it is taken back', () => {
  store.name = 'Ada';
  expect(new ProgressStore(storage, '/duet/').name).toBe('Ada');
  store.name = '';
  expect(storage.keys()).toEqual([]);
});

test.each(['', 'nonsense', '[]', '{"opened":3,"done":[1,"lessons/digits"]}'])(
  'what somebody else wrote does no harm: %s',
  (text) => {
    storage.setItem('duet.progress.v1', text);
    expect(store.read().opened).toEqual([]);
  },
);
