const crypto = require("crypto");
const limit = Number(process.argv[2]);
let text = "";
for (let i = 0; i < limit; i++) {
  text = crypto.createHash("sha256").update(text + i).digest("hex");
  text = crypto.createHash("md5").update(text).digest("hex") +
    crypto.createHmac("sha256", "a secret key").update(text).digest("hex");
}
console.log(text);
