export * from './activations.ts';
export { activationName as serialize, getActivation as deserialize, getActivation as get } from './get-activation.ts';
export * from './rarer-activations.ts';
