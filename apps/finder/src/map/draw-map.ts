import { geoCircle, geoMercator, geoPath, type GeoProjection } from 'd3-geo';
import { counties, countries, overlaps, states, type Area, type Box } from './atlas.js';

export type MapPoint = { latitude: number; longitude: number };
export type Pin = MapPoint & { label: string };
export type DrawnMap = {
  width: number;
  height: number;
  land: string;
  lines: string;
  borders: string;
  reach: string;
  pins: { x: number; y: number; label: string }[];
  scale: { x: number; y: number; length: number; label: string };
};

const width = 640;
const height = 400;
const kmPerDegree = 111.195;
/** Mercator's map ends before the poles. */
const farthest = 84;
const milesOnScale = [1, 2, 5, 10, 20, 50, 100];

/** Draws the surroundings of a point as SVG paths: land, county lines, borders, the circle searched, and numbered pins. */
export function drawMap(centre: MapPoint, radiusKm: number, pins: readonly Pin[]): DrawnMap {
  const middle = Math.max(-farthest, Math.min(farthest, centre.latitude));
  const reach = geoCircle()
    .center([centre.longitude, middle])
    .radius(radiusKm / kmPerDegree)
    .precision(6)();
  const projection = geoMercator().rotate([-centre.longitude, 0]).fitExtent([[0, 12], [width, height - 12]], reach); // prettier-ignore
  const path = geoPath(projection.clipExtent([[-4, -4], [width + 4, height + 4]])).digits(1); // prettier-ignore
  const view = viewOf(projection);
  const draw = (areas: Area[]) => areas.map(({ shape }) => path(shape) ?? '').join('');
  const within = (areas: Area[]) => areas.filter(({ box }) => overlaps(box, view));
  const inUnitedStates = within(states());
  const abroad = within(countries()).filter(({ shape }) => inUnitedStates.length === 0 || shape.id !== '840');
  return {
    width,
    height,
    land: draw([...abroad, ...inUnitedStates]),
    lines: inUnitedStates.length > 0 ? draw(within(counties())) : '',
    borders: draw([...inUnitedStates, ...abroad]),
    reach: path(reach) ?? '',
    pins: pins.flatMap(({ latitude, longitude, label }) => {
      const [x = -1, y = -1] = projection([longitude, latitude]) ?? [];
      const visible = x >= 0 && x <= width && y >= 0 && y <= height;
      return visible ? [{ x: Math.round(x), y: Math.round(y), label }] : [];
    }),
    scale: scaleOf(radiusKm),
  };
}

/** Longitudes and latitudes of the picture's corners. */
function viewOf(projection: GeoProjection): Box {
  const [west = -180, north = 90] = projection.invert?.([0, 0]) ?? [];
  const [east = 180, south = -90] = projection.invert?.([width, height]) ?? [];
  return { west, south, east, north };
}

/** A bar of a round number of miles, about a sixth of the picture; the circle fills the height but for its margins. */
function scaleOf(radiusKm: number): DrawnMap['scale'] {
  const pixelsPerMile = ((height - 24) / (2 * radiusKm)) * 1.609344;
  const miles = milesOnScale.findLast((round) => round * pixelsPerMile <= width / 6) ?? 0.5;
  return { x: 12, y: height - 14, length: Math.round(miles * pixelsPerMile), label: `${miles} mi` };
}
