// Moves the text after `#` into the form and takes it out of the address bar at once.
(() => {
  const field = document.getElementById("text");
  const text = location.hash.slice(1);
  if (!field || !text) return;
  history.replaceState(null, "", location.pathname);
  field.value = text;
  field.closest(".field").hidden = true;
  document.getElementById("digits").focus();
})();
