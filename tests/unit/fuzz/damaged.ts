/** Inputs that are nearly right, which get further into a reader than noise does. */
import {
  array,
  constant,
  constantFrom,
  integer,
  nat,
  noBias,
  oneof,
  record,
  string,
  tuple,
  uint8Array,
  type Arbitrary,
} from 'fast-check';

/** One damage: where, as a share of the whole, how much is lost, and what stands there instead. */
interface Damage<Part> {
  readonly at: number;
  readonly lost: number;
  readonly put: Part;
}

/** Floats would come from all their bit patterns, of which most are next to 0. */
const share = noBias(integer({ min: 0, max: 2 ** 20 })).map((value) => value / 2 ** 20);
const MOST_DAMAGES = 4;
const MOST_LOST = 6;

function damages<Part>(parts: Arbitrary<Part>): Arbitrary<readonly Damage<Part>[]> {
  return array(record({ at: share, lost: nat(MOST_LOST), put: parts }), { maxLength: MOST_DAMAGES });
}

/**
 * Texts that are samples with up to four damages, and now and then any text at all.
 *
 * @param parts what else may stand in a text of this kind, besides any characters.
 */
export function damagedText(samples: readonly string[], parts: readonly string[]): Arbitrary<string> {
  const put = oneof(constantFrom('', ...parts), string({ maxLength: 4 }), string({ unit: 'binary', maxLength: 2 }));
  const damaged = tuple(constantFrom(...samples), damages(put)).map(([sample, each]) =>
    each.reduce((text, { at, lost, put: part }) => {
      const place = Math.floor(at * text.length);
      return text.slice(0, place) + part + text.slice(place + lost);
    }, sample),
  );
  return oneof({ weight: 9, arbitrary: damaged }, { weight: 1, arbitrary: string({ unit: 'binary', maxLength: 60 }) });
}

/** Bytes of samples with up to four damages; some are cut off. */
export function damagedBytes(samples: readonly Uint8Array[]): Arbitrary<Uint8Array<ArrayBuffer>> {
  const put = uint8Array({ maxLength: 6 });
  const end = oneof({ weight: 4, arbitrary: constant(1) }, { weight: 1, arbitrary: share });
  return tuple(constantFrom(...samples), damages(put), end).map(([sample, each, kept]) => {
    const whole = each.reduce<readonly number[]>((bytes, { at, lost, put: part }) => {
      const place = Math.floor(at * bytes.length);
      return [...bytes.slice(0, place), ...part, ...bytes.slice(place + lost)];
    }, Array.from(sample));
    return Uint8Array.from(whole.slice(0, Math.ceil(kept * whole.length)));
  });
}
