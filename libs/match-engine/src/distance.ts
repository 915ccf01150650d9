import type { Point } from './group.js';

/** Mean Earth radius in kilometres (IUGG 1980, R1). */
export const EARTH_RADIUS_KM = 6371.0088;

const radians = Math.PI / 180;

/** Great-circle distance in kilometres by the haversine formula (R. W. Sinnott, 1984); off by at most 0.6 %. */
export function distanceKm(a: Point, b: Point): number {
  const latitude = Math.sin(((b.latitude - a.latitude) * radians) / 2);
  const longitude = Math.sin(((b.longitude - a.longitude) * radians) / 2);
  const h =
    latitude * latitude + Math.cos(a.latitude * radians) * Math.cos(b.latitude * radians) * longitude * longitude;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)));
}
