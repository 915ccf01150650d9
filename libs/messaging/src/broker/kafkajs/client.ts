import { Logger } from '@nestjs/common';
import { kafkajsSettings, type KafkaConnection } from '@opencircle/kafka-connection';
import { Kafka, logLevel, type logCreator } from 'kafkajs';

/** kafkajs says these once or twice after a broker has started, or during a rebalance; they pass. */
const PASSING = /coordinator|rebalanc|leader|does not host this topic|not aware of this member/i;

/** A client whose own words go to the service's log, passing conditions at debug level. */
export function kafkaClient(clientId: string, connection: KafkaConnection): Kafka {
  return new Kafka({
    ...kafkajsSettings(connection),
    clientId,
    connectionTimeout: 3_000,
    requestTimeout: 15_000,
    enforceRequestTimeout: true,
    retry: { initialRetryTime: 100, maxRetryTime: 3_000, retries: 8 },
    logCreator: toNestLogger,
  });
}

const toNestLogger: logCreator = () => {
  const logger = new Logger('kafkajs');
  return ({ level, log }) => {
    const error: unknown = log['error'];
    const text = typeof error === 'string' ? `${log.message}: ${error}` : log.message;
    if (level === logLevel.ERROR && !PASSING.test(text)) logger.warn(text);
    else logger.debug(text);
  };
};
