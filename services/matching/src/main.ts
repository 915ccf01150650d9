import { createService } from '@opencircle/service-defaults';
import { matching } from './service.js';

await createService(matching);
