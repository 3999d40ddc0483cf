/** Who frees which storage: see scope.ts. */
import type { Storage } from './storage.ts';

const scopes: Set<Storage>[] = [];
/** Those scopes that are no caller's, but of work inside of the dialect. */
const innerScopes = new WeakSet<Set<Storage>>();

/** Runs `compute` and frees every storage that it made, but for those that `survivorsOf` names of its result. */
export function freeAfter<Result>(compute: () => Result, survivorsOf: (result: Result) => Iterable<Storage>): Result {
  return freeAllOf(new Set(), compute, survivorsOf);
}

/** `freeAfter` of work inside of the dialect, which lets the caller's own code run by `asCaller`. */
export function freeAfterWork<Result>(
  compute: () => Result,
  survivorsOf: (result: Result) => Iterable<Storage>,
): Result {
  const made = new Set<Storage>();
  innerScopes.add(made);
  return freeAllOf(made, compute, survivorsOf);
}

/** Runs code of the caller's, such as a hook: what it makes and what it has `seen` belong to the scope of the caller. */
export function asCaller<Result>(seen: Iterable<Storage>, compute: () => Result): Result {
  const first = scopes.findIndex((made) => innerScopes.has(made));
  if (first < 0) return compute();
  const inner = scopes.splice(first);
  for (const storage of seen) if (inner.some((made) => made.delete(storage))) track(storage);
  try {
    return compute();
  } finally {
    scopes.push(...inner);
  }
}

function freeAllOf<Result>(
  made: Set<Storage>,
  compute: () => Result,
  survivorsOf: (result: Result) => Iterable<Storage>,
): Result {
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

/** Every storage that is made outside of a scope from now on, until it is freed or has another owner. For Python. */
export function trackAll(): ReadonlySet<Storage> {
  const made = new Set<Storage>();
  scopes.unshift(made);
  return made;
}
