import { topicsWrittenBy } from '@opencircle/contracts';
import { handledEvents } from '@opencircle/messaging';
import { AccessModule } from './access/access.module.js';
import { controllersOf } from './controllers.js';
import { needsOf, type ServiceDefinition } from './service-definition.js';

export type ServiceTopics = { readonly service: string; readonly writes: string[]; readonly reads: string[] };

/** What a service writes and reads at Kafka, by its code; needs neither environment nor database. */
export async function topicsOf(definition: ServiceDefinition): Promise<ServiceTopics> {
  const { name: service, module } = definition;
  if (!needsOf(definition).messaging) return { service, writes: [], reads: [] };
  class Everything {}
  const controllers = await controllersOf({ module: Everything, imports: [module, AccessModule] });
  const reads = controllers.flatMap((controller) => handledEvents(controller).map(({ topic }) => topic));
  return { service, writes: topicsWrittenBy(service).sort(), reads: [...new Set(reads)].sort() };
}
