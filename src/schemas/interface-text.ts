import { z } from 'astro/zod';

/** Words of Duet's own page furniture, a JSON file for each language in src/site/i18n. Starlight's words go there too. */
export const interfaceTextSchema = z.object({
  /** Names the links at the top of every page to a screen reader. */
  'duet.siteNav': z.string().optional(),
  /** In the navigation of a long course, in the place of the pages that it leaves out. `{{number}}` is replaced. */
  'duet.omittedPages': z.string().optional(),
  /** Names the button that changes between the light and the dark theme. */
  'duet.darkTheme': z.string().optional(),
  /** Above a lesson's title. `{{number}}` is replaced. */
  'duet.lesson': z.string().optional(),
  /** Beside the lesson's number. `{{minutes}}` is replaced. */
  'duet.duration': z.string().optional(),
  /** Above what a lesson teaches; the list completes the sentence. */
  'duet.goals': z.string().optional(),
  /** Above what a reader has to know before; the list completes the sentence. */
  'duet.needs': z.string().optional(),
  /** Above the work that a lesson is built on. `{{kind}}` is replaced. */
  'duet.source': z.string().optional(),
  /** Above what is no longer true of that work. */
  'duet.changed': z.string().optional(),
  /** Above the list of further reading at the end of a lesson. */
  'duet.furtherReading': z.string().optional(),
  /** Names the button at the end of a lesson that is pressed when the lesson is done. */
  'duet.markDone': z.string().optional(),
  /** Leads from the end of a lesson to the course map. */
  'duet.courseMap': z.string().optional(),
  /** Last line of every page. */
  'duet.colophon': z.string().optional(),
});
