// «Tất cả» ticks the boxes of its group one by one, so that one of them can be left out again. Without a script the box itself
// is sent and means the whole group.
for (const group of document.querySelectorAll(".tick-group")) {
  const all = group.querySelector('input[name="owner_groups"]');
  const each = [...group.querySelectorAll('input[name="owners"]')];
  if (all.checked) for (const one of each) one.checked = true;
  const look = () => {
    const ticked = each.filter((one) => one.checked).length;
    all.checked = ticked === each.length;
    all.indeterminate = ticked > 0 && ticked < each.length;
  };
  all.addEventListener("change", () => {
    for (const one of each) one.checked = all.checked;
  });
  for (const one of each) one.addEventListener("change", look);
  look();
}
