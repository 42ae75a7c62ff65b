(() => {
  "use strict";
  const show = (id, visible) => { document.getElementById(id).hidden = !visible; };
  const link = document.getElementById("link");
  const read = () => {
    const key = location.hash.slice(1);
    const whole = key.length === Number(link.dataset.length) && /^[A-Za-z0-9_-]+$/.test(key);
    show("whole", whole);
    show("part", !whole);
    show("copied", false);
    link.value = whole ? link.dataset.address + "#" + key : "";
    for (const other of document.querySelectorAll("nav a")) other.hash = location.hash;
  };
  document.getElementById("copy").addEventListener("click", async () => {
    link.select();
    try {
      await navigator.clipboard.writeText(link.value);
    } catch {
      document.execCommand("copy");
    }
    show("copied", true);
  });
  link.addEventListener("focus", () => link.select());
  addEventListener("hashchange", read);
  read();
})();
