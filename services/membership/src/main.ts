import { createService } from '@opencircle/service-defaults';
import { membership } from './service.js';

await createService(membership);
