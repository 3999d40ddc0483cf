import { describe, expect, test } from 'vitest';
import { markChoices, markNumber, markOrder } from '../../../../components/quiz/mark.ts';

describe('choices', () => {
  test('one of one', () => {
    expect(markChoices([2], [2])).toEqual({ isRight: true, verdict: 'Right.', replies: [2] });
    expect(markChoices([2], [0])).toEqual({ isRight: false, verdict: 'Not right yet.', replies: [0] });
  });

  test('several: what is right, wrong and missing is counted, and only wrong choices are explained', () => {
    expect(markChoices([0, 1], [1, 0])).toMatchObject({ isRight: true, replies: [1, 0] });
    expect(markChoices([0, 1], [0])).toEqual({
      isRight: false,
      verdict: 'Not right yet: 1 choice right, 1 right answer missing.',
      replies: [],
    });
    expect(markChoices([0, 1, 2], [0, 1, 3, 4])).toEqual({
      isRight: false,
      verdict: 'Not right yet: 2 choices right, 2 choices wrong, 1 right answer missing.',
      replies: [3, 4],
    });
  });

  test('everything right and one wrong is not right', () => {
    expect(markChoices([0, 1], [0, 1, 2])).toMatchObject({ isRight: false, replies: [2] });
  });
});

describe('a number', () => {
  const stated = [
    { value: 1216, isRight: true },
    { value: 1200, isRight: false },
  ];

  test('is right, foreseen or neither', () => {
    expect(markNumber(stated, 0, 1216)).toEqual({ isRight: true, verdict: 'Right.', replies: [0] });
    expect(markNumber(stated, 0, 1200)).toEqual({ isRight: false, verdict: 'Not right yet.', replies: [1] });
    expect(markNumber(stated, 0, 7)).toEqual({ isRight: false, verdict: 'Not right yet.', replies: [] });
  });

  test('is right up to its tolerance, and no further', () => {
    expect(markNumber(stated, 2, 1218).isRight).toBe(true);
    expect(markNumber(stated, 2, 1218.1).isRight).toBe(false);
    expect(markNumber([{ value: 0.3, isRight: true }], 0, 0.1 + 0.2).isRight).toBe(true);
  });

  test('is right where tolerances overlap', () => {
    expect(markNumber(stated, 20, 1201)).toMatchObject({ isRight: true, replies: [0] });
  });
});

describe('an order', () => {
  test('is right, or its first wrong place is told', () => {
    expect(markOrder([0, 1, 2])).toEqual({ isRight: true, verdict: 'Right.', replies: [] });
    expect(markOrder([0, 2, 1])).toEqual({
      isRight: false,
      verdict: 'Not right yet: 1 of 3 stands in its place. Look at place 2.',
      replies: [2],
    });
    expect(markOrder([1, 0, 2, 3]).verdict).toBe('Not right yet: 2 of 4 stand in their place. Look at place 1.');
  });
});
