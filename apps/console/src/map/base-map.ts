import type { Point } from '@opencircle/contracts';
import { geoContains, geoMercator, geoPath } from 'd3-geo';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { mapSize } from './map-size.js';

type Named = { name: string };
type Atlas = Topology<Record<string, GeometryCollection<Named>>>;

export type DrawnMap = { borders: string; outlines: string; land: string; place: string | null };

const isInUs = ({ latitude, longitude }: Point) =>
  latitude > 18 && latitude < 72 && longitude > -180 && longitude < -65;

/**
 * Draws the surroundings of a point: counties and states in the US (Census, us-atlas), countries elsewhere (Natural
 * Earth, world-atlas), and says where it lies. The atlases come from our own origin, only when a map is looked at.
 */
export async function drawMap(point: Point): Promise<DrawnMap> {
  if (isInUs(point)) {
    const atlas = (await import('us-atlas/counties-10m.json')).default as unknown as Atlas;
    const county = placeIn(atlas, 'counties', point);
    if (county) return draw(atlas, 'counties', 'states', point, 4200, [county, placeIn(atlas, 'states', point)]);
  }
  const atlas = (await import('world-atlas/countries-50m.json')).default as unknown as Atlas;
  return draw(atlas, 'countries', 'countries', point, 1400, [placeIn(atlas, 'countries', point)]);
}

function draw(atlas: Atlas, inner: string, outer: string, point: Point, scale: number, place: (string | null)[]) {
  const { width, height } = mapSize;
  const projection = geoMercator()
    .center([point.longitude, point.latitude])
    .scale(scale)
    .translate([width / 2, height / 2])
    .clipExtent([
      [-2, -2],
      [width + 2, height + 2],
    ]);
  const path = geoPath(projection).digits(1);
  const lines = (layer: string) => path(mesh(atlas, layerOf(atlas, layer))) ?? '';
  const words = place.filter((name) => name !== null).join(', ');
  return {
    land: path(featuresOf(atlas, outer)) ?? '',
    borders: lines(inner),
    outlines: lines(outer),
    place: words === '' ? null : words,
  };
}

function placeIn(atlas: Atlas, layer: string, { latitude, longitude }: Point): string | null {
  const found = featuresOf(atlas, layer).features.find((one) => geoContains(one, [longitude, latitude]));
  return found?.properties.name ?? null;
}

function featuresOf(atlas: Atlas, layer: string) {
  return feature(atlas, layerOf(atlas, layer));
}

function layerOf(atlas: Atlas, layer: string): GeometryCollection<Named> {
  const found = atlas.objects[layer];
  if (!found) throw new Error(`The atlas has no ${layer}`);
  return found;
}
