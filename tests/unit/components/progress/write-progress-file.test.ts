import { beforeEach, expect, test } from 'vitest';
import { writeKeptProgram } from '../../../../components/exercise/kept-program.ts';
import { withRun } from '../../../../components/progress/kept-result.ts';
import { memoryStorage, type ListedStorage } from '../../../../components/progress/listed-storage.ts';
import { ProgressStore } from '../../../../components/progress/progress-store.ts';
import { reportSchema, type Report } from '../../../../components/progress/report-schema.ts';
import { progressFileName, writeProgressFile } from '../../../../components/progress/write-progress-file.ts';
import { Attempts } from '../../../../components/quiz/attempts.ts';
import { keptKinds } from '../../../../components/quiz/kept-kinds.ts';

const LESSON = 'lessons/digits';
const DATE = new Date('2026-11-22T10:00:00.000Z');
const course = {
  title: 'Duet',
  lessons: [
    {
      id: LESSON,
      number: 2,
      title: 'Digits',
      questionCount: 3,
      exercises: [
        { id: 'carry', title: 'Carry a layer' },
        { id: 'other', title: 'Another' },
      ],
      goals: [{ id: 'deeper', title: 'Make it deeper' }],
    },
    { id: 'lessons/new', number: 3, title: 'New', questionCount: 5, exercises: [], goals: [] },
  ],
};

let storage: ListedStorage;
let store: ProgressStore;

beforeEach(() => {
  storage = memoryStorage();
  store = new ProgressStore(storage, '/duet/');
});

function written(name = 'Ada'): { summary: string[]; report: Report } {
  const file = JSON.parse(writeProgressFile(course, store.readAll(), name, DATE)) as {
    summary: string[];
    report: Report;
  };
  expect(reportSchema.parse(file.report), 'is what a class page reads').toEqual(file.report);
  return file;
}

function learn(): void {
  store.open(LESSON);
  const attempts = new Attempts(`/duet/${LESSON}/#quiz-shapes`, 'v', storage);
  attempts.add(1, ['0'], false, { question: 'How many?', answer: 'one' });
  attempts.add(1, ['1'], true, { question: 'How many?', answer: 'two' });
  attempts.add(0, ['0'], true, { question: 'Which one?', answer: 'this' });
  const program = { source: 'x = 1', attempts: 4, isRight: true };
  storage.setItem(`${keptKinds.exercise} /duet/${LESSON}/#carry`, writeKeptProgram(program, 'x = 1'));
  storage.setItem(`${keptKinds.goal} /duet/${LESSON}/#deeper`, 'reached');
  const run = { title: 'A CNN', preset: 'quick' as const, backend: 'wasm', date: DATE.toISOString() };
  const kept = withRun(null, { ...run, metrics: { kerasTestAccuracy: 0.98124 }, isMet: true });
  storage.setItem(`${keptKinds.result} /duet/${LESSON}/#cnn`, JSON.stringify(kept));
}

test('tells of each lesson what was answered, solved, reached and run', () => {
  learn();
  const { report } = written();
  expect(report).toMatchObject({ name: 'Ada', course: 'Duet', date: DATE.toISOString() });
  expect(report.lessons[0]).toMatchObject({ isOpened: true, isDone: false, questionCount: 3 });
  expect(report.lessons[0]?.questions).toEqual([
    {
      quiz: 'quiz-shapes',
      number: 1,
      text: 'Which one?',
      answer: 'this',
      isRight: true,
      checks: 1,
      rightAtCheck: 1,
      firstAnswer: 'this',
    },
    {
      quiz: 'quiz-shapes',
      number: 2,
      text: 'How many?',
      answer: 'two',
      isRight: true,
      checks: 2,
      rightAtCheck: 2,
      firstAnswer: 'one',
    },
  ]);
  expect(report.lessons[0]?.exercises).toEqual([
    { id: 'carry', title: 'Carry a layer', isSolved: true, checks: 4 },
    { id: 'other', title: 'Another', isSolved: false, checks: 0 },
  ]);
  expect(report.lessons[0]?.goals).toEqual([{ id: 'deeper', title: 'Make it deeper', isReached: true }]);
  expect(report.lessons[0]?.experiments).toMatchObject([{ id: 'cnn', title: 'A CNN', isMet: true, runs: 1 }]);
  expect(report.lessons[1]).toMatchObject({ isOpened: false, questions: [], experiments: [] });
});

test('begins with lines that a person can read', () => {
  learn();
  expect(written().summary).toEqual([
    'Duet: what Ada has done until 2026-11-22',
    '0 of 2 lessons done, 1 begun or done',
    '',
    'Lesson 2, Digits: begun; questions right: 2 of 3; exercises solved: 1 of 2; goals reached: 1 of 1',
    '- Question “Which one?” Answer: “this”, right (1 check, right at check 1)',
    '- Question “How many?” Answer: “two”, right (2 checks, right at check 2)',
    '- Exercise “Carry a layer”: solved',
    '- Exercise “Another”: not solved',
    '- Goal “Make it deeper”: reached',
    '- Experiment “A CNN”, Quick on WASM, 2026-11-22: Keras test accuracy 0.9812; expectation met',
  ]);
});

test('of a reader without a name and without work tells just that', () => {
  const { report, summary } = written('');
  expect(report.name).toBe('');
  expect(summary).toEqual(['Duet: what a reader has done until 2026-11-22', '0 of 2 lessons done, 0 begun or done']);
});

test('does not invent what an older version has not kept', () => {
  const attempts = [[0, { count: 3, isRight: true, answer: ['1'] }]];
  storage.setItem(`${keptKinds.quiz} /duet/${LESSON}/#quiz-shapes`, JSON.stringify({ content: 'v', attempts }));
  const { report, summary } = written();
  expect(report.lessons[0]?.questions).toEqual([
    { quiz: 'quiz-shapes', number: 1, text: '', answer: '1', isRight: true, checks: 3 },
  ]);
  expect(summary).toContain('- Question “quiz-shapes, 1” Answer: “1”, right (3 checks)');
});

test('what somebody else wrote into the storage is left out', () => {
  for (const kind of ['quiz', 'exercise', 'result'] as const)
    storage.setItem(`${keptKinds[kind]} /duet/${LESSON}/#carry`, '{"attempts":"x"');
  expect(written().report.lessons[0]).toMatchObject({ questions: [], experiments: [] });
});

test.each([
  ['', 'duet-progress.json'],
  ['  ../..  ', 'duet-progress.json'],
  ['Ada Löwe', 'duet-progress-ada-lowe.json'],
  ['<b>7/c</b>', 'duet-progress-b-7-c-b.json'],
  ['李雷', 'duet-progress-李雷.json'],
])('the file of “%s” is called %s', (name, fileName) => {
  expect(progressFileName(name)).toBe(fileName);
});
