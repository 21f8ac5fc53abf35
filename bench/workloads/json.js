const text = JSON.stringify(JSON.parse(require("fs").readFileSync(process.argv[2], "utf8")));
console.log(String(text.length));
