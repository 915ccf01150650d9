import type { Point } from '@opencircle/contracts';

export type Place = {
  readonly locality: string;
  readonly region: string;
  readonly country: string;
  readonly zone: string;
  readonly point: Point;
};

const place = (
  locality: string,
  region: string,
  country: string,
  zone: string,
  latitude: number,
  longitude: number,
): Place => ({
  locality,
  region,
  country,
  zone,
  point: { latitude, longitude },
});

/** Cities of the demo; streets and house numbers in it are made up. */
export const places = {
  sanJose: place('San Jose', 'CA', 'US', 'America/Los_Angeles', 37.3382, -121.8863),
  oakland: place('Oakland', 'CA', 'US', 'America/Los_Angeles', 37.8044, -122.2712),
  sacramento: place('Sacramento', 'CA', 'US', 'America/Los_Angeles', 38.5816, -121.4944),
  chicago: place('Chicago', 'IL', 'US', 'America/Chicago', 41.8781, -87.6298),
  austin: place('Austin', 'TX', 'US', 'America/Chicago', 30.2672, -97.7431),
  sanAntonio: place('San Antonio', 'TX', 'US', 'America/Chicago', 29.4241, -98.4936),
  newYork: place('New York', 'NY', 'US', 'America/New_York', 40.7128, -74.006),
  miami: place('Miami', 'FL', 'US', 'America/New_York', 25.7617, -80.1918),
  dublin: place('Dublin', 'Leinster', 'IE', 'Europe/Dublin', 53.3498, -6.2603),
  cork: place('Cork', 'Munster', 'IE', 'Europe/Dublin', 51.8985, -8.4756),
  galway: place('Galway', 'Connacht', 'IE', 'Europe/Dublin', 53.2707, -9.0568),
  limerick: place('Limerick', 'Munster', 'IE', 'Europe/Dublin', 52.6638, -8.6267),
  madrid: place('Madrid', 'Madrid', 'ES', 'Europe/Madrid', 40.4168, -3.7038),
  barcelona: place('Barcelona', 'Cataluña', 'ES', 'Europe/Madrid', 41.3874, 2.1686),
  sevilla: place('Sevilla', 'Andalucía', 'ES', 'Europe/Madrid', 37.3891, -5.9845),
  mexico: place('Ciudad de México', 'CDMX', 'MX', 'America/Mexico_City', 19.4326, -99.1332),
  bogota: place('Bogotá', 'Bogotá', 'CO', 'America/Bogota', 4.711, -74.0721),
} as const satisfies Record<string, Place>;
