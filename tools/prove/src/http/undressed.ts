import type { IncomingHttpHeaders } from 'node:http';
import { posix } from 'node:path';

type Line = { readonly method: string; readonly url: string };

/**
 * What a server that is lax in every way reads out of a request: paths in any case, spelling and encoding, the method and
 * the address that headers name, any method that only asks as GET; parameters that come twice it leaves out. Undefined for
 * a request that it reads as it stands.
 */
export function undressed({ method, url }: Line, headers: IncomingHttpHeaders): Line | undefined {
  const [path = '', query = ''] = url.split('?');
  const plain = decodeURIComponent(path)
    .toLowerCase()
    .replace(/[;\0].*$/, '');
  const names = query.split('&').map((one) => one.split('=', 1)[0]);
  const isTwice = new Set(names).size < names.length;
  const read = {
    method: String(headers['x-http-method-override'] ?? (/^(HEAD|OPTIONS)$/.test(method) ? 'GET' : method)),
    url: String(
      headers['x-original-url'] ??
        posix.normalize(plain).replace(/(?<=.)\/$/, '') + (query === '' || isTwice ? '' : `?${query}`),
    ),
  };
  const isPlain = read.method === method && read.url === url && headers['x-original-url'] === undefined;
  return isPlain ? undefined : read;
}
