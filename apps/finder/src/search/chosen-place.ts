import type { Place } from '../backend/matching.js';

export type ChosenPlace = Pick<Place, 'label' | 'point'>;

/** A picked place as one form value: `37.33939,-121.89496|San Jose, CA`. */
export function writeChosen({ label, point }: ChosenPlace): string {
  return `${point.latitude.toFixed(5)},${point.longitude.toFixed(5)}|${label}`;
}

/** Reads it back; undefined for anything that is not a place. */
export function readChosen(chosen: string): ChosenPlace | undefined {
  const match = /^(-?\d{1,2}(?:\.\d+)?),(-?\d{1,3}(?:\.\d+)?)\|(.{1,200})$/.exec(chosen);
  const [, latitude, longitude, label] = match ?? [];
  if (label === undefined) return undefined;
  const point = { latitude: Number(latitude), longitude: Number(longitude) };
  return Math.abs(point.latitude) <= 90 && Math.abs(point.longitude) <= 180 ? { label, point } : undefined;
}

/** The one place that is meant, by its whole label or its name alone; undefined when a person has to choose. */
export function clearPlace(places: readonly Place[], text: string): Place | undefined {
  const labelled = places.filter((place) => sameWords(place.label, text));
  const named = places.filter((place) => sameWords(nameIn(place.label), nameIn(text)));
  const meant = [labelled, named, places].find((some) => some.length > 0);
  return meant?.length === 1 ? meant[0] : undefined;
}

/** `San Jose` of `San Jose, California, US`. */
function nameIn(label: string): string {
  return label.split(',', 1)[0] ?? '';
}

export function sameWords(a: string, b: string): boolean {
  const words = (text: string) =>
    text
      .normalize('NFKD')
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
      .toLowerCase();
  return words(a) === words(b);
}
