const NOTCHES = 36;

/**
 * The line that the primer's progress-bar callback writes after an epoch, with its mistakes: losses are cut to whole
 * numbers, and the bar counts epochs from 0, so that it never fills up.
 *
 * @param epoch counted from 0.
 */
export function simpleProgressLine(epoch: number, epochs: number, logs: Readonly<Record<string, number>>): string {
  const notches = Math.trunc((epoch / epochs) * NOTCHES) + 1;
  const bar = '='.repeat(notches) + '.'.repeat(NOTCHES - notches);
  const whole = (value: number) => Math.trunc(value).toLocaleString('en');
  const validation = logs.val_loss ? ` Valid Loss: ${whole(logs.val_loss)}` : '';
  return `Epoch ${epoch + 1}/${epochs} [${bar}] Training Loss: ${whole(logs.loss ?? NaN)}${validation}`;
}
