import type { StarlightRouteData } from '@astrojs/starlight/route-data';

type SidebarEntry = StarlightRouteData['sidebar'][number];
type SidebarLink = Extract<SidebarEntry, { type: 'link' }>;

/** A part of the course that has its own link at the top of every page: Lessons, For teachers. */
export interface Room {
  readonly label: string;
  /** Its first page. */
  readonly href: string;
  readonly isCurrent: boolean;
  readonly pages: readonly SidebarLink[];
}

/** The groups of the sidebar that have at least one page. */
export function listRooms(sidebar: readonly SidebarEntry[]): Room[] {
  return sidebar.flatMap((entry) => {
    const pages = listPages(entry);
    const [first] = pages;
    if (!first) return [];
    return [{ label: entry.label, href: first.href, isCurrent: pages.some((page) => page.isCurrent), pages }];
  });
}

function listPages(entry: SidebarEntry): SidebarLink[] {
  return entry.type === 'link' ? [entry] : entry.entries.flatMap(listPages);
}
