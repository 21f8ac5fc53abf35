const limit = Number(process.argv[2]);
const start = new Date("2000-01-01T00:00:00Z").getTime();
let sum = 0;
for (let i = 0; i < limit; i++) {
  const text = new Date(start + i * 37 * 60000).toISOString().slice(0, 19).replace("T", " ");
  const moment = new Date(text.replace(" ", "T") + "Z");
  sum += moment.getUTCFullYear() + moment.getUTCMonth() + 1 + moment.getUTCDate() + moment.getUTCHours() + moment.getUTCMinutes();
}
console.log(sum);
