export { Constant, Identity, Identity as IdentityInitializer, Ones, Zeros } from './constant.ts';
export {
  deserializeInitializer as deserialize,
  getInitializer as get,
  serializeInitializer as serialize,
  type InitializerLike,
} from './get-initializer.ts';
export { Initializer } from './initializer.ts';
export {
  Orthogonal,
  Orthogonal as OrthogonalInitializer,
  RandomNormal,
  RandomUniform,
  TruncatedNormal,
} from './random.ts';
export {
  GlorotNormal,
  GlorotUniform,
  HeNormal,
  HeUniform,
  LecunNormal,
  LecunUniform,
  VarianceScaling,
} from './variance-scaling.ts';
