import { initAll as startGovuk } from "../build/govuk/govuk-frontend.min.js";
import { initAll as startMoj } from "../build/moj/moj-frontend.min.js";
import "./reveal.js";

startGovuk();
startMoj();

// A phone has no room for a long menu: there it opens on demand.
const narrow = window.matchMedia("(max-width: 40em)");
const menus = document.querySelectorAll(".rj-sub-navigation__menu");
const fit = () => menus.forEach((menu) => { menu.open = !narrow.matches; });
narrow.addEventListener("change", fit);
fit();
