import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { z } from 'zod';
import type { Chapter } from '../chapter.ts';
import type { Course } from '../course.ts';
import type { Problem } from '../problem.ts';

/** Tells of each file that cannot be compiled; it runs none of them. */
const program = `
import ast, json, sys
problems = []
for file in json.load(sys.stdin):
    try:
        ast.parse(open(file, encoding="utf-8").read(), file)
    except (SyntaxError, UnicodeDecodeError, ValueError) as error:
        line, column = getattr(error, "lineno", None) or 1, getattr(error, "offset", None) or 1
        problems.append({"file": file, "line": line, "column": column, "reason": getattr(error, "msg", None) or str(error)})
json.dump(problems, sys.stdout)
`;
const complaints = z.array(z.object({ file: z.string(), line: z.number(), column: z.number(), reason: z.string() }));

/** Listings that are not Python. Without Python on the machine none is looked at. */
export function pythonProblems(chapters: readonly Chapter[], { root }: Course): Problem[] {
  const files = chapters.flatMap(({ path }) => {
    const folder = dirname(path);
    return globSync('listings/*.py', { cwd: folder }).map((file) => join(folder, file));
  });
  if (files.length === 0) return [];
  const { status, stdout } = spawnSync('python3', ['-c', program], { input: JSON.stringify(files), encoding: 'utf8' });
  if (status !== 0) return [];
  return complaints.parse(JSON.parse(stdout)).map(({ file, line, column, reason }) => ({
    file: relative(root, file).split(sep).join('/'),
    line,
    column,
    fact: `This is not Python: ${reason}.`,
    fix: 'Mend it until the file runs.',
  }));
}
