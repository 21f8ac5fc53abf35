function main(limit) {
  const lines = [];
  for (let i = 0; i < 1000; i++)
    lines.push("2024-03-" + (10 + i % 20) + "  user" + i + ".name@example.com called +1 (555) 010-" + (1000 + i) + ", ticket #" + i * 7 + "; ");
  const log = lines.join(",").repeat(limit);
  let sizes = 0;
  sizes += log.replace(/[a-z0-9.]+@[a-z]+\.[a-z]+/g, "<mail>").length;
  sizes += log.replace(/(\d{4})-(\d{2})-(\d{2})/g, "$3/$2/$1 at").length;
  sizes += log.replace(/[^0-9]/g, "").length;
  sizes += log.replace(/\s+/g, " ").length;
  sizes += log.replace(/#(\d+)/g, "[$1]").length;
  sizes += log.replace(/\(\d+\) /g, "").length;
  console.log(log.length + " " + sizes + " " + /^(?:.*ticket #[0-9]+; )$/.test(log));
}
main(Number(process.argv[2]));
