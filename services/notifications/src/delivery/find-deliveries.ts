import { Transactions } from '@opencircle/persistence';
import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { Delivery, type DeliveryState } from './delivery.js';

export type DeliveryQuery = { state: DeliveryState | undefined; before: string | undefined; limit: number };

/** Deliveries for ops, newest first. */
@Injectable()
export class FindDeliveries {
  constructor(private readonly tx: Transactions) {}

  run({ state, before, limit }: DeliveryQuery): Promise<{ items: Delivery[]; more: boolean }> {
    return this.tx.read(async (db) => {
      const rows = await db.find(Delivery, {
        where: { ...(state && { state }), ...(before && { id: LessThan(before) }) },
        order: { id: 'DESC' },
        take: limit + 1,
      });
      return { items: rows.slice(0, limit), more: rows.length > limit };
    });
  }
}
