// The page works without this: it adds that Escape closes a passage, that Tab stays in an open one,
// and that the cell which opened it has the focus again.
(function () {
  var opener = null;
  document.addEventListener("click", function (event) {
    var cell = event.target.closest("td > a");
    if (cell) { opener = cell; }
  });
  window.addEventListener("hashchange", function () {
    var shown = document.querySelector(".evidence:target");
    if (shown) { shown.focus(); } else if (opener) { opener.focus({ preventScroll: true }); }
  });
  document.addEventListener("keydown", function (event) {
    var shown = document.querySelector(".evidence:target");
    if (!shown) { return; }
    if (event.key === "Escape") { location.hash = "#matrix"; }
    if (event.key !== "Tab") { return; }
    var links = shown.querySelectorAll("a");
    var edge = event.shiftKey ? links[0] : links[links.length - 1];
    if (document.activeElement === edge || (event.shiftKey && document.activeElement === shown)) {
      event.preventDefault();
      (event.shiftKey ? links[links.length - 1] : links[0]).focus();
    }
  });
})();
