/** Who frees which storage: see scope.ts. */
import type { Storage } from './storage.ts';

const scopes: Set<Storage>[] = [];

/** Runs `compute` and frees every storage that it made, but for those that `survivorsOf` names of its result. */
export function freeAfter<Result>(compute: () => Result, survivorsOf: (result: Result) => Iterable<Storage>): Result {
  const made = new Set<Storage>();
  scopes.push(made);
  try {
    const result = compute();
    for (const storage of survivorsOf(result)) {
      if (made.delete(storage)) scopes.at(-2)?.add(storage);
    }
    return result;
  } finally {
    scopes.pop();
    for (const storage of made) storage.dispose();
  }
}

/** Puts a new storage into the care of the innermost scope. */
export function track(storage: Storage): void {
  scopes.at(-1)?.add(storage);
}

/** Takes a storage out of the care of all scopes: it lives until its owner frees it. */
export function untrack(storage: Storage): void {
  for (const made of scopes) made.delete(storage);
}

/**
 * Gives a storage whose owner no longer needs it back to the innermost scope. Outside of any scope it is freed when
 * JavaScript's garbage collector finds that nobody can reach it.
 */
export function letGo(storage: Storage): void {
  untrack(storage);
  track(storage);
}

/** Lets `storage` live as long as `owner`: in the same scope, or in none. */
export function trackWith(storage: Storage, owner: Storage): void {
  untrack(storage);
  scopes.find((made) => made.has(owner))?.add(storage);
}
