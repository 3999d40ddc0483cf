/** The arguments of a function after the first one: those of the method that the function is as well. */
export type RestArguments<Compute> = Compute extends (...values: infer Values) => unknown
  ? WithoutFirst<Values>
  : never;

type WithoutFirst<Values extends readonly unknown[]> = Values extends readonly [unknown, ...infer Rest] ? Rest : never;
