/** The learning rates that the source prints for its four epochs, for the `expect` of the lab that runs its cycle. */
export const cycleRates = Object.fromEntries(
  [0.0005, 0.00096650637, 0.0008744966, 0.0005220387].map((equals, epoch) => [
    `learningRate[${epoch}]`,
    { equals, tolerance: 1e-9 },
  ]),
);
