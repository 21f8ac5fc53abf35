function main(limit) {
  const names = [];
  let x = 42;
  for (let i = 0; i < limit; i++) {
    x = x * 16807 % 2147483647;
    names.push("customer " + x % 200000);
  }
  const distinct = [...new Set(names)];
  names.sort();
  const numbers = names.join(",").replaceAll("customer ", "").split(",");
  console.log(distinct.length + " " + names[limit / 2] + " " + numbers[limit - 1]);
}
main(Number(process.argv[2]));
