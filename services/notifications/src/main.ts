import { createService } from '@opencircle/service-defaults';
import { notifications } from './service.js';

await createService(notifications);
