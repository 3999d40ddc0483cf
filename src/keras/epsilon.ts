/** What Keras adds or clips by against division by zero: keras.config.epsilon(). */
export const EPSILON = 1e-7;
