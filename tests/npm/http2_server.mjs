// A TLS server that speaks HTTP/2, and HTTP/1.1 to those who cannot; it says which of the two a request came by.
// usage: node http2_server.mjs CERTIFICATE.pem
import { readFileSync } from "node:fs";
import { createSecureServer } from "node:http2";

const pem = readFileSync(process.argv[2]);
const server = createSecureServer({ key: pem, cert: pem, allowHTTP1: true }, (request, response) => {
  const size = { body: 0 };
  request.on("data", (part) => (size.body += part.length));
  request.on("end", () => {
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ version: request.httpVersion, method: request.method, body: size.body }));
  });
});
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
