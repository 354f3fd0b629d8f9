(() => {
  const root = document.documentElement;
  const all = (selector) => [...document.querySelectorAll(selector)];

  /* Dark and light. */
  const systemDark = matchMedia('(prefers-color-scheme: dark)');
  const isDark = () => (root.dataset.theme ? root.dataset.theme === 'dark' : systemDark.matches);
  for (const button of all('[data-theme-toggle]')) {
    const label = () => (button.textContent = isDark() ? button.dataset.light : button.dataset.dark);
    button.addEventListener('click', () => {
      root.dataset.theme = isDark() ? 'light' : 'dark';
      label();
      try {
        localStorage.setItem('theme', root.dataset.theme);
      } catch {
        /* It holds for this visit. */
      }
    });
    systemDark.addEventListener('change', label);
    label();
    button.hidden = false;
  }

  /* All code at once. */
  for (const button of all('button[data-code]')) {
    const show = button.textContent;
    button.addEventListener('click', () => {
      const open = button.textContent === show;
      for (const code of all('details.code')) code.open = open;
      button.textContent = open ? button.dataset.hide : show;
    });
    button.hidden = false;
  }

  /* Only what scrolls needs to be reached with the keyboard. */
  const scrolling = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const scrolls = target.scrollWidth > target.clientWidth || target.scrollHeight > target.clientHeight;
      if (scrolls) target.setAttribute('tabindex', '0');
      else if (target !== document.activeElement) target.removeAttribute('tabindex');
    }
  });
  for (const region of all('main pre, main .table, main figure')) scrolling.observe(region);

  /* Figures: a picture until plotly, which is unpacked or loaded only then, has drawn in its place. */
  const holder = document.querySelector('script[data-plotly]');
  if (!holder) return;
  let library;
  const plotly = () =>
    (library ??= holder.dataset.plotly ? load(holder.dataset.plotly) : unpack(holder.textContent));

  function load(address) {
    return new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.addEventListener('load', () => resolve(window.Plotly));
      script.addEventListener('error', () => reject(new Error(`${address} cannot be loaded`)));
      script.src = address;
      document.head.append(script);
    });
  }

  async function unpack(base64) {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    const script = document.createElement('script');
    script.textContent = await new Response(stream).text();
    document.head.append(script);
    return window.Plotly;
  }

  /* Below this width labels of a figure lie on each other: it scrolls instead. */
  const NARROWEST = 560;

  async function draw(figure) {
    if (figure.dataset.state) return;
    figure.dataset.state = 'loading';
    const content = JSON.parse(figure.querySelector('script').textContent);
    const { width: wanted = 900, height = 520 } = content.layout ?? {};
    const picture = figure.querySelector('.static');
    const live = document.createElement('div');
    live.className = 'live';
    live.setAttribute('role', 'group');
    live.setAttribute('aria-label', picture.alt || picture.textContent);
    const width = () => Math.min(wanted, Math.max(figure.clientWidth, NARROWEST));
    try {
      const library = await plotly();
      figure.append(live);
      live.style.height = `${height}px`;
      const layout = { ...content.layout, width: width(), height, autosize: false };
      await library.newPlot(live, content.data, layout, {
        displaylogo: false,
        ...content.config,
        responsive: false,
      });
      await library.addFrames(live, content.frames ?? []);
      figure.dataset.state = 'live';
      new ResizeObserver(() => {
        if (figure.clientWidth > 0 && live.layout.width !== width())
          library.relayout(live, { width: width() });
      }).observe(figure);
    } catch (error) {
      /* The picture stays; WebGL and maps need more than a page without a network gives. */
      live.remove();
      figure.dataset.state = 'static';
      console.warn(error);
    }
  }

  const figures = all('figure.plotly');
  for (const figure of figures) {
    const button = figure.querySelector('[data-draw]');
    button.addEventListener('click', () => draw(figure));
    button.hidden = false;
  }
  /* A finger on a figure wants to scroll the page: there the button asks for it. */
  if (!matchMedia('(hover: hover) and (pointer: fine)').matches) return;
  const near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) void draw(target);
    },
    { rootMargin: '50%' },
  );
  for (const figure of figures) near.observe(figure);
})();
