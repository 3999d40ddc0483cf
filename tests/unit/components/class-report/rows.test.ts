import { expect, test } from 'vitest';
import { sortedRows } from '../../../../components/class-report/class-table.ts';
import { experimentTable, questionTable, readerTable } from '../../../../components/class-report/class-tables.ts';
import { experimentRows } from '../../../../components/class-report/experiment-rows.ts';
import { questionRows } from '../../../../components/class-report/question-rows.ts';
import { readerRows } from '../../../../components/class-report/reader-rows.ts';
import type { ExperimentReport, QuestionReport } from '../../../../components/progress/report-schema.ts';
import { course, file, lesson, question } from './support.ts';

const wrongAtFirst = { checks: 2, rightAtCheck: 2, firstAnswer: 'one' };
/** As of a file that an older version has kept. */
const notTold = { rightAtCheck: undefined, firstAnswer: undefined };
const answering = (...questions: QuestionReport[]) => file({ lessons: [lesson({ questions })] });

const experiment = (change: Partial<ExperimentReport> = {}): ExperimentReport => ({
  id: 'cnn',
  title: 'A CNN',
  preset: 'quick',
  backend: 'wasm',
  isMet: true,
  metrics: { testAccuracy: 0.9 },
  runs: 2,
  date: '2026-11-22T10:00:00.000Z',
  ...change,
});

test('a reader’s figures are those of each lesson, and their sums', () => {
  const exercises = [{ id: 'carry', title: 'Carry a layer', isSolved: true, checks: 1 }];
  const goals = [{ id: 'deeper', title: 'Deeper', isReached: false }];
  const questions = [
    question(),
    question({ ...wrongAtFirst, number: 2 }),
    question({ number: 3, isRight: false, rightAtCheck: null }),
  ];
  const experiments = [experiment(), experiment({ id: 'b', isMet: null })];
  const own = lesson({ isDone: true, questions, exercises, goals, experiments });
  const [row] = readerRows([file({ lessons: [own] })], course.lessons);
  expect(row).toMatchObject({ name: 'Ada', lessonsDone: { count: 1, of: 2 } });
  expect(row?.all).toEqual({
    questions: { count: 2, of: 3 },
    firstChecks: { count: 1, of: 3 },
    exercises: { count: 1, of: 1 },
    goals: { count: 0, of: 1 },
    experiments: { count: 1, of: 2 },
  });
  expect(row?.lessons.map(({ state }) => state)).toEqual(['done', 'new']);
});

test('a lesson that the file does not know has nothing done', () => {
  const [row] = readerRows([file({ lessons: [] })], course.lessons);
  expect(row?.lessons[0]).toMatchObject({
    state: 'new',
    questions: { count: 0, of: 3 },
    exercises: { count: 0, of: 1 },
  });
});

test('no reader has more right than there is to ask', () => {
  const questions = [1, 2, 3, 4, 5].map((number) => question({ number }));
  expect(readerRows([answering(...questions)], course.lessons)[0]?.all.questions).toEqual({ count: 3, of: 3 });
});

test('questions are sorted by how few were right at first, those that tell nothing last', () => {
  const unknown = question({ ...notTold, number: 3, checks: 4 });
  const rows = questionRows([
    answering(question(), question({ ...wrongAtFirst, number: 2 }), unknown),
    answering(question({ ...wrongAtFirst }), question({ ...wrongAtFirst, number: 2, firstAnswer: 'three' })),
    answering(question({ ...wrongAtFirst, number: 2 })),
  ]);
  expect(rows.map(({ number, answered, firstChecks, right }) => [number, answered, firstChecks, right])).toEqual([
    [2, 3, { count: 0, of: 3 }, 3],
    [1, 2, { count: 1, of: 2 }, 2],
    [3, 1, { count: 0, of: 0 }, 1],
  ]);
  expect(rows[0]?.wrongAnswer).toEqual({ text: 'one', readers: 2 });
  expect(rows[2]?.wrongAnswer).toBeNull();
});

test('of a file that does not tell the first answer, the last one counts if it is wrong', () => {
  const unknown = question({ ...notTold, checks: 2, isRight: false, answer: 'ten' });
  expect(questionRows([answering(unknown)])[0]?.wrongAnswer).toEqual({ text: 'ten', readers: 1 });
});

test('a question that a file names twice counts its reader once', () => {
  expect(questionRows([answering(question(), question())])[0]?.answered).toBe(1);
});

test('experiments count readers who met what was expected', () => {
  const running = (...experiments: ExperimentReport[]) => file({ lessons: [lesson({ experiments })] });
  const rows = experimentRows([
    running(experiment(), experiment()),
    running(experiment({ isMet: false })),
    running(experiment({ isMet: null })),
  ]);
  expect(rows).toEqual([{ lesson: 2, id: 'cnn', title: 'A CNN', readers: 3, met: 1, missed: 1, runs: 6 }]);
});

test('every row of a table has a cell for each column, on the page and in the saved file', () => {
  const files = [answering(question()), file({ name: '', lessons: [lesson({ experiments: [experiment()] })] })];
  const tables = [
    readerTable(readerRows(files, course.lessons), course.lessons),
    questionTable(questionRows(files)),
    experimentTable(experimentRows(files)),
  ];
  for (const { columns, rows, csv } of tables) {
    expect(rows.length).toBeGreaterThan(0);
    expect(csv).toHaveLength(rows.length + 1);
    for (const { cells } of rows) expect(cells).toHaveLength(columns.length);
    for (const line of csv) expect(line).toHaveLength(csv[0]?.length ?? 0);
  }
  expect(tables[0]?.rows.map(({ cells }) => cells[0]?.text)).toEqual(['Ada', '(no name)']);
});

test('sorts numbers as numbers and texts as people do, and what is missing last in both directions', () => {
  const rows = ['b10', null, 'B9', 'á', 'z'].map((sortBy) => ({ cells: [{ text: String(sortBy), sortBy }] }));
  const order = (direction: 'ascending' | 'descending') =>
    sortedRows(rows, 0, direction).map(({ cells }) => cells[0]?.text);
  expect(order('ascending')).toEqual(['á', 'B9', 'b10', 'z', 'null']);
  expect(order('descending')).toEqual(['z', 'b10', 'B9', 'á', 'null']);
  const numbers = [10, 9, null, 100].map((sortBy) => ({ cells: [{ text: '', sortBy }] }));
  expect(sortedRows(numbers, 0, 'ascending').map(({ cells }) => cells[0]?.sortBy)).toEqual([9, 10, 100, null]);
});
