/**
 * What a long course costs: `npm run bench:scale`, or `npm run bench:scale -- 125 250` for other numbers of chapters.
 *
 * Generates chapters, builds them, starts dev, and does the same with Starlight alone and the same Markdown.
 */
import { Failure, runCommand } from '../scripts/setup/failure.mjs';
import { growthExponent } from './scale/growth.ts';
import { measureBuild, measureDevStart, type Build, type DevStart } from './scale/measure.ts';
import { removeProjects, writeProjects } from './scale/projects.ts';

type Row = Build & DevStart & { readonly site: string; readonly chapters: number };

const columns = [
  { title: 'build s', of: (row: Row) => row.seconds, unit: 1, digits: 1 },
  { title: 'peak GB', of: (row: Row) => row.peakBytes, unit: 1e9, digits: 2 },
  { title: 'page kB', of: (row: Row) => row.pageBytes, unit: 1e3, digits: 0 },
  { title: 'site MB', of: (row: Row) => row.siteBytes, unit: 1e6, digits: 0 },
  { title: 'dev ready s', of: (row: Row) => row.ready, unit: 1, digits: 1 },
  { title: 'dev page s', of: (row: Row) => row.answered, unit: 1, digits: 1 },
] as const;

function print(cells: readonly string[]): void {
  const [site = '', ...figures] = cells;
  console.log(site.padEnd(16) + figures.map((cell) => cell.padStart(12)).join(''));
}

async function measure(chapters: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (const project of await writeProjects(chapters)) {
    const row = {
      site: project.name,
      chapters,
      ...(await measureBuild(project)),
      ...(await measureDevStart(project)),
    };
    rows.push(row);
    print([row.site, String(chapters), ...columns.map(({ of, unit, digits }) => (of(row) / unit).toFixed(digits))]);
  }
  return rows;
}

function printGrowth(rows: readonly Row[]): void {
  console.log('\nPower of the number of chapters with which each figure grows (1 is linear):');
  for (const [site, measured] of Map.groupBy(rows, (row) => row.site)) {
    const exponent = (of: (row: Row) => number) =>
      growthExponent(measured.map((row) => ({ chapters: row.chapters, value: of(row) }))).toFixed(2);
    print([site, '', ...columns.map(({ of }) => exponent(of))]);
  }
}

await runCommand(async () => {
  const asked = process.argv.slice(2).map(Number);
  if (!asked.every((count) => Number.isInteger(count) && count > 5)) {
    throw new Failure('Name numbers of chapters above 5: npm run bench:scale -- 125 250 500 1000');
  }
  const sizes = asked.length > 0 ? asked : [125, 250, 500, 1000];
  const rows: Row[] = [];
  print(['', 'chapters', ...columns.map(({ title }) => title)]);
  try {
    for (const chapters of sizes) rows.push(...(await measure(chapters)));
  } finally {
    await removeProjects();
  }
  if (new Set(sizes).size > 1) printGrowth(rows);
});
