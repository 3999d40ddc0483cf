/** How many files of which kind there are. */
export interface FileCounts {
  /** Of this batch. */
  readonly read: number;
  readonly refused: number;
  readonly copies: number;
  /** Of all batches. */
  readonly shown: number;
  /** Not shown, because a newer file has the same name in it. */
  readonly older: number;
}

/** What there is to say after a batch: "12 files read, 1 not read. 11 readers are shown." */
export function statusText({ read, refused, copies, shown, older }: FileCounts): string {
  const batch = [
    `${counted(read, 'file')} read`,
    refused > 0 ? `${refused} not read` : '',
    copies > 0 ? `${copies} there already` : '',
  ];
  const parts = [batch.filter(Boolean).join(', '), `${counted(shown, 'reader')} shown`];
  if (older > 0) parts.push(`${counted(older, 'older file')} of the same names left out`);
  return `${parts.join('. ')}.`;
}

export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
