function main(limit) {
  let total = 0;
  for (let i = 0; i < limit; i++) total = (total + i * 3) % 1000003;
  console.log(total);
}
main(Number(process.argv[2]));
