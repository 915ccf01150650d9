import { createService } from '@opencircle/service-defaults';
import { service } from './service.js';

await createService(service);
