// What the desk can do better with a script. Without it every page can be read, by links and forms.
"use strict";

// Parts that take work to make come after the page: <div data-part="ADDRESS"> holds a link until then.
async function part(place) {
  try {
    const answer = await fetch(place.dataset.part, { credentials: "same-origin" });
    if (!answer.ok) return;
    place.replaceChildren(fragment(await answer.text()));
  } catch {
    // the link stays
  }
}

// Markup of our own server, as nodes; scripts in it do not run.
function fragment(markup) {
  const made = document.createElement("template");
  made.innerHTML = markup;
  return made.content;
}

function parts(within) {
  for (const place of within.querySelectorAll("[data-part]")) part(place);
}

// A choice of days becomes a slider; moving it swaps what stands under it, and the address follows.
function slider(form) {
  const choice = form.querySelector("select");
  const days = [...choice.options].map((option) => option.value).reverse();
  if (days.length < 3) return;
  const range = document.createElement("input");
  range.type = "range";
  range.min = 0;
  range.max = days.length - 1;
  range.step = 1;
  range.value = days.indexOf(choice.value);
  range.id = choice.id + "-range";
  const told = document.createElement("output");
  const label = form.querySelector("label");
  label.htmlFor = range.id;
  told.htmlFor = range.id;
  const name = () => days[range.value] || "now";
  const say = () => {
    told.textContent = name();
    range.setAttribute("aria-valuetext", name());
  };
  say();
  choice.hidden = true;
  choice.disabled = true;
  form.querySelector("button").hidden = true;
  choice.after(range, told);
  let waiting = 0;
  range.addEventListener("input", () => {
    say();
    clearTimeout(waiting);
    waiting = setTimeout(() => swap(form, choice.name, days[range.value]), 200);
  });
}

let asked = 0;

async function swap(form, name, day) {
  const address = new URL(form.action);
  for (const field of form.querySelectorAll("input[type=hidden]")) address.searchParams.set(field.name, field.value);
  if (day) address.searchParams.set(name, day);
  const mine = ++asked;
  const place = document.querySelector("[data-swap]");
  place.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine !== asked) return;
    const found = page.querySelector("[data-swap]") || page.querySelector("main .notice");
    if (found.matches("[data-swap]")) place.replaceChildren(...found.childNodes);
    else place.replaceChildren(found);
    history.replaceState(null, "", address);
    parts(place);
  } finally {
    if (mine === asked) place.removeAttribute("aria-busy");
  }
}

parts(document);
for (const form of document.querySelectorAll("[data-slider]")) slider(form);
