// Still pictures become ones that can be asked and moved, when somebody wants that: the script for it is large.
// Without this file, or where anything fails, the still picture and the table stay.
"use strict";

(() => {
  const LEAST = 320, MOST = 960, STEP = 20;   // pixels of a picture's width; in steps, so that the desk can remember it
  const CLOSEST = 20;                         // times, at most
  const CLICK = 4;                            // pixels that a pointer may move in a click
  const ERRORS = 1;                           // of the levels that Vega logs
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const shown = new Map();                    // figure: what is drawn in it
  const seen = new WeakSet();
  let vega = null;

  function made(name, properties, ...within) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...within);
    return element;
  }

  // Vega, loaded once for all pictures of the page.
  function drawer(address) {
    vega ??= new Promise((done, failed) => {
      const script = made("script", { src: address, onload: done });
      script.onerror = () => {
        vega = null;
        script.remove();
        failed(new Error("the script for it could not be loaded"));
      };
      document.head.append(script);
    });
    return vega;
  }

  async function specification(figure) {
    const address = new URL(figure.dataset.moving, location.origin);
    const wide = Math.floor(figure.clientWidth / STEP) * STEP;
    address.searchParams.set("width", Math.min(MOST, Math.max(LEAST, wide)));
    if (dark.matches) address.searchParams.set("dark", "true");
    const answer = await fetch(address, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(`the desk answered ${answer.status}`);
    return answer.json();
  }

  // Only pages of this desk are opened, and nothing is loaded, whatever a specification says.
  function loader() {
    const none = () => Promise.reject(new Error("pictures load nothing"));
    const sanitize = async (uri) => {
      const address = new URL(uri, location.origin);
      if (!String(uri).startsWith("/") || address.origin !== location.origin) throw new Error("no page of this desk");
      return { href: address.href };
    };
    return { load: none, http: none, file: none, sanitize };
  }

  // What a mark tells: all of it is text.
  function teller(place) {
    const tip = made("div", { className: "tip", hidden: true });
    tip.setAttribute("role", "tooltip");
    place.append(tip);
    const tell = (event, item) => {
      const value = item?.tooltip;
      tip.hidden = !value;
      if (!value) return;
      const pairs = typeof value === "object" ? Object.entries(value) : [["", value]];
      const told = made("dl", {});
      for (const [name, said] of pairs) {
        if (said === undefined || said === null || said === "") continue;
        told.append(made("dt", { textContent: name }), made("dd", {}, made("bdi", { textContent: String(said) })));
      }
      tip.replaceChildren(told);
      if (item?.href) tip.append(made("p", { textContent: "Click to open." }));
      const box = place.getBoundingClientRect();
      const left = Math.min(event.clientX - box.left + 12, box.width - tip.offsetWidth);
      const below = event.clientY - box.top + 16;
      const above = event.clientY - box.top - tip.offsetHeight - 8;
      tip.style.left = `${Math.max(0, left)}px`;
      const over = above > 0 ? above : Math.max(0, box.height - tip.offsetHeight);
      tip.style.top = `${below + tip.offsetHeight > box.height ? over : below}px`;
    };
    return { tip, tell };
  }

  // Moving the view is no click on what lies under the pointer in the end.
  function apart(place) {
    let from = null;
    place.addEventListener("pointerdown", (event) => { from = [event.clientX, event.clientY]; }, true);
    place.addEventListener("click", (event) => {
      if (from && Math.hypot(event.clientX - from[0], event.clientY - from[1]) > CLICK) event.stopPropagation();
    }, true);
  }

  // Closer or further, and to the sides, within the whole; null for pictures that stay as they are.
  function mover(view) {
    if (!("view_x" in view.getState({ signals: () => true, data: () => false }).signals)) return null;
    const whole = { x: view.scale("x").domain(), y: view.scale("y").domain() };
    const part = (name, factor, aside) => {
      const [first, last] = view.scale(name).domain();
      const [begin, end] = whole[name];
      const all = end - begin;                // below zero where the scale runs upwards
      const share = Math.min(1, Math.max(1 / CLOSEST, (last - first) / all / factor));
      const middle = ((first + last) / 2 - begin) / all + aside * share;
      const kept = Math.min(1 - share / 2, Math.max(share / 2, middle));
      return [begin + (kept - share / 2) * all, begin + (kept + share / 2) * all];
    };
    const see = (x, y) => view.signal("view_x", x).signal("view_y", y).runAsync();
    return {
      move: (factor, right, down) => see(part("x", factor, right), part("y", factor, -down)),
      all: () => see(whole.x, whole.y),
    };
  }

  const MOVES = [
    ["+", "Closer", 1.5, 0, 0], ["−", "Further", 1 / 1.5, 0, 0], ["←", "To the left", 1, -0.25, 0],
    ["→", "To the right", 1, 0.25, 0], ["↑", "Up", 1, 0, -0.25], ["↓", "Down", 1, 0, 0.25],
  ];

  function buttons(moves) {
    const row = made("span", { className: "moves" });
    row.setAttribute("role", "group");
    row.setAttribute("aria-label", "Move the picture");
    for (const [sign, name, ...how] of MOVES) {
      const button = made("button", { type: "button", title: name, textContent: sign, onclick: () => moves.move(...how) });
      button.setAttribute("aria-label", name);
      row.append(button, " ");
    }
    row.append(made("button", { type: "button", textContent: "Whole", onclick: () => moves.all() }));
    return row;
  }

  // Where a mark lies in its picture, in pixels of the picture as it is shown; null where it is out of sight.
  function placeOf(view, canvas, address) {
    let found = null;
    const look = (item, x, y) => {
      for (const mark of item.items ?? []) {
        for (const one of mark.items ?? []) {
          if (one.href === address && (one.bounds || mark.bounds)) {
            // of a line, each of its points tells the address: the line has the bounds
            const box = mark.marktype === "line" ? mark.bounds : one.bounds ?? mark.bounds;
            found ??= { item: one, left: x + box.x1, top: y + box.y1, right: x + box.x2, bottom: y + box.y2 };
          }
          if (mark.marktype === "group") look(one, x + (one.x ?? 0), y + (one.y ?? 0));
        }
      }
    };
    const [x, y] = view.origin(), around = view.padding();
    look(view.scenegraph().root.items[0], x + (around.left ?? 0), y + (around.top ?? 0));
    const svg = canvas.querySelector("svg");
    if (!found || !svg) return null;
    const shrunk = svg.getBoundingClientRect().width / (svg.viewBox.baseVal.width || svg.getBoundingClientRect().width);
    for (const side of ["left", "top", "right", "bottom"]) found[side] *= shrunk;
    return found;
  }

  // The same for who does not point: a link for each mark, in order; the one that has the focus is ringed in the picture.
  function list(figure, spec, view, canvas, place, tell, tip) {
    const told = (spec.usermeta?.marks ?? []).filter((one) => String(one.address).startsWith("/") && !String(one.address).startsWith("//"));
    if (!told.length) return null;
    const ring = made("div", { className: "ring", hidden: true });
    place.append(ring);
    const rows = told.map(({ label, address }) => {
      const link = made("a", { href: address }, made("bdi", { textContent: String(label) }));
      link.addEventListener("focus", () => {
        const at = placeOf(view, canvas, new URL(address, location.origin).href) ?? placeOf(view, canvas, address);
        ring.hidden = !at;
        if (!at) return;
        Object.assign(ring.style, {
          left: `${at.left - 4}px`, top: `${at.top - 4}px`,
          width: `${at.right - at.left + 8}px`, height: `${at.bottom - at.top + 8}px`,
        });
        const box = place.getBoundingClientRect();
        tell({ clientX: box.left + at.left, clientY: box.top + at.bottom }, { tooltip: at.item.tooltip });
      });
      link.addEventListener("blur", () => { ring.hidden = true; tip.hidden = true; });
      return made("li", {}, link);
    });
    const nav = made("nav", { className: "leads" }, made("ol", {}, ...rows));
    nav.setAttribute("aria-label", `What the picture shows: ${figure.dataset.about}`);
    return nav;
  }

  async function draw(figure) {
    const [spec] = await Promise.all([specification(figure), drawer(figure.dataset.vega)]);
    const canvas = made("div", {});
    const place = made("div", { className: "moving" }, canvas);
    const { tip, tell } = teller(place);
    apart(place);
    place.hidden = true;
    figure.querySelector("picture").after(place);
    try {
      const options = { mode: "vega-lite", ast: true, actions: false, renderer: "svg", defaultStyle: false };
      const result = await window.vegaEmbed(canvas, spec, {
        ...options, tooltip: () => {}, loader: loader(), logLevel: ERRORS,
      });
      // what the focus tells stays, though the page scrolls under a resting pointer
      const ringed = () => place.querySelector(".ring:not([hidden])");
      // not Vega's own way: of a line it only takes the points from which it is drawn
      result.view.addEventListener("pointermove", (event, item) => { if (item?.tooltip || !ringed()) tell(event, item); });
      canvas.addEventListener("pointerleave", () => { tip.hidden = !ringed(); });
      const moves = mover(result.view);
      const links = list(figure, spec, result.view, canvas, place, tell, tip);
      if (links) figure.append(links);
      const end = () => { result.finalize(); place.remove(); links?.remove(); };
      return { place, tip, links, moves: moves && buttons(moves), end };
    } catch (error) {
      place.remove();
      throw error;
    }
  }

  async function on(figure, button, told) {
    told.textContent = "It is being made …";
    try {
      const drawn = await draw(figure);
      off(figure);
      shown.set(figure, drawn);
      drawn.place.hidden = false;
      figure.classList.add("on");
      button.textContent = "Still picture";
      if (drawn.moves) button.after(drawn.moves);
      told.textContent = drawn.moves
        ? "Point at a line; click to open its page; drag to move; Ctrl and the wheel to go closer. The links show each line."
        : "Point at a mark; click to open what it stands for. The links show each mark.";
    } catch (error) {
      told.textContent = `The picture stays as it is: ${error.message}. The table has the same.`;
    }
  }

  function off(figure) {
    const drawn = shown.get(figure);
    if (!drawn) return;
    shown.delete(figure);
    drawn.moves?.remove();
    drawn.end();
    figure.classList.remove("on");
  }

  function prepared(figure) {
    seen.add(figure);
    const button = made("button", { type: "button", textContent: "Interactive" });
    button.setAttribute("aria-label", `Interactive: ${figure.dataset.about}`);
    const told = made("output", {});
    let busy = false;
    button.addEventListener("click", async () => {
      if (busy) return;
      busy = true;
      if (shown.has(figure)) {
        off(figure);
        told.textContent = "";
      } else {
        await on(figure, button, told);
      }
      named(button, figure);
      busy = false;
    });
    dark.addEventListener("change", () => { if (figure.isConnected && shown.has(figure)) on(figure, button, told); });
    figure.append(made("div", { className: "tools" }, button, told));
  }

  function named(button, figure) {
    button.textContent = shown.has(figure) ? "Still picture" : "Interactive";
    button.setAttribute("aria-label", `${button.textContent}: ${figure.dataset.about}`);
  }

  // Parts of a page are swapped for others: theirs are prepared too, and those that went are let go.
  function look() {
    for (const figure of [...shown.keys()]) if (!figure.isConnected) off(figure);
    for (const figure of document.querySelectorAll("figure[data-moving]")) if (!seen.has(figure)) prepared(figure);
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") for (const drawn of shown.values()) drawn.tip.hidden = true;
  });
  new MutationObserver(look).observe(document.getElementById("main"), { childList: true, subtree: true });
  look();
})();
