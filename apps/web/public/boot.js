/* global localStorage, matchMedia, document */
// Runs before the first paint, as a file of its own because the content security policy forbids inline scripts:
// puts the chosen (or the system's) colour scheme on <html>, so that a dark screen never flashes white.
(function () {
  var chosen = null;
  try {
    chosen = localStorage.getItem('homolog.scheme');
  } catch {
    // storage may be closed; the system's scheme then decides
  }
  var dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
  document.documentElement.style.background = dark ? '#0E1315' : '#F3F4F1';
})();
