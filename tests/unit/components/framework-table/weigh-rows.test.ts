import { describe, expect, it } from 'vitest';
import { frameworkRows } from '../../../../components/framework-table/framework-rows.ts';
import {
  isAnswer,
  questions,
  readerKinds,
  type Question,
  type Reason,
} from '../../../../components/framework-table/questions.ts';
import { weighRows } from '../../../../components/framework-table/weigh-rows.ts';

const reason = (row: Reason['row'], towards: Reason['towards'], weight: Reason['weight']): Reason => ({
  row,
  towards,
  weight,
  because: `${row} speaks for ${towards}.`,
});

const question = (id: string, answers: Readonly<Record<string, readonly Reason[]>>): Question => ({
  id,
  text: `${id}?`,
  answers: Object.entries(answers).map(([answer, reasons]) => ({ id: answer, label: answer, reasons })),
});

const asked = [
  question('one', { torch: [reason('loop', 'torch', 3), reason('graphs', 'both', 1)], none: [] }),
  question('two', { keras: [reason('browser', 'keras', 2)], torch: [reason('loop', 'torch', 1)] }),
  question('three', { keras: [reason('data', 'keras', 1)] }),
];

describe('weighRows', () => {
  it('is open where nothing is answered, or nothing that tells the two apart', () => {
    expect(weighRows(asked, {})).toMatchObject({ leaning: 'open', torch: 0, keras: 0, decisive: [], against: [] });
    expect(weighRows(asked, { one: 'none' }).leaning).toBe('open');
    expect(weighRows(asked, { one: 'no such answer' }).leaning).toBe('open');
  });

  it('leans to the heavier side, and names the rows of both', () => {
    const weighing = weighRows(asked, { one: 'torch', three: 'keras' });
    expect(weighing).toMatchObject({ leaning: 'torch', torch: 3, keras: 1 });
    expect(weighing.decisive.map(({ row }) => row)).toEqual(['loop']);
    expect(weighing.against.map(({ row }) => row)).toEqual(['data']);
    expect(weighing.equal.map(({ row }) => row)).toEqual(['graphs']);
  });

  it('says either where the sums are within a fifth of their total, and shows the rows of both', () => {
    const weighing = weighRows(asked, { one: 'torch', two: 'keras', three: 'keras' });
    expect(weighing).toMatchObject({ leaning: 'either', torch: 3, keras: 3 });
    expect(weighing.decisive.map(({ row }) => row)).toEqual(['loop', 'browser', 'data']);
    // 3 to 2: a difference of 1 is just a fifth of 5.
    expect(weighRows(asked, { one: 'torch', two: 'keras' }).leaning).toBe('either');
  });

  it('counts a row once on a side, at its heaviest', () => {
    expect(weighRows(asked, { one: 'torch', two: 'torch' })).toMatchObject({ torch: 3, keras: 0 });
    expect(weighRows([...asked].reverse(), { one: 'torch', two: 'torch' })).toMatchObject({ torch: 3 });
  });

  it('puts the heaviest row first', () => {
    expect(weighRows(asked, { two: 'keras', three: 'keras' }).decisive.map(({ weight }) => weight)).toEqual([2, 1]);
  });
});

describe('the questions', () => {
  const reasons = questions.flatMap(({ answers }) => answers.flatMap((answer) => answer.reasons));

  it('give reasons from rows that exist, in sentences', () => {
    const ids: readonly string[] = frameworkRows.map(({ id }) => id);
    for (const { row, because } of reasons) {
      expect(ids).toContain(row);
      expect(because).toMatch(/^\S.*\.$/);
    }
  });

  it('have names that a link can join', () => {
    for (const { id, answers } of questions) {
      for (const name of [id, ...answers.map((answer) => answer.id)]) expect(name).toMatch(/^[a-z]+$/);
    }
    expect(isAnswer('target', 'browser')).toBe(true);
    expect(isAnswer('target', 'moon')).toBe(false);
    expect(isAnswer('moon', 'browser')).toBe(false);
  });

  it('never lean without a row that decided, whatever is answered', () => {
    const choices = questions.reduce<Readonly<Record<string, string>>[]>(
      (all, { id, answers }) => all.flatMap((chosen) => answers.map((answer) => ({ ...chosen, [id]: answer.id }))),
      [{}],
    );
    expect(choices.length).toBeGreaterThan(500);
    const leanings = new Set<string>();
    for (const chosen of choices) {
      const { leaning, decisive } = weighRows(questions, chosen);
      leanings.add(leaning);
      if (leaning !== 'open') expect(decisive.length).toBeGreaterThan(0);
    }
    expect([...leanings].toSorted()).toEqual(['either', 'keras', 'torch']);
  });
});

describe('the kinds of user of source 003', () => {
  it.each([
    ['beginner', 'keras'],
    ['developer', 'keras'],
    ['researcher', 'torch'],
  ])('%s: today’s rows lean towards %s', (id, leaning) => {
    const kind = readerKinds.find((each) => each.id === id);
    expect(kind).toBeDefined();
    expect(weighRows(questions, kind?.answers ?? {}).leaning).toBe(leaning);
  });

  it('answer every question', () => {
    for (const { answers } of readerKinds) {
      expect(Object.keys(answers)).toEqual(questions.map(({ id }) => id));
      for (const [id, answer] of Object.entries(answers)) expect(isAnswer(id, answer)).toBe(true);
    }
  });
});
