import { describe, expect, test } from 'vitest';
import { Attempts, rightAtOf } from '../../../../components/quiz/attempts.ts';
import type { TextStorage } from '../../../../components/quiz/kept-text.ts';

class MemoryStorage implements TextStorage {
  readonly values = new Map<string, string>();

  getItem(key: string): string | null {
    return this.values.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.values.set(key, value);
  }

  removeItem(key: string): void {
    this.values.delete(key);
  }
}

/** As a browser that has switched storage off, or has none left. */
const refusing: TextStorage = {
  getItem: () => {
    throw new DOMException('denied', 'SecurityError');
  },
  setItem: () => {
    throw new DOMException('full', 'QuotaExceededError');
  },
  removeItem: () => {
    throw new DOMException('denied', 'SecurityError');
  },
};

describe('attempts', () => {
  test('are counted and survive a reload', () => {
    const storage = new MemoryStorage();
    const first = new Attempts('/a/#q', 'v', storage);
    expect(first.add(0, ['1'], false)).toMatchObject({ count: 1, isRight: false, answer: ['1'] });
    expect(first.add(0, ['2'], true).count).toBe(2);
    first.add(3, [], false);
    const second = new Attempts('/a/#q', 'v', storage);
    expect(second.get(0)).toMatchObject({ count: 2, isRight: true, answer: ['2'] });
    expect(second.get(1)).toBeNull();
    expect(second.solvedCount).toBe(1);
    expect([...storage.values.keys()]).toEqual(['duet.quiz.v1 /a/#q']);
  });

  test('tell which check was the first right one, and keep the first answer in words', () => {
    const attempts = new Attempts('/a/#q', 'v', new MemoryStorage());
    const words = (answer: string) => ({ question: 'How many?', answer });
    expect(attempts.add(0, ['1'], false, words('one')).rightAt).toBeNull();
    expect(attempts.add(0, ['2'], true, words('two')).rightAt).toBe(2);
    expect(attempts.add(0, ['3'], false, words('three'))).toMatchObject({
      count: 3,
      rightAt: 2,
      words: { question: 'How many?', firstAnswer: 'one', lastAnswer: 'three' },
    });
  });

  test('of an older version do not tell what it has not counted', () => {
    const storage = new MemoryStorage();
    const entry = (place: number, count: number, isRight: boolean) => [place, { count, isRight, answer: ['1'] }];
    const kept = { content: 'v', attempts: [entry(0, 1, true), entry(1, 1, false), entry(2, 3, true)] };
    storage.setItem('duet.quiz.v1 /a/#q', JSON.stringify(kept));
    const attempts = new Attempts('/a/#q', 'v', storage);
    const rightAts = [0, 1, 2].map((place) => {
      const attempt = attempts.get(place);
      return attempt && rightAtOf(attempt);
    });
    expect(rightAts).toEqual([1, null, undefined]);
    expect(attempts.add(1, ['2'], true, { question: 'Q', answer: 'two' })).toMatchObject({
      rightAt: 2,
      words: { firstAnswer: '' },
    });
    expect(attempts.add(2, ['2'], true).rightAt).toBeUndefined();
  });

  test('belong to one quiz, and to the questions that it had', () => {
    const storage = new MemoryStorage();
    new Attempts('/a/#q', 'v', storage).add(0, ['1'], true);
    expect(new Attempts('/b/#q', 'v', storage).solvedCount).toBe(0);
    expect(new Attempts('/a/#q', 'changed', storage).solvedCount).toBe(0);
  });

  test('are forgotten when cleared', () => {
    const storage = new MemoryStorage();
    const attempts = new Attempts('/a/#q', 'v', storage);
    attempts.add(0, ['1'], true);
    attempts.clear();
    expect(attempts.solvedCount).toBe(0);
    expect(storage.values.size).toBe(0);
  });

  test.each([null, refusing])('last as long as the page without storage', (storage) => {
    const attempts = new Attempts('/a/#q', 'v', storage);
    attempts.add(0, ['1'], true);
    expect(attempts.get(0)?.count).toBe(1);
    attempts.clear();
    expect(attempts.get(0)).toBeNull();
  });

  test.each([
    'no JSON',
    'null',
    '[]',
    '{"content":"v"}',
    '{"content":"v","attempts":7}',
    '{"content":"v","attempts":[[0,{"count":"1","isRight":true,"answer":["1"]}]]}',
    '{"content":"v","attempts":[[0,{"count":1,"isRight":true,"answer":[1]}]]}',
    '{"content":"v","attempts":[[0,null]]}',
    '{"content":"v","attempts":[[0,{"count":1,"isRight":true,"answer":["1"],"rightAt":"1"}]]}',
    '{"content":"v","attempts":[[0,{"count":1,"isRight":true,"answer":["1"],"words":{"question":1}}]]}',
  ])('are forgotten when somebody else wrote them: %s', (text) => {
    const storage = new MemoryStorage();
    storage.setItem('duet.quiz.v1 /a/#q', text);
    expect(new Attempts('/a/#q', 'v', storage).get(0)).toBeNull();
  });
});
