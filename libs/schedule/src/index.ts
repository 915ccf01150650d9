export { localDateTime, seriesSchema, sessionOverride, type Series } from './series.js';
