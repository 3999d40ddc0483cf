export { Constant, Identity, Ones, Zeros } from './constant.ts';
export { getInitializer as get, type InitializerLike } from './get-initializer.ts';
export { Initializer } from './initializer.ts';
export { Orthogonal, RandomNormal, RandomUniform, TruncatedNormal } from './random.ts';
export {
  GlorotNormal,
  GlorotUniform,
  HeNormal,
  HeUniform,
  LecunNormal,
  LecunUniform,
  VarianceScaling,
} from './variance-scaling.ts';
