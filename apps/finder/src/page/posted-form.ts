/** The form that came with a POST; undefined for another method, and for a body that is too large or is no form. */
export async function postedForm(request: Request): Promise<FormData | undefined> {
  if (request.method !== 'POST') return undefined;
  try {
    return await request.formData();
  } catch {
    return undefined;
  }
}
