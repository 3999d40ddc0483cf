import { z } from 'astro/zod';

/** Words of Duet's own page furniture, a JSON file for each language in src/site/i18n. Starlight's words go there too. */
export const interfaceTextSchema = z.object({
  /** Names the links at the top of every page to a screen reader. */
  'duet.siteNav': z.string().optional(),
  /** Names the button that changes between the light and the dark theme. */
  'duet.darkTheme': z.string().optional(),
  /** Above a lesson's title. `{{number}}` is replaced. */
  'duet.lesson': z.string().optional(),
  /** Beside the lesson's number. `{{minutes}}` is replaced. */
  'duet.duration': z.string().optional(),
  /** Opens the credit line at the end of a lesson. `{{kind}}` is replaced. */
  'duet.basedOn': z.string().optional(),
  /** Last line of every page. */
  'duet.colophon': z.string().optional(),
});
