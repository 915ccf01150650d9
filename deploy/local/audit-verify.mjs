// @ts-check
import { runDist } from './bootstrap/run-tool.mjs';

await runDist('deploy/local/dist/audit/main.js');
