function main(limit) {
  let text = "";
  for (let i = 0; i < limit; i++) text += "item" + (i % 100) + ",";
  let count = 0, total = 0;
  for (const part of text.split(",")) {
    if (part !== "") {
      count++;
      total += part.length;
    }
  }
  console.log(text.length + " " + count + " " + total);
}
main(Number(process.argv[2]));
