import { useLayoutEffect, useState } from 'react';
import { useLocation, useNavigate } from 'react-admin';

/** The token that a mail's link brought: kept by the page alone, and gone from the address and the history at once. */
export function useMailedToken(): string | undefined {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const given = new URLSearchParams(search).get('token') ?? undefined;
  const [token, setToken] = useState(given);
  if (given !== undefined && given !== token) setToken(given);
  useLayoutEffect(() => {
    if (given !== undefined) navigate(pathname, { replace: true });
  }, [given, navigate, pathname]);
  return token;
}
