// A link to a part of the page that is open leaves the page where it is, and the menu would stay over it.
const menu = document.getElementById("site-menu");
menu?.addEventListener("click", ({ target }) => {
  if (target instanceof Element && target.closest("a")) menu.hidePopover();
});
