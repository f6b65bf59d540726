// What belongs to a choice shows once the choice is made. GOV.UK's own way marks radios and boxes
// with aria-expanded, which ARIA does not know there. Without scripts everything shows.
const fit = () => document.querySelectorAll("[data-rj-reveals]").forEach((input) => {
  const kind = input.type === "radio" ? "radios" : "checkboxes";
  const more = document.getElementById(input.dataset.rjReveals);
  more.classList.toggle(`govuk-${kind}__conditional--hidden`, !input.checked);
});
document.addEventListener("change", fit);
window.addEventListener("pageshow", fit);
fit();
