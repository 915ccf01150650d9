/** The form that came with a POST; undefined for another method, and for a body that is too large or is no such form. */
export async function postedForm(request: Request): Promise<URLSearchParams | undefined> {
  const type = request.headers.get('content-type') ?? '';
  if (request.method !== 'POST' || !type.startsWith('application/x-www-form-urlencoded')) return undefined;
  try {
    return new URLSearchParams(await request.text());
  } catch {
    return undefined;
  }
}
