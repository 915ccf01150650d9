import { EARTH_RADIUS_KM } from './distance.js';
import type { Point } from './group.js';

/** Cells of half a degree: about 55 km high, narrower towards the poles. */
const PER_DEGREE = 2;
const COLUMNS = 360 * PER_DEGREE;
const ROWS = 180 * PER_DEGREE;
const degrees = 180 / Math.PI;
/** Keeps rounding from losing a point that lies exactly on the rim. */
const MARGIN = 1e-6;

/** The number of the cell that holds the point. */
export function cellOf({ latitude, longitude }: Point): number {
  return rowOf(latitude) * COLUMNS + wrap(Math.floor((longitude + 180) * PER_DEGREE));
}

/**
 * Every cell that a circle touches (the cells of its bounding box, also across the antimeridian and at the poles),
 * or null when they are so many that a plain scan is the better way.
 */
export function cellsWithin(centre: Point, radiusKm: number): number[] | null {
  const angle = radiusKm / EARTH_RADIUS_KM;
  const [south, north] = [centre.latitude - angle * degrees - MARGIN, centre.latitude + angle * degrees + MARGIN];
  const [bottom, top] = [rowOf(south), rowOf(north)];
  // The meridians that touch the circle: see J. P. Matuschek, "Finding points within a distance of a latitude/longitude".
  const reach =
    south <= -90 || north >= 90 ? 180 : Math.asin(Math.sin(angle) / Math.cos(centre.latitude / degrees)) * degrees;
  const [west, east] = [centre.longitude - reach - MARGIN, centre.longitude + reach + MARGIN];
  const left = Math.floor((west + 180) * PER_DEGREE);
  const columns = Math.min(COLUMNS, Math.floor((east + 180) * PER_DEGREE) - left + 1);
  if ((top - bottom + 1) * columns > 4096) return null;
  const cells: number[] = [];
  for (let row = bottom; row <= top; row++) {
    for (let column = 0; column < columns; column++) cells.push(row * COLUMNS + wrap(left + column));
  }
  return cells;
}

function rowOf(latitude: number): number {
  return Math.max(0, Math.min(ROWS - 1, Math.floor((latitude + 90) * PER_DEGREE)));
}

function wrap(column: number): number {
  return ((column % COLUMNS) + COLUMNS) % COLUMNS;
}
