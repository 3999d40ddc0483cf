import { createRequire } from 'node:module';
import sharp from 'sharp';
import { shareImageSize } from './share-image-size.ts';
import tokens from './styles/tokens.css?raw';

/** What a share image says. */
export interface ShareImage {
  /** Above the title: `Lesson 1`. */
  readonly place: string;
  readonly title: string;
}

/** Free on both sides, in pixels. */
const MARGIN = 84;
// sharp writes with TrueType only; the pages' own font files are WOFF2.
const FONT = '@expo-google-fonts/bricolage-grotesque/800ExtraBold/BricolageGrotesque_800ExtraBold.ttf';

/** Where the title begins, and the most that it may take, in pixels. */
const TITLE_TOP = MARGIN + 72;
const TITLE_HEIGHT = 320;

/** Draws what other sites show beside a link to a page, in the light theme's colours. @returns a PNG */
export async function drawShareImage({ place, title }: ShareImage): Promise<Buffer<ArrayBuffer>> {
  const { width, height } = shareImageSize;
  const placeText = await write(escapeMarkup(place), 34, token('ink-soft'), 2 * MARGIN);
  const titleText = await writeTitle(title);
  const name = await write(
    `<span foreground="${token('torch')}">PyTorch</span> and <span foreground="${token('keras')}">Keras</span>`,
    38,
    token('ink-soft'),
    2 * MARGIN,
  );
  const frame = Buffer.from(`
    <svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" fill="none">
      <rect width="100%" height="100%" fill="${token('paper')}"/>
      <rect y="${height - 18}" width="50%" height="18" fill="${token('torch')}"/>
      <rect x="50%" y="${height - 18}" width="50%" height="18" fill="${token('keras')}"/>
      <g transform="translate(${width - MARGIN - 80} ${height - 170}) scale(2.5)" stroke-width="5">
        <path stroke="${token('torch')}" d="M27.5 16A9.5 9.5 0 0 1 18 25.5H2"/>
        <path stroke="${token('keras')}" d="M9.5 1V31"/>
        <path stroke="${token('torch')}" d="M2 6.5H18A9.5 9.5 0 0 1 27.5 16"/>
      </g>
    </svg>`);
  const image = await sharp(frame)
    .composite([
      { input: placeText, left: MARGIN, top: MARGIN },
      { input: titleText, left: MARGIN, top: TITLE_TOP },
      { input: name, left: MARGIN, top: height - 128 },
    ])
    .png()
    .toBuffer();
  return Buffer.from(image);
}

/** As large as a title is usually, or as large as it can be where that is too much. */
async function writeTitle(title: string): Promise<Buffer> {
  const markup = escapeMarkup(title);
  const usual = await write(markup, title.length > 40 ? 76 : 96, token('ink'), MARGIN);
  const { height } = await sharp(usual).metadata();
  return height <= TITLE_HEIGHT ? usual : write(markup, 76, token('ink'), MARGIN, TITLE_HEIGHT);
}

/**
 * A text as a picture, in lines no wider than the image without its margins.
 *
 * @param markup Pango's, colours included
 * @param fill a height in pixels that the text is to fill, whatever its size
 */
async function write(markup: string, size: number, colour: string, margins: number, fill?: number): Promise<Buffer> {
  return sharp({
    text: {
      text: `<span foreground="${colour}">${markup}</span>`,
      font: `Bricolage Grotesque ExtraBold ${size}`,
      fontfile: createRequire(import.meta.url).resolve(FONT),
      width: shareImageSize.width - 2 * margins,
      // One point is one pixel.
      ...(fill === undefined ? { dpi: 72 } : { height: fill }),
      rgba: true,
    },
  })
    .png()
    .toBuffer();
}

function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** A colour of tokens.css, as its first block, the light theme, has it. */
function token(name: string): string {
  const colour = new RegExp(`--duet-${name}: (#[0-9a-f]{6});`).exec(tokens)?.[1];
  if (!colour) throw new Error(`tokens.css has no colour --duet-${name}: take one that it has.`);
  return colour;
}
