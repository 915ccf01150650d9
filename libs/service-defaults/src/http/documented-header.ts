/** A request header in the OpenAPI document. */
export type DocumentedHeader = {
  readonly name: string;
  readonly required: boolean;
  readonly description: string;
  readonly schema: object;
};

const HEADERS = 'opencircle:headers';

/** For parameter decorators that read a header: makes it stand in the OpenAPI document. */
export function DocumentsHeader(header: DocumentedHeader): ParameterDecorator {
  return (target, key) => {
    if (key === undefined) return;
    Reflect.defineMetadata(HEADERS, [...headersOf(target, key), header], target, key);
  };
}

export function headersOf(prototype: object, method: string | symbol): DocumentedHeader[] {
  return (Reflect.getMetadata(HEADERS, prototype, method) as DocumentedHeader[] | undefined) ?? [];
}
