import type { Language } from "../api-types.ts";
import { readKept, writeKept } from "../ui/kept.ts";
import { placeFloating } from "../ui/place-floating.ts";
import { type Access, isAllowed } from "./access.ts";
import { loadProfile, readAccess } from "./profile.ts";

/** Shows in the rail what is for whoever is signed in, and who that is. */
export async function fillRail(language: Language): Promise<void> {
  for (const menu of document.querySelectorAll<HTMLElement>(".app [popover]")) placeWhenOpened(menu);
  // The same page in another language keeps its filter and what is open.
  for (const link of document.querySelectorAll<HTMLAnchorElement>(".app a[hreflang]"))
    link.addEventListener("click", () => {
      link.search = location.search;
    });
  const known = readAccess();
  if (known) showAllowed(known);
  const profile = await loadProfile(language);
  if (!profile) return;
  showAllowed(profile);
  write("[data-person]", profile.full_name);
  write("[data-organization]", profile.organization_name);
  write("[data-email]", profile.email);
}

function showAllowed(access: Access): void {
  const links = [...document.querySelectorAll<HTMLElement>("[data-permission]")];
  for (const link of links) {
    const { permission = "", module } = link.dataset;
    link.hidden = !isAllowed(access, { permission, module });
  }
  for (const area of document.querySelectorAll<HTMLElement>("[data-area]")) {
    area.hidden = !area.querySelector("[data-permission]:not([hidden])");
  }
  showProduct();
  const rail = document.querySelector<HTMLElement>(".rail");
  rail?.removeAttribute("data-unknown");
  rail?.querySelector("[aria-current=page]")?.scrollIntoView({ block: "nearest" });
}

/** One product at a time has its pages in the rail: the page's own, else the last one, else the first there is. */
function showProduct(): void {
  const rail = document.querySelector<HTMLElement>(".rail");
  if (!rail) return;
  const products = [...rail.querySelectorAll<HTMLElement>("[data-product]")];
  const last = readKept("product", "");
  const product =
    products.find(
      (one) => one.querySelector("[aria-current=page]") || one.dataset.product === rail.dataset.currentProduct,
    ) ??
    products.find((one) => one.dataset.product === last && !one.hidden) ??
    products.find((one) => !one.hidden);
  for (const one of products) if (one !== product) one.hidden = true;
  if (rail.dataset.currentProduct) writeKept("product", rail.dataset.currentProduct);
}

function placeWhenOpened(menu: HTMLElement): void {
  // `toggle` can come after the menu was painted once, in a corner.
  menu.addEventListener("beforetoggle", (event) => {
    const anchor = document.querySelector(`[popovertarget="${menu.id}"]`);
    const isOpen = (event as ToggleEvent).newState === "open";
    anchor?.setAttribute("aria-expanded", String(isOpen));
    if (anchor && isOpen) requestAnimationFrame(() => placeFloating(anchor, menu));
  });
}

function write(selector: string, text: string): void {
  for (const place of document.querySelectorAll<HTMLElement>(selector)) {
    place.textContent = text;
    place.title = text;
  }
}
