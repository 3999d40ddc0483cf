/** What is counted of a parameter, and what its axis is called. */
export const quantities = [
  { name: 'values', title: 'Values' },
  { name: 'gradient', title: 'Gradient' },
] as const;

export type QuantityName = (typeof quantities)[number]['name'];
