/* On a phone the contents would fill the screen. */
document.querySelector('.contents > details').open = matchMedia('(min-width: 68rem)').matches;
