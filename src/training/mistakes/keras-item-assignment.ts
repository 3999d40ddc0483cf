import type { EvaluatedMistake } from './mistake.ts';

/** A tensor of TensorFlow cannot be changed. */
export const kerasItemAssignment: EvaluatedMistake = {
  kind: 'evaluated',
  dialect: 'keras',
  programs: {
    wrong: 't = tf.range(5)\nt[3] = 10',
    right: 't = tf.range(5)\nt = tf.where(tf.range(5) == 3, 10, t)',
  },
};
