import type { DemoGroup } from './demo-group.js';
import { groupsInIreland } from './groups-in-ireland.js';
import { groupsInSpanish } from './groups-in-spanish.js';
import { groupsInTheUnitedStates } from './groups-in-the-united-states.js';

/** All groups of the demo, always the same and in the same order. */
export const demoGroups: readonly DemoGroup[] = [...groupsInTheUnitedStates, ...groupsInIreland, ...groupsInSpanish];
