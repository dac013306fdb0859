// A chart is a still picture until it comes near the window; then Plotly draws it in the picture's place.
(() => {
  const library = new URL("plotly.min.js", document.currentScript.src).href;
  let loaded; // one promise for all charts of the page

  const plotly = () =>
    (loaded ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = library;
      script.onload = () => resolve(window.Plotly);
      script.onerror = reject;
      document.head.append(script);
    }));

  const draw = async (chart) => {
    const figure = JSON.parse(chart.querySelector("script").textContent);
    const still = chart.querySelector("img");
    const live = document.createElement("div");
    live.setAttribute("role", "img");
    live.setAttribute("aria-label", still.alt);
    const { newPlot } = await plotly();
    chart.append(live);
    await newPlot(live, figure.data, figure.layout, { ...figure.config, displayModeBar: false });
    still.remove();
  };

  const near = new IntersectionObserver(
    (entries) => {
      for (const entry of entries.filter((entry) => entry.isIntersecting)) {
        near.unobserve(entry.target);
        draw(entry.target).catch(() => {}); // the still picture stays
      }
    },
    { rootMargin: "600px" },
  );
  document.querySelectorAll(".chart").forEach((chart) => near.observe(chart));

  // On paper nothing can be unfolded.
  const folded = [];
  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("details:not([open])")) {
      details.open = true;
      folded.push(details);
    }
  });
  addEventListener("afterprint", () => folded.splice(0).forEach((details) => (details.open = false)));
})();

// A page from the disk may not fetch others, so there the search names the pages that it finds and does not quote them.
if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
