// The page works without this: it adds that Escape closes a passage, and that the cell which
// opened it has the focus again.
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
    if (event.key === "Escape" && document.querySelector(".evidence:target")) {
      location.hash = "#matrix";
    }
  });
})();
