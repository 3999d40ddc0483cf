import type { Problem } from '../problem.ts';
import type { Rule } from '../rule.ts';
import { allNodes } from '../mdx-nodes.ts';

const names = [
  'PyTorch',
  'TensorFlow',
  'Keras',
  'NumPy',
  'JavaScript',
  'WebGPU',
  'WebAssembly',
  'TensorBoard',
  'ONNX',
  'JAX',
];
const spellings = new Map(names.map((name) => [name.toLowerCase(), name]));
const pattern = new RegExp(String.raw`(?<![\w./@-])(${names.join('|')})(?![\w(/-]|\.\w)`, 'gi');

/** Names of frameworks that their makers write otherwise, in prose. Code, addresses and names of files are left alone. */
export const frameworkNameProblems: Rule = ({ file, tree }) =>
  allNodes(tree).flatMap(({ node }): Problem[] => {
    if (node.type !== 'text' || !node.position) return [];
    const { line, column } = node.position.start;
    return [...node.value.matchAll(pattern)].flatMap((match): Problem[] => {
      const [written] = match;
      const name = spellings.get(written.toLowerCase());
      if (name === undefined || name === written) return [];
      const before = node.value.slice(0, match.index).split('\n');
      const last = before.at(-1) ?? '';
      const place = { line: line + before.length - 1, column: (before.length === 1 ? column : 1) + last.length };
      return [{ file, ...place, fact: `“${written}” is spelt ${name}.`, fix: `Write ${name}.` }];
    });
  });
