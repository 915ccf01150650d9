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

/** The one place that is meant, or undefined when a person has to choose. */
export function clearPlace(places: readonly Place[], text: string): Place | undefined {
  const [first, second] = places;
  if (second === undefined) return first;
  const named = places.filter((place) => sameWords(place.label, text));
  return named.length === 1 ? named[0] : undefined;
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
