export { Generator, type GeneratorState } from './random/generator.ts';
export {
  defaultGenerator,
  getRngState,
  initialSeed,
  manualSeed,
  seed,
  setRngState,
} from './random/default-generator.ts';
