export * from './activations.ts';
export { activationName as serialize, getActivation as get } from './get-activation.ts';
