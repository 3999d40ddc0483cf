/** log Σ exp(logit), also where exp(logit) is beyond all numbers. */
export function logSumExp(logits: readonly number[]): number {
  const largest = Math.max(...logits);
  return largest + Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit - largest), 0));
}

/** Softmax of the logits of one image. */
export function probabilitiesOf(logits: readonly number[]): number[] {
  const normalizer = logSumExp(logits);
  return logits.map((logit) => Math.exp(logit - normalizer));
}
