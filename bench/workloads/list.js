function main(limit) {
  const numbers = [];
  let x = 42;
  for (let i = 0; i < limit; i++) {
    x = (x * 16807) % 2147483647;
    numbers.push(x);
  }
  numbers.sort((a, b) => a - b);
  let sum = 0, place = 0;
  for (const number of numbers) {
    place++;
    sum = (sum + number * (place % 7)) % 1000000007;
  }
  console.log(sum);
}
main(Number(process.argv[2]));
