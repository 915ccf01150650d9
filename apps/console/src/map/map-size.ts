/** The drawing's own units; the page scales it. */
export const mapSize = { width: 480, height: 280 };
