import type * as torch from '../../../../src/torch/index.ts';

/** The names of all nodes behind a tensor, each before what it came from. */
export function nodeNames(tensor: torch.Tensor): string[] {
  const visit = (node: torch.Tensor['gradFn']): string[] =>
    node ? [node.name, ...node.nextFunctions.flatMap(([next]) => visit(next))] : [];
  return visit(tensor.gradFn);
}
