class Counter {
  constructor() { this.n = 0; }
  add(step) {
    this.n += step;
    return this;
  }
  value() { return this.n; }
}

function main(limit) {
  const outer = {a: {b: {c: new Counter()}}};
  let sum = 0;
  for (let i = 0; i < limit; i++) sum = (sum + outer.a.b.c.add(1).add(2).value()) % 1000003;
  console.log(sum);
}
main(Number(process.argv[2]));
