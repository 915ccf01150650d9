import { focusManager } from '@tanstack/react-query';

/** Milliseconds without a sign of anybody after which a page is unattended. */
const UNATTENDED = 5 * 60_000;

const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;

/**
 * Lets react-query take a page that nobody uses for one out of sight: what it asks again and again waits until somebody is
 * back. A list left open would otherwise keep its session from ending by inactivity.
 */
export function pauseUnattended(): void {
  focusManager.setEventListener((setFocused) => {
    let timer: ReturnType<typeof setTimeout>;
    let isAttended = true;
    const attend = (isSeen: boolean) => {
      clearTimeout(timer);
      if (isSeen) timer = setTimeout(() => attend(false), UNATTENDED);
      if (isSeen !== isAttended) setFocused(isSeen);
      isAttended = isSeen;
    };
    const seen = () => attend(document.visibilityState === 'visible');
    for (const sign of [...signs, 'visibilitychange']) window.addEventListener(sign, seen, { passive: true });
    seen();
    return () => {
      clearTimeout(timer);
      for (const sign of [...signs, 'visibilitychange']) window.removeEventListener(sign, seen);
    };
  });
}
