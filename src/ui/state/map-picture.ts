import { sharingNote } from '../../exchange';
import {
  ATTRIBUTION,
  isArea,
  middleOf,
  standingOf,
  type Outlines,
  type PicturePlace,
  type PictureRequest,
  type PictureView,
  type SharedItem,
  type SharedPlaces,
} from '../../map';
import { faceAsDataUri, loadBasemap, measureText } from '../../map/browser';
import type { App } from './app.svelte';
import { mappingOf } from './mapping.svelte';
import { sharingOf } from './sharing.svelte';

/** All that a picture needs but its title. */
export interface PictureDraft {
  readonly request: PictureRequest;
  /** Whether a title names a place that is not to be given exactly. */
  readonly conceals: (title: string) => boolean;
}

/** Gathers what the map shows for a picture, as exactly as it may be given to others. Rejects with `places/*`. */
export async function preparePicture(app: App, view: PictureView): Promise<PictureDraft> {
  const { services, settings } = app;
  const shared = await sharingOf(app).share();
  const [basemap, places, face] = await Promise.all([
    loadBasemap(services.baseUrl),
    picturePlaces(app, shared),
    faceAsDataUri(services.baseUrl),
  ]);
  const request: PictureRequest = {
    places,
    basemap,
    view,
    direction: settings.direction,
    language: settings.language,
    words: wordsFor(app, shared, shared.items.length - places.length),
    measure: measureText,
    ...(face === undefined ? {} : { face }),
  };
  return { request, conceals: shared.conceals };
}

/** The title that a picture begins with: that of the one text, where it names nothing that must not be named. */
export function firstTitle(app: App, conceals: PictureDraft['conceals']): string {
  const { scope, document } = app.reading;
  const own = scope === 'one' ? (document?.title ?? '') : '';
  return own === '' || conceals(own) ? mappingOf(app).m.pictureDefault : own;
}

async function picturePlaces(app: App, { items }: SharedPlaces): Promise<PicturePlace[]> {
  const mapping = mappingOf(app);
  const areas = items.filter(isArea).flatMap(({ place }) => (place.id === '' ? [] : [place.id]));
  const outlines: Outlines =
    areas.length > 0 ? await app.services.places.outlines(areas) : new Map<string, never>();
  const meant = new Map(mapping.summary.placed.map((item) => [item.place.id, item]));
  return items.flatMap((item: SharedItem): PicturePlace[] => {
    const { place, count } = item;
    const outline = outlines.get(place.id) ?? null;
    // An area that is known by its name alone still has its outline.
    const [lon, lat] = outline && place.lat === null ? middleOf(outline) : [place.lon, place.lat];
    if (lat === null || lon === null) return [];
    const own = place.isCoarsened ? undefined : meant.get(place.id);
    return [
      {
        name: place.name,
        lat,
        lon,
        count,
        standing: standingOf(item),
        isArea: isArea(item),
        uncertaintyM: place.uncertaintyM,
        outline,
        sectors: own?.sectors ?? [],
        isOnlySectors: own?.isOnlySectors ?? false,
      },
    ];
  });
}

function wordsFor(app: App, { items, counts }: SharedPlaces, pointless: number): PictureRequest['words'] {
  const { settings } = app;
  const { m, dates } = mappingOf(app);
  const number = (value: number) => settings.number(value);
  const texts = new Set(items.flatMap(({ documentIds }) => documentIds)).size;
  const span = spanOf(dates);
  const isCoarsened = Object.values(counts).some((count) => count > 0);
  return {
    title: '',
    subtitle: [
      m.pictureCounts(number(items.length), number(texts)),
      ...(span
        ? [span.first === span.last ? m.pictureDay(span.first) : m.pictureSpan(span.first, span.last)]
        : []),
    ].join(' · '),
    signs: {
      confirmed: m.confirmed,
      predicted: m.predicted,
      doubtful: m.doubtful,
      area: m.area,
      sector: m.sector,
      radius: m.radius,
    },
    kilometres: (value) => m.km(number(value)),
    metres: (value) => m.metres(number(value)),
    outside: (count) => m.pictureOutside(number(count)),
    notes: [
      isCoarsened ? sharingNote(counts, settings.language) : '',
      pointless > 0 ? m.pictureNoPoint(number(pointless)) : '',
      m.noRoads,
      m.pictureSources(ATTRIBUTION),
      m.pictureMade(new Date().toISOString().slice(0, 10)),
    ],
  };
}

/** Days of the texts shown: those chosen, else those of the texts in scope. */
function spanOf({ from, to, whole, isActive }: ReturnType<typeof mappingOf>['dates']) {
  if (!whole) return null;
  if (!isActive) return whole;
  const [first, last] = [from || whole.first, to || whole.last].sort();
  return first && last ? { first, last } : null;
}
