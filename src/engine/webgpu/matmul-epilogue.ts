/** What a kernel does with a product before it writes it, in this order. */
export interface MatmulEpilogue {
  /** Adds a vector with a number for each column. */
  readonly bias: boolean;
  /** Puts 0 in the place of negative numbers. */
  readonly relu: boolean;
  /** Puts 0 where the output of an earlier relu, of the product's shape, is 0: the gradient of that relu. */
  readonly reluOutput: boolean;
}

export const NO_EPILOGUE: MatmulEpilogue = { bias: false, relu: false, reluOutput: false };

/** Names of the buffers that an epilogue reads, in the order in which its tensors follow those of the product. */
export function epilogueVariables({ bias, reluOutput }: MatmulEpilogue): string[] {
  return [...(bias ? ['bias'] : []), ...(reluOutput ? ['reluOutput'] : [])];
}

/** What tells the code of an epilogue apart. */
export function epilogueKey({ bias, relu, reluOutput }: MatmulEpilogue): string {
  return `${bias}_${relu}_${reluOutput}`;
}

/**
 * WGSL that writes `value`, an `f32` or `vec4<f32>`, to an element of the result.
 *
 * @param column index of the element in its row.
 * @param place index of the element in the result.
 */
export function finish(epilogue: MatmulEpilogue, type: 'f32' | 'vec4<f32>', column: string, place: string): string {
  // Not max(): WGSL lets it answer 0 for NaN, and a loss that has no number would look as if it had one.
  return `
    ${epilogue.bias ? `value += bias[${column}];` : ''}
    ${epilogue.relu ? `value = select(value, ${type}(0.0), value < ${type}(0.0));` : ''}
    ${epilogue.reluOutput ? `value = select(value, ${type}(0.0), reluOutput[${place}] <= ${type}(0.0));` : ''}
    result[${place}] = value;`;
}
