/** What Pagefind, which the build writes beside the pages, answers of a page. */
type Found = {
  url: string;
  meta: { title?: string };
  excerpt: string;
  sub_results: { url: string; title: string; excerpt: string }[];
};
type Pagefind = {
  init(): Promise<void>;
  debouncedSearch(text: string): Promise<{ results: { data(): Promise<Found> }[] } | null>;
};

const MOST_PAGES = 8;
const MOST_PARTS = 3;

/** The index is asked for once, when somebody first looks for something. */
let index: Promise<Pagefind> | undefined;
const openIndex = (): Promise<Pagefind> => {
  index ??= import(/* @vite-ignore */ `${location.origin}/pagefind/pagefind.js`).then(async (pagefind: Pagefind) => {
    await pagefind.init();
    return pagefind;
  });
  return index;
};

class DocsSearch extends HTMLElement {
  connectedCallback(): void {
    const dialog = this.querySelector("dialog");
    const field = this.querySelector("input");
    if (!dialog || !field) return;
    const open = () => {
      dialog.showModal();
      field.select();
      void openIndex().catch(() => this.#say(this.dataset.failed));
    };
    this.querySelector("[data-open]")?.addEventListener("click", open);
    document.addEventListener("keydown", (event) => {
      if (event.key !== "k" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      if (dialog.open) dialog.close();
      else open();
    });
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });
    field.addEventListener("input", () => void this.#find(field.value.trim()));
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== "Escape") return;
      event.preventDefault();
      // A search field would empty itself by the first Escape, and leave the dialog open.
      if (event.key === "Escape") return dialog.close();
      this.querySelector<HTMLAnchorElement>("[data-results] a")?.click();
    });
  }

  async #find(text: string): Promise<void> {
    if (text === "") return this.#show([], "");
    try {
      const found = await (await openIndex()).debouncedSearch(text);
      // Null tells that somebody typed on, whose answer is on its way.
      if (!found) return;
      const pages = await Promise.all(found.results.slice(0, MOST_PAGES).map((result) => result.data()));
      const said = (found.results.length === 0 ? this.dataset.none : this.dataset.found) ?? "";
      this.#show(pages, said.replace("{count}", String(found.results.length)).replace("{text}", text));
    } catch {
      this.#show([], this.dataset.failed ?? "");
    }
  }

  #show(pages: Found[], said: string): void {
    this.#say(said);
    this.querySelector("[data-results]")?.replaceChildren(...pages.map(itemOf));
  }

  #say(words = ""): void {
    const state = this.querySelector("[data-state]");
    if (state) state.textContent = words;
  }
}

/** A page and its best parts, as links. */
function itemOf(page: Found): HTMLElement {
  const item = document.createElement("li");
  item.append(linkTo(page.url, page.meta.title ?? page.url, page.excerpt));
  const parts = page.sub_results.filter(({ title }) => title !== page.meta.title).slice(0, MOST_PARTS);
  for (const { url, title, excerpt } of parts) item.append(linkTo(url, title, excerpt));
  return item;
}

function linkTo(url: string, title: string, excerpt: string): HTMLElement {
  const link = document.createElement("a");
  link.href = url.replace(/\.html(?=#|$)/, "");
  const name = document.createElement("strong");
  name.textContent = title;
  const text = document.createElement("span");
  // SAFETY: Pagefind escapes the page's text and adds nothing but <mark>.
  text.innerHTML = excerpt;
  link.append(name, text);
  return link;
}

customElements.define("docs-search", DocsSearch);
