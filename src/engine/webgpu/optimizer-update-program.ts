import type { WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import { HYPERPARAMETERS, stateCount, type AdamRule, type OptimizerRule, type SgdRule } from '../optimizer-rule.ts';
import { FlatProgram } from './flat-program.ts';
import { range } from './wgsl.ts';

/**
 * One step of an optimizer in place: parameters [length] float32, which are the output of the program and hold the old
 * values, gradient and states [length], hyperparameters. Each number depends on those at its own index alone, so one run
 * may change many parameters that lie in one buffer.
 */
export class OptimizerUpdateProgram extends FlatProgram implements WebGPUProgram {
  readonly variableNames: string[];
  shaderKey: string;
  readonly #rule: OptimizerRule;

  constructor(rule: OptimizerRule, length: number) {
    super([length]);
    this.#rule = rule;
    const states = range(stateCount(rule)).map((index) => `mutableState${index}`);
    this.variableNames = ['gradient', ...states, 'hyperparameters'];
    this.shaderKey = `duetOptimizerUpdate_${Object.values(rule).join('_')}`;
  }

  protected override body(): string {
    const rule = this.#rule;
    const names = HYPERPARAMETERS[rule.kind];
    return `
          ${names.map((name, index) => `let ${name} = hyperparameters[${index}];`).join('\n          ')}
          var p = result[index];
          var g = ${rule.maximize ? '-' : ''}gradient[index];
          ${weightDecay(rule)}
          ${rule.kind === 'sgd' ? descent(rule) : adaptation(rule)}
          result[index] = p;`;
  }
}

function weightDecay({ weightDecay, arithmetic }: OptimizerRule): string {
  if (weightDecay === 'none') return '';
  if (weightDecay === 'coupled') return 'g = g + p * decay;';
  return arithmetic === 'pytorch' ? 'p = p * decay;' : 'p = p - p * decay;';
}

function descent({ momentum, nesterov, arithmetic }: SgdRule): string {
  if (!momentum) return 'p = p - g * learningRate;';
  if (arithmetic === 'pytorch') {
    return `
          let b = mutableState0[index] * momentum + g * gradientShare;
          mutableState0[index] = b;
          p = p - (${nesterov ? 'g + b * momentum' : 'b'}) * learningRate;`;
  }
  return `
          let change = g * learningRate;
          let b = mutableState0[index] * momentum - change;
          mutableState0[index] = b;
          p = p + ${nesterov ? '(b * momentum - change)' : 'b'};`;
}

function adaptation({ amsgrad, arithmetic }: AdamRule): string {
  const isPyTorch = arithmetic === 'pytorch';
  // A comparison with NaN is false, so a NaN gets into the largest.
  const largest = `
          let largest = select(v, mutableState2[index], mutableState2[index] >= v);
          mutableState2[index] = largest;`;
  return `
          let m = mutableState0[index] + (g - mutableState0[index]) * meanShare;
          mutableState0[index] = m;
          let before = mutableState1[index];
          let v = ${isPyTorch ? 'before * beta2 + g * squareShare * g' : 'before + (g * g - before) * squareShare'};
          mutableState1[index] = v;
          ${amsgrad ? largest : ''}
          let root = sqrt(${amsgrad ? 'largest' : 'v'});
          p = p - m * stepSize / (${isPyTorch ? 'root / rootCorrection' : 'root'} + epsilon);`;
}
