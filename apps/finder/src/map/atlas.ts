import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { geoContains } from 'd3-geo';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import type { Feature, Position } from 'geojson';

export type Box = { west: number; south: number; east: number; north: number };
export type Area = { shape: Feature; box: Box };

const packages = createRequire(import.meta.url);
const read = new Map<string, Area[]>();

/** Countries, from Natural Earth 1:10m (public domain). Read on first use and kept. */
export function countries(): Area[] {
  return areas('world-atlas/countries-10m.json', 'countries');
}

/** Counties and states of the United States, from the Census Bureau's 2017 cartographic boundaries. */
export function counties(): Area[] {
  return areas('us-atlas/counties-10m.json', 'counties');
}

export function states(): Area[] {
  return areas('us-atlas/counties-10m.json', 'states');
}

/** ISO 3166-1 numeric codes of the countries that crisis lines are known for. */
const alphaTwo: Record<string, string> = {
  '840': 'US', '124': 'CA', '484': 'MX', '372': 'IE', '826': 'GB', '724': 'ES', '036': 'AU', '554': 'NZ',
}; // prettier-ignore

/** The country around a point as ISO 3166-1 alpha-2, when it is one that crisis lines are known for. */
export function countryAt({ latitude, longitude }: { latitude: number; longitude: number }): string | undefined {
  const here: Box = { west: longitude, east: longitude, south: latitude, north: latitude };
  const found = countries().find(({ shape, box }) => overlaps(box, here) && geoContains(shape, [longitude, latitude]));
  return alphaTwo[String(found?.shape.id)];
}

/** Whether two boxes meet; one whose west is east of its east reaches over the date line. */
export function overlaps(a: Box, b: Box): boolean {
  if (a.south > b.north || a.north < b.south) return false;
  return b.west <= b.east ? a.west <= b.east && a.east >= b.west : a.east >= b.west || a.west <= b.east;
}

function areas(file: string, layer: string): Area[] {
  const key = `${file}#${layer}`;
  const known = read.get(key);
  if (known) return known;
  const atlas = JSON.parse(readFileSync(packages.resolve(file), 'utf8')) as Topology<
    Record<string, GeometryCollection>
  >;
  const collection = atlas.objects[layer];
  const found = collection ? feature(atlas, collection).features.flatMap(polygonsOf) : [];
  read.set(key, found);
  return found;
}

/** A country with islands far away is many areas, so that only those in view are drawn. */
function polygonsOf({ id, geometry }: Feature): Area[] {
  const parts =
    geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.type === 'MultiPolygon' ? geometry.coordinates : [];
  return parts.map((coordinates) => {
    const shape: Feature = { type: 'Feature', properties: null, geometry: { type: 'Polygon', coordinates } };
    return { shape: id === undefined ? shape : { ...shape, id }, box: boxOf(coordinates[0] ?? []) };
  });
}

function boxOf(ring: Position[]): Box {
  const box: Box = { west: 180, south: 90, east: -180, north: -90 };
  for (const [x = 0, y = 0] of ring) {
    box.west = Math.min(box.west, x);
    box.east = Math.max(box.east, x);
    box.south = Math.min(box.south, y);
    box.north = Math.max(box.north, y);
  }
  return box;
}
