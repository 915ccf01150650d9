import { createService } from '@opencircle/service-defaults';
import { gateway } from './service.js';

await createService(gateway);
