/* The theme a reader chose on an earlier visit; pages read from disk may not be allowed to remember it. */
try {
  const theme = localStorage.getItem('theme');
  if (theme === 'dark' || theme === 'light') document.documentElement.dataset.theme = theme;
} catch {
  /* The system's theme is used. */
}
