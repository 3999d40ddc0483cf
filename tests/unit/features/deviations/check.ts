/** What our code does where it deviates, by the title of the deviation in FEATURES.md. */
export type Checks = Readonly<Record<string, () => Promise<void> | void>>;
