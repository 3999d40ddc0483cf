import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface LockedPackage {
  readonly version?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const lockfile = readFileSync(new URL('../../../package-lock.json', import.meta.url), 'utf8');
const { packages } = JSON.parse(lockfile) as { packages: Readonly<Record<string, LockedPackage>> };

/** Compiled parts come as one optional package for each system; npm drops those it could not find when it wrote the lockfile. */
it('has the packages of every system, not only of the one it was written on', () => {
  const locked = new Set(
    Object.entries(packages).map(([location, { version }]) => `${nameOf(location)}@${version ?? ''}`),
  );
  const missing = Object.entries(packages).flatMap(([location, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name, version]) => /^\d/.test(version) && !locked.has(`${name}@${version}`))
      .map(([name, version]) => `${nameOf(location)} needs ${name}@${version}`),
  );
  expect(missing).toEqual([]);
});

/** 'node_modules/a/node_modules/@b/c' -> '@b/c' */
function nameOf(location: string): string {
  return location.split('node_modules/').at(-1) ?? location;
}
