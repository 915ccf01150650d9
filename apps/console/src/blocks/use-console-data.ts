import { useDataProvider } from 'react-admin';
import type { ConsoleDataProvider } from '../api/data-provider.js';

/** The data provider with the console's own commands. */
export const useConsoleData = useDataProvider<ConsoleDataProvider>;
