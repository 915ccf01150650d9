import { Module, type DynamicModule, type INestApplication, type Provider, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { BROKER, KafkaEvents, MessagingModule, type Broker, type MessagingOptions } from '@opencircle/messaging';
import { PersistenceModule } from '@opencircle/persistence';

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
  app.connectMicroservice({ strategy: app.get(KafkaEvents) }, { inheritAppConfig: true });
  await app.startAllMicroservices();
  await app.init();
  return app;
}

/** Of two providers of one token Nest takes the later. */
function withBroker(module: DynamicModule, broker: Broker | undefined): DynamicModule {
  if (broker === undefined) return module;
  return { ...module, providers: [...(module.providers ?? []), { provide: BROKER, useValue: broker }] };
}
