import {
  Module,
  type ArgumentsHost,
  type DynamicModule,
  type ExceptionFilter,
  type INestApplication,
  type Provider,
  type Type,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { BROKER, KafkaEvents, MessagingModule, type Broker, type MessagingOptions } from '@opencircle/messaging';
import { PersistenceModule } from '@opencircle/persistence';
import { throwError } from 'rxjs';

export type SmallApp = {
  readonly messaging: MessagingOptions;
  /** Where the state is; messaging has a URL of its own. */
  readonly databaseUrl: string;
  /** Stands where Kafka's client is. */
  readonly broker?: Broker;
  readonly controllers?: Type[];
  readonly providers?: Provider[];
};

/** A service with nothing in it but messaging, persistence and what a proof brings; warnings and errors go to stderr. */
export async function startSmallApp({ messaging, databaseUrl, broker, ...own }: SmallApp): Promise<INestApplication> {
  @Module({
    imports: [
      PersistenceModule.forRoot({ url: databaseUrl, name: messaging.service, entities: [] }),
      withBroker(MessagingModule.forRoot(messaging), broker),
    ],
    controllers: own.controllers ?? [],
    providers: own.providers ?? [],
  })
  class App {}
  const app = await NestFactory.create(App, new FastifyAdapter(), {
    abortOnError: false,
    logger: process.env['PROVE_LOG'] === undefined ? false : ['log', 'warn', 'error'],
  });
  app.useGlobalFilters(new Rethrow());
  app.connectMicroservice({ strategy: app.get(KafkaEvents) }, { inheritAppConfig: true });
  await app.startAllMicroservices();
  await app.init();
  return app;
}

/** Of two providers of one token Nest takes the later. */
function withBroker(module: DynamicModule, broker: Broker | undefined): DynamicModule {
  const own: Provider[] = broker === undefined ? [] : [{ provide: BROKER, useValue: broker }];
  return {
    ...module,
    providers: [...(module.providers ?? []), ...own],
    exports: [...(module.exports ?? []), BROKER],
  };
}

/** A handler's failure is for messaging to judge; a client is told that something broke. */
class Rethrow implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost) {
    if (host.getType() !== 'http') return throwError(() => error);
    host.switchToHttp().getResponse<{ status(code: number): { send(): unknown } }>().status(500).send();
    return undefined;
  }
}
