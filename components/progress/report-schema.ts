import * as z from 'zod/mini';
import { presetNames } from '../experiment/presets.ts';
import { lessonId, widgetId } from './progress-schema.ts';

const text = (length: number) => z.string().check(z.maxLength(length));
const list = <T extends z.ZodMiniType>(item: T, length: number) => z.array(item).check(z.maxLength(length));
const count = z.int().check(z.minimum(0), z.maximum(1_000_000));
const date = z.iso.datetime();

/** A question that was answered. */
const questionSchema = z.strictObject({
  quiz: widgetId,
  /** Its place in the quiz, from 1. */
  number: count.check(z.minimum(1)),
  /** '' of what older versions have kept. */
  text: text(400),
  answer: text(400),
  isRight: z.boolean(),
  checks: count,
  /** Which check was the first right one; null where none was. Left out where that was not counted. */
  rightAtCheck: z.optional(z.nullable(count)),
  firstAnswer: z.optional(text(400)),
});

const experimentSchema = z.strictObject({
  id: widgetId,
  title: text(300),
  preset: z.enum(presetNames),
  /** '' for an experiment that computes on none. */
  backend: text(20),
  /** Whether the run reached what its preset asks; null where nothing is asked. */
  isMet: z.nullable(z.boolean()),
  metrics: z
    .record(text(100), z.number())
    .check(z.refine((metrics) => Object.keys(metrics).length <= 100, 'too many figures')),
  runs: count,
  date,
});

const lessonSchema = z.strictObject({
  id: lessonId,
  number: count,
  title: text(300),
  isOpened: z.boolean(),
  isDone: z.boolean(),
  /** Of the whole lesson; `questions` has those that were answered. */
  questionCount: count,
  questions: list(questionSchema, 500),
  exercises: list(z.strictObject({ id: widgetId, title: text(300), isSolved: z.boolean(), checks: count }), 200),
  goals: list(z.strictObject({ id: widgetId, title: text(300), isReached: z.boolean() }), 200),
  experiments: list(experimentSchema, 200),
});

/** What a teacher reads of a file of progress. */
export const reportSchema = z.strictObject({
  /** As its reader typed it; '' for none. */
  name: text(80),
  course: text(300),
  date,
  lessons: list(lessonSchema, 200),
});

export type Report = z.infer<typeof reportSchema>;
export type LessonReport = Report['lessons'][number];
export type QuestionReport = LessonReport['questions'][number];
export type ExperimentReport = LessonReport['experiments'][number];
