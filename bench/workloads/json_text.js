const records = JSON.parse(require("fs").readFileSync(process.argv[2], "utf8"));
const text = JSON.stringify(records);
console.log(records.length + " " + (text.length > 40000000 ? "written" : "short") + " " + records[0].Email);
