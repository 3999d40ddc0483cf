/** The size that sites which show links ask for, in pixels. */
export const shareImageSize = { width: 1200, height: 630 } as const;
