/** The tables of a class: rows of figures become what is read on the page and what is saved. */
import type { LessonOutline } from '../progress/course-outline.ts';
import type { LessonState } from '../progress/progress.ts';
import type { ClassTable, TableCell } from './class-table.ts';
import type { ExperimentRow } from './experiment-rows.ts';
import type { QuestionRow } from './question-rows.ts';
import type { LessonShares, ReaderLesson, ReaderRow, Share } from './reader-rows.ts';

const stateWords: Readonly<Record<LessonState, string>> = { new: '–', begun: 'begun', done: 'done' };
const stateRanks: Readonly<Record<LessonState, number>> = { new: 0, begun: 1, done: 2 };
/** More than a lesson has tasks. */
const ABOVE_ALL_TASKS = 10_000;

const text = (label: string) => ({ label, isNumber: false });
const number = (label: string) => ({ label, isNumber: true });

export function readerTable(rows: readonly ReaderRow[], lessons: readonly LessonOutline[]): ClassTable {
  return {
    columns: [
      text('Reader'),
      text('Exported'),
      number('Lessons done'),
      number('Questions right'),
      number('Right at first check'),
      number('Exercises solved'),
      number('Goals reached'),
      number('Experiments met'),
      ...lessons.map(({ number: place, title }) => text(`${place} ${title}`)),
    ],
    rows: rows.map(({ name, fileName, date, lessonsDone, all, lessons: own }) => ({
      cells: [
        { text: name === '' ? '(no name)' : name, note: fileName, sortBy: name === '' ? null : name },
        { text: dayOf(date), sortBy: Date.parse(date) },
        shareCell(lessonsDone),
        shareCell(all.questions),
        shareCell(all.firstChecks),
        shareCell(all.exercises),
        shareCell(all.goals),
        shareCell(all.experiments),
        ...own.map(lessonCell),
      ],
    })),
    sortedBy: null,
    csv: [readerHeader(lessons), ...rows.map(readerLine)],
  };
}

function lessonCell({ state, questions, exercises, goals }: ReaderLesson): TableCell {
  const parts = Object.entries({ Q: questions, E: exercises, G: goals })
    .filter(([, { of }]) => of > 0)
    // A letter stays with its figures.
    .map(([letter, { count, of }]) => `${letter}\u00A0${count}/${of}`);
  const solved = questions.count + exercises.count + goals.count;
  return { text: stateWords[state], note: parts.join(' '), sortBy: stateRanks[state] * ABOVE_ALL_TASKS + solved };
}

function readerHeader(lessons: readonly LessonOutline[]): readonly string[] {
  return [
    'Reader',
    'File',
    'Exported',
    'Lessons done',
    'Lessons',
    ...shareTitles(''),
    ...lessons.flatMap(({ number: place }) => [`Lesson ${place}: state`, ...shareTitles(`Lesson ${place}: `)]),
  ];
}

function readerLine({ name, fileName, date, lessonsDone, all, lessons }: ReaderRow): readonly (string | number)[] {
  const own = lessons.flatMap((lesson) => [lesson.state, ...shareFigures(lesson)]);
  return [name, fileName, date, lessonsDone.count, lessonsDone.of, ...shareFigures(all), ...own];
}

function shareTitles(prefix: string): readonly string[] {
  return [
    'questions right',
    'questions',
    'right at first check',
    'first checks known',
    'exercises solved',
    'exercises',
    'goals reached',
    'goals',
    'experiments met',
    'experiments run',
  ].map((title) => prefix + title);
}

function shareFigures({ questions, firstChecks, exercises, goals, experiments }: LessonShares): readonly number[] {
  return [questions, firstChecks, exercises, goals, experiments].flatMap(({ count, of }) => [count, of]);
}

export function questionTable(rows: readonly QuestionRow[]): ClassTable {
  return {
    columns: [
      text('Question'),
      number('Readers who answered'),
      number('Right at first check'),
      number('Right in the end'),
      text('Most frequent wrong answer'),
    ],
    rows: rows.map(({ lesson, quiz, number: place, text: question, answered, firstChecks, right, wrongAnswer }) => ({
      cells: [
        {
          text: question === '' ? `Question ${place} of ${quiz}` : question,
          note: `Lesson ${lesson}, ${quiz}, ${place}`,
          sortBy: question,
        },
        { text: String(answered), sortBy: answered },
        percentCell(firstChecks),
        percentCell({ count: right, of: answered }),
        wrongAnswer
          ? { text: wrongAnswer.text, note: readersText(wrongAnswer.readers), sortBy: wrongAnswer.text }
          : { text: '–', sortBy: null },
      ],
    })),
    sortedBy: 2,
    csv: [
      [
        'Lesson',
        'Quiz',
        'Place',
        'Question',
        'Readers who answered',
        'Right at first check',
        'First checks known',
        'Share right at first check',
        'Right in the end',
        'Most frequent wrong answer',
        'Readers who gave it',
      ],
      ...rows.map(({ lesson, quiz, number: place, text: question, answered, firstChecks, right, wrongAnswer }) => [
        lesson,
        quiz,
        place,
        question,
        answered,
        firstChecks.count,
        firstChecks.of,
        firstChecks.of === 0 ? '' : Number((firstChecks.count / firstChecks.of).toFixed(4)),
        right,
        wrongAnswer?.text ?? '',
        wrongAnswer?.readers ?? '',
      ]),
    ],
  };
}

export function experimentTable(rows: readonly ExperimentRow[]): ClassTable {
  return {
    columns: [
      text('Experiment'),
      number('Readers who ran it'),
      number('Expectation met'),
      number('Not met'),
      number('Runs'),
    ],
    rows: rows.map(({ lesson, id, title, readers, met, missed, runs }) => ({
      cells: [
        { text: title === '' ? id : title, note: `Lesson ${lesson}, ${id}`, sortBy: title },
        ...[readers, met, missed, runs].map((count) => ({ text: String(count), sortBy: count })),
      ],
    })),
    sortedBy: null,
    csv: [
      ['Lesson', 'Experiment', 'Title', 'Readers who ran it', 'Expectation met', 'Not met', 'Runs'],
      ...rows.map(({ lesson, id, title, readers, met, missed, runs }) => [
        lesson,
        id,
        title,
        readers,
        met,
        missed,
        runs,
      ]),
    ],
  };
}

function shareCell({ count, of }: Share): TableCell {
  return of === 0 ? { text: '–', sortBy: null } : { text: `${count} of ${of}`, sortBy: count };
}

function percentCell({ count, of }: Share): TableCell {
  if (of === 0) return { text: '–', sortBy: null };
  return { text: `${Math.round((100 * count) / of)}%`, note: `${count} of ${of}`, sortBy: count / of };
}

function readersText(count: number): string {
  return count === 1 ? '1 reader' : `${count} readers`;
}

/** The day of a moment, in UTC: `2026-11-22`. */
function dayOf(date: string): string {
  return date.slice(0, 10);
}
