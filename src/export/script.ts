import type { Program } from './program.ts';

/** A program as the text of one file, which editors that know `# %%` show as cells. */
export function script({ title, instructions, sections }: Program): string {
  const head = ['"""', title, '', ...instructions, '"""'];
  const parts = sections.map(({ title, code }) => [`# %% ${title}`, ...code].join('\n'));
  return `${[head.join('\n').replace('"""\n', '"""'), ...parts].join('\n\n\n')}\n`;
}
