import { exampleGroups, type Example } from './example-groups.ts';

/** The example of this id, if there is one. */
export function findExample(id: string): Example | undefined {
  return exampleGroups.flatMap(({ examples }) => examples).find((example) => example.id === id);
}
