import { Controller, Get, Inject } from '@nestjs/common';
import { Allow } from '@opencircle/auth';
import type { OpenApiDocument } from './document.js';

export const OPENAPI_DOCUMENT = Symbol('OpenAPI document');

/** The document that clients are generated from; the same that `main.js openapi FILE` writes. */
@Controller('openapi.json')
export class OpenApiController {
  constructor(@Inject(OPENAPI_DOCUMENT) private readonly document: OpenApiDocument) {}

  @Get()
  @Allow('openapi.read')
  read(): OpenApiDocument {
    return this.document;
  }
}
