// @ts-check
import { runTool } from './bootstrap/run-tool.mjs';

await runTool('prove');
