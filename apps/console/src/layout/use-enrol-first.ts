import { useEffect } from 'react';
import { useLocation, useNavigate } from 'react-admin';
import { useAccount } from '../blocks/use-account.js';

/** Whose role needs a second factor, and who has none, is led to where one is added: nothing else works until then. */
export function useEnrolFirst(): void {
  const { data: account } = useAccount();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const elsewhere = account?.mustEnrol === true && pathname !== '/security';
  useEffect(() => {
    if (elsewhere) navigate('/security', { replace: true });
  }, [elsewhere, navigate]);
}
