import { backendLabels, isBackendChoice } from '../experiment/backends.ts';
import { metricLabel } from '../experiment/expectation.ts';
import { presetLabels } from '../experiment/presets.ts';
import type { ExperimentReport, LessonReport, QuestionReport, Report } from './report-schema.ts';

/** Figures of an experiment that a line has room for. */
const MOST_FIGURES = 4;

/** A report as lines of text, for somebody who opens the file in an editor. */
export function summarize({ name, course, date, lessons }: Report): string[] {
  const begun = lessons.filter(isBegun);
  return [
    `${course}: what ${name === '' ? 'a reader' : name} has done until ${dayOf(date)}`,
    `${lessons.filter(({ isDone }) => isDone).length} of ${lessons.length} lessons done, ${begun.length} begun or done`,
    ...begun.flatMap((lesson) => ['', ...lessonLines(lesson)]),
  ];
}

function isBegun({ isOpened, isDone, questions, exercises, goals, experiments }: LessonReport): boolean {
  const hasTried = exercises.some(({ checks }) => checks > 0) || goals.some(({ isReached }) => isReached);
  return isOpened || isDone || hasTried || questions.length + experiments.length > 0;
}

function lessonLines({ number, title, isDone, ...lesson }: LessonReport): string[] {
  const { questionCount, questions, exercises, goals, experiments } = lesson;
  const right = questions.filter(({ isRight }) => isRight).length;
  const parts = [
    `questions right: ${Math.min(right, questionCount)} of ${questionCount}`,
    `exercises solved: ${exercises.filter(({ isSolved }) => isSolved).length} of ${exercises.length}`,
    `goals reached: ${goals.filter(({ isReached }) => isReached).length} of ${goals.length}`,
  ];
  return [
    `Lesson ${number}, ${title}: ${isDone ? 'done' : 'begun'}; ${parts.join('; ')}`,
    ...questions.map(questionLine),
    ...exercises.map(({ title: task, isSolved }) => `- Exercise “${task}”: ${isSolved ? 'solved' : 'not solved'}`),
    ...goals.map(({ title: task, isReached }) => `- Goal “${task}”: ${isReached ? 'reached' : 'not reached'}`),
    ...experiments.map(experimentLine),
  ];
}

function questionLine({ quiz, number, text, answer, isRight, checks, rightAtCheck }: QuestionReport): string {
  const checked = checks === 1 ? '1 check' : `${checks} checks`;
  const verdict = isRight ? 'right' : 'not right';
  const when = rightAtCheck ? `, right at check ${rightAtCheck}` : '';
  return `- Question “${text === '' ? `${quiz}, ${number}` : text}” Answer: “${answer}”, ${verdict} (${checked}${when})`;
}

function experimentLine({ title, preset, backend, isMet, metrics, date }: ExperimentReport): string {
  const figures = Object.entries(metrics).map(
    ([name, value]) => `${metricLabel(name)} ${Number(value.toPrecision(4))}`,
  );
  const more = figures.length > MOST_FIGURES ? `, and ${figures.length - MOST_FIGURES} more` : '';
  const on = isBackendChoice(backend) ? ` on ${backendLabels[backend]}` : '';
  const met = isMet === null ? '' : isMet ? '; expectation met' : '; expectation not met';
  const reached = figures.slice(0, MOST_FIGURES).join(', ') + more;
  return `- Experiment “${title}”, ${presetLabels[preset]}${on}, ${dayOf(date)}: ${reached}${met}`;
}

/** The day of a moment, in UTC: `2026-11-22`. */
function dayOf(date: string): string {
  return date.slice(0, 10);
}
