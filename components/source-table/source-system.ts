import type { SourceName } from '../framework-table/sources.ts';

/** Where something of a source runs: an experiment or another part of a lesson's page, by its id, or a listing, by its file. */
export type Place = { readonly id: string } | { readonly listing: string };

/** A figure that a source reports, beside ours. */
export interface ReportedFigure {
  /** What the source reports. */
  readonly reported: string;
  /** What we measured, with what and when. */
  readonly measured: string;
  /** Why the two differ, or that they agree. */
  readonly reason: string;
}

/** One thing that a source shows, and where a reader can run it. */
export interface SourceSystem {
  readonly source: SourceName;
  /** Folder of the lesson below content/lessons. */
  readonly lesson: string;
  /** What it is, in our own words. */
  readonly system: string;
  /** None where the lesson is not written yet. */
  readonly places: readonly Place[];
  readonly figure?: ReportedFigure;
}
