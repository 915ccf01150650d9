/** "Exit this page": hides the page at once, replaces it in the history; also on Shift pressed three times in 5 s. */
const exit = document.querySelector('[data-exit]');
const link = exit?.querySelector('a');
const status = exit?.querySelector('[role=status]');
const presses = [];

function leave() {
  if (!link || !status) return;
  status.textContent = exit.dataset.now;
  document.title = ' ';
  document.documentElement.hidden = true;
  location.replace(link.href);
}

exit?.querySelector('.exit-hint')?.removeAttribute('hidden');

link?.addEventListener('click', (event) => {
  event.preventDefault();
  leave();
});

document.addEventListener('keyup', (event) => {
  if (event.key !== 'Shift' || !status) {
    presses.length = 0;
    return;
  }
  const now = Date.now();
  presses.push(now);
  while (presses.length > 0 && now - presses[0] > 5000) presses.shift();
  if (presses.length >= 3) leave();
  else status.textContent = exit.dataset[`more-${3 - presses.length}`] ?? '';
});

// A page that comes back from the browser's cache after leaving must not stay blank.
addEventListener('pageshow', (event) => {
  if (event.persisted) document.documentElement.hidden = false;
});
