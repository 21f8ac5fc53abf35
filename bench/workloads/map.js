function main(limit) {
  const values = new Map();
  for (let i = 0; i < limit; i++) values.set("key" + i, i);
  let sum = 0;
  for (let i = 0; i < limit; i++) sum += values.get("key" + ((i * 7919) % limit));
  console.log(sum);
}
main(Number(process.argv[2]));
