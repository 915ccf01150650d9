import { once } from 'node:events';
import { connect } from 'node:net';
import { Kafka, logLevel } from 'kafkajs';

const LEAVE_GROUP = 13;

/**
 * Takes all members out of a consumer group whose processes are known to be dead. Kafka would wait out their sessions,
 * half a minute each, before the group may go on; the proof has hundreds of deaths to see.
 */
export async function expelMembers(brokers: string, groupId: string): Promise<void> {
  const admin = new Kafka({ brokers: [brokers], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    const { groups } = await admin.describeGroups([groupId]);
    for (const { memberId } of groups[0]?.members ?? []) await leave(brokers, groupId, memberId);
  } finally {
    await admin.disconnect();
  }
}

/** LeaveGroup, version 0, as the member itself would send it (https://kafka.apache.org/protocol#The_Messages_LeaveGroup). */
async function leave(broker: string, groupId: string, memberId: string): Promise<void> {
  const head = Buffer.alloc(8);
  head.writeInt16BE(LEAVE_GROUP, 0);
  const body = Buffer.concat([head, text('prove'), text(groupId), text(memberId)]);
  const size = Buffer.alloc(4);
  size.writeInt32BE(body.length);
  const { hostname, port } = new URL(`tcp://${broker}`);
  const socket = connect(Number(port), hostname);
  try {
    socket.write(Buffer.concat([size, body]));
    const [answer] = (await once(socket, 'data')) as [Buffer];
    const error = answer.readInt16BE(8);
    const UNKNOWN_MEMBER = 25;
    if (error !== 0 && error !== UNKNOWN_MEMBER) throw new Error(`LeaveGroup answered ${error}`);
  } finally {
    socket.destroy();
  }
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  const length = Buffer.alloc(2);
  length.writeInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
