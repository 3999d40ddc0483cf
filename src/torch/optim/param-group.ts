/** The options of one group of an optimizer's parameters, as far as learning rate schedulers read and write them. */
export interface ParamGroup {
  lr: number;
  /** The rate before any scheduler, which the first scheduler of the optimizer notes. */
  initialLr?: number;
  momentum?: number;
  /** Decay rates of Adam's means; the first one is its momentum. */
  betas?: readonly [number, number];
  /** The limits between which OneCycleLR and CyclicLR move, which they note here. */
  maxLr?: number;
  minLr?: number;
  maxMomentum?: number;
  baseMomentum?: number;
}
