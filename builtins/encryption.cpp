// zoho.encryption.*: base64, hashes, HMACs and AES (help/functions/encryption). Texts are hashed as UTF-8. Long ones go
// piece by piece, with a look at the budget in between.
#include "builtins/families.h"
#include "builtins/files.h"
#include "builtins/text_support.h"
#include "interpreter/support/aes.h"
#include "interpreter/support/base64.h"
#include "interpreter/support/digest.h"
#include "interpreter/support/names.h"
#include "interpreter/support/output.h"

namespace sluice::builtins {

namespace {

using support::AesCbc;
using support::Digest;
using support::DigestKind;
using support::Hasher;
using support::Hmac;

constexpr std::size_t kPiece = std::size_t{1} << 18;

template <typename Sink>
Digest digest_of(Sink&& sink, std::string_view bytes, const Call& call) {
  for (std::size_t at = 0; at < bytes.size(); at += kPiece) {
    const std::string_view piece = bytes.substr(at, kPiece);
    call.context.budget.charge(piece.size());
    sink.add(piece);
  }
  return sink.finish();
}

// ---- how a digest is written

enum class Notation : std::uint8_t { Hex, Base64, Binary };

Value hex_text(std::string_view bytes, Heap& heap) {
  char text[2 * sizeof(Digest::bytes)];
  char* end = support::encode_hex(text, bytes);
  return Value::text(heap, {text, end});
}

Value base64_text(std::string_view bytes, Heap& heap) {
  support::TextOutput out(heap);
  out.advance(support::encode_base64(out.room(support::base64_size(bytes.size())), bytes));
  return out.finish();
}

// 0 and 1, the highest bit of each byte first.
Value binary_text(std::string_view bytes, Heap& heap) {
  std::string text;
  for (const char c : bytes)
    for (int bit = 7; bit >= 0; --bit) text.push_back((static_cast<unsigned char>(c) >> bit & 1) != 0 ? '1' : '0');
  return Value::text(heap, text);
}

Value written(const Digest& digest, Notation notation, Heap& heap) {
  switch (notation) {
    case Notation::Hex: return hex_text(digest.view(), heap);
    case Notation::Base64: return base64_text(digest.view(), heap);
    case Notation::Binary: return binary_text(digest.view(), heap);
  }
  return {};
}

struct NamedNotation {
  std::string_view name;
  Notation notation;
};

Notation notation_argument(const Call& call, std::size_t index, std::span<const NamedNotation> known) {
  if (call.count() <= index) return known.front().notation;
  const std::string_view name = call.arguments[index].text();
  std::string names;
  for (const NamedNotation& each : known) {
    if (same_name(each.name, name)) return each.notation;
    names += (names.empty() ? "\"" : ", \"") + std::string(each.name) + "\"";
  }
  raise(messages::OutOfRangeArgument,
        {"\"" + std::string(name) + "\"", call.function.name, "the results that it knows are " + names});
}

constexpr NamedNotation kOfSha1[] = {{"base64", Notation::Base64}, {"hex", Notation::Hex}};
constexpr NamedNotation kOfSha256[] = {{"hex", Notation::Hex}, {"binary", Notation::Binary}};
constexpr NamedNotation kOfHmac[] = {
    {"base64", Notation::Base64}, {"hex", Notation::Hex}, {"binary", Notation::Binary}};

// ---- hashes

template <DigestKind kind>
Value hash(Call& call) {
  return hex_text(digest_of(Hasher(kind), call.receiver().text(), call).view(), call.context.heap);
}

Value sha256(Call& call) {
  const Notation notation = notation_argument(call, 1, kOfSha256);
  return written(digest_of(Hasher(DigestKind::Sha256), call.receiver().text(), call), notation, call.context.heap);
}

Value hmac(Call& call, DigestKind kind, Notation notation) {
  const Digest digest = digest_of(Hmac(kind, call.arguments[0].text()), call.arguments[1].text(), call);
  return written(digest, notation, call.context.heap);
}

Value hmac_sha1(Call& call) {
  if (call.count() > 2 && call.context.dialect == grammar::Dialect::Creator)
    raise(messages::ArgumentCountAtRun, {call.function.name});
  return hmac(call, DigestKind::Sha1, notation_argument(call, 2, kOfSha1));
}

template <DigestKind kind>
Value hmac_sha2(Call& call) {
  return hmac(call, kind, notation_argument(call, 2, kOfHmac));
}

// ---- base64

std::string_view bytes_argument(const Call& call, std::size_t index) {
  const Value& value = call.arguments[index];
  return value.is_text() ? value.text() : value.file().content.text();
}

Value base64_encode(Call& call) {
  const std::string_view bytes = bytes_argument(call, 0);
  call.context.budget.charge(bytes.size());
  call.context.heap.expect(support::base64_size(bytes.size()));
  return base64_text(bytes, call.context.heap);
}

std::string base64_argument(const Call& call, std::size_t index) {
  const std::string_view text = call.arguments[index].text();
  call.context.budget.charge(text.size());
  call.context.heap.expect(text.size());
  std::optional<std::string> bytes = support::decode_base64(text);
  if (!bytes) raise(messages::InvalidBase64, {call.function.name});
  return std::move(*bytes);
}

Value base64_decode(Call& call) { return text_of_bytes(base64_argument(call, 0), call.context.heap); }

Value base64_decode_to_file(Call& call) {
  const std::string bytes = base64_argument(call, 0);
  return make_file(call.arguments[1], Value::text(call.context.heap, bytes), call.context.heap);
}

// ---- AES. The key is the passphrase itself, filled up with zeros; without an IV sixteen random bytes stand before
// the text.

std::string key_argument(const Call& call, std::size_t size) {
  std::string key(call.arguments[0].text());
  if (key.size() > size)
    raise(messages::OutOfRangeArgument, {"A key of " + std::to_string(key.size()) + " bytes", call.function.name,
                                         std::to_string(size) + " bytes are the most"});
  key.resize(size, '\0');
  return key;
}

// Empty where no IV is given.
std::string_view iv_argument(const Call& call) {
  const Value& iv = call.argument(2);
  if (iv.is_null()) return {};
  if (iv.text().size() != AesCbc::kBlock)
    raise(messages::OutOfRangeArgument, {"An IV of " + std::to_string(iv.text().size()) + " bytes", call.function.name,
                                         "it has to have " + std::to_string(AesCbc::kBlock)});
  return iv.text();
}

void check_iterations(const Call& call, bool has_iv) {
  constexpr std::int64_t kMost = 200;
  if (call.count() < 4 || has_iv) return;
  const std::int64_t iterations = call.arguments[3].as_number();
  if (iterations < 0 || iterations > kMost)
    raise(messages::OutOfRangeArgument,
          {std::to_string(iterations), call.function.name, "without an IV, 0 to 200 iterations are possible"});
}

void run_cipher(AesCbc& cipher, std::string& bytes, std::size_t from, const Call& call) {
  for (std::size_t at = from; at < bytes.size(); at += kPiece) {
    const std::size_t size = std::min(kPiece, bytes.size() - at);
    call.context.budget.charge(size * 4);  // a byte takes about four times as long as one of a hash
    cipher.apply(bytes.data() + at, size);
  }
}

template <std::size_t key_size>
Value aes_encode(Call& call) {
  const std::string key = key_argument(call, key_size);
  const std::string_view given = iv_argument(call);
  check_iterations(call, !given.empty());
  const std::string_view text = call.arguments[1].text();
  call.context.heap.expect(text.size() * 4);
  std::string bytes;
  if (given.empty()) {
    bytes.resize(AesCbc::kBlock);
    call.context.host.random(bytes.data(), bytes.size());
  }
  AesCbc cipher(AesCbc::Direction::Encrypt, key, given.empty() ? std::string_view(bytes) : given);
  const std::size_t begin = bytes.size();
  bytes.append(text);
  support::add_padding(bytes);
  run_cipher(cipher, bytes, begin, call);
  return base64_text(bytes, call.context.heap);
}

template <std::size_t key_size>
Value aes_decode(Call& call) {
  const std::string key = key_argument(call, key_size);
  const std::string_view given = iv_argument(call);
  check_iterations(call, !given.empty());
  std::string bytes = base64_argument(call, 1);
  const std::size_t begin = given.empty() ? AesCbc::kBlock : 0;
  if (bytes.size() % AesCbc::kBlock != 0 || bytes.size() <= begin)
    raise_with_help(messages::CannotDecrypt, {}, "the text is not what aesEncode() makes: its length does not fit");
  AesCbc cipher(AesCbc::Direction::Decrypt, key,
                given.empty() ? std::string_view(bytes).substr(0, AesCbc::kBlock) : given);
  run_cipher(cipher, bytes, begin, call);
  if (!support::remove_padding(bytes))
    raise_with_help(messages::CannotDecrypt, {}, "the key or the IV is another one than the text was encrypted with");
  return text_of_bytes(std::string_view(bytes).substr(begin), call.context.heap);
}

// ---- the table

constexpr ParameterRecord kText[] = {{"text", Type::Text}};
constexpr ParameterRecord kTextAndResult[] = {{"text", Type::Text}, {"result", Type::Text, true}};
constexpr ParameterRecord kKeyAndData[] = {{"key", Type::Text}, {"data", Type::Text}, {"result", Type::Text, true}};
constexpr ParameterRecord kTextOrFile[] = {{"data", Type::Text | Type::File}};
constexpr ParameterRecord kTextAndName[] = {{"text", Type::Text}, {"fileName", Type::Text}};
constexpr ParameterRecord kKeyTextIv[] = {
    {"key", Type::Text}, {"text", Type::Text}, {"iv", Type::Text | Type::Null, true}};
constexpr ParameterRecord kKeyTextIvIterations[] = {{"key", Type::Text},
                                                    {"text", Type::Text},
                                                    {"iv", Type::Text | Type::Null, true},
                                                    {"iterations", Type::Number, true}};
// The work on the text itself is charged while it is done.
constexpr Cost kCost = {80};

constexpr FunctionRecord kFunctions[] = {
    {.name = "zoho.encryption.base64Encode",
     .parameters = kTextOrFile,
     .result = Type::Text,
     .form = Form::Free,
     .cost = {4},
     .page = "encryption-tasks/base-64-encode.html",
     .summary = "The base64 of a TEXT or of the content of a FILE.",
     .example = "info zoho.encryption.base64Encode(\"john@zylker.com\");",
     .example_result = "am9obkB6eWxrZXIuY29t",
     .run = base64_encode},
    {.name = "zoho.encryption.base64Decode",
     .parameters = kText,
     .result = Type::Text,
     .form = Form::Free,
     .cost = {4},
     .page = "encryption-tasks/base-64-decode.html",
     .summary = "The TEXT that a base64 stands for.",
     .example = "info zoho.encryption.base64Decode(\"am9obkB6eWxrZXIuY29t\");",
     .example_result = "john@zylker.com",
     .run = base64_decode},
    {.name = "zoho.encryption.base64DecodeToFile",
     .parameters = kTextAndName,
     .result = Type::File,
     .form = Form::Free,
     .cost = {20},
     .page = "encryption-tasks/base-64-decode-to-file.html",
     .summary = "A FILE with the bytes that a base64 stands for.",
     .example = "info zoho.encryption.base64DecodeToFile(\"U3Vuc2hpbmU=\", \"sample.txt\").getFileContent();",
     .example_result = "Sunshine",
     .run = base64_decode_to_file},
    {.name = "zoho.encryption.md5",
     .parameters = kText,
     .result = Type::Text,
     .form = Form::Free,
     .cost = kCost,
     .page = "encryption/md5.html",
     .summary = "The MD5 of a TEXT in hexadecimal digits. Only to compare with what others computed: it is broken.",
     .example = "info zoho.encryption.md5(\"hello\");",
     .example_result = "5d41402abc4b2a76b9719d911017c592",
     .run = hash<DigestKind::Md5>},
    {.name = "zoho.encryption.sha1",
     .parameters = kText,
     .result = Type::Text,
     .form = Form::Free,
     .cost = kCost,
     .page = "encryption/sha1.html",
     .summary = "The SHA-1 of a TEXT in hexadecimal digits. Only to compare with what others computed: it is broken.",
     .example = "info zoho.encryption.sha1(\"hello\");",
     .example_result = "aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d",
     .run = hash<DigestKind::Sha1>},
    {.name = "zoho.encryption.sha256",
     .parameters = kTextAndResult,
     .result = Type::Text,
     .form = Form::Free,
     .cost = kCost,
     .page = "encryption/sha256.html",
     .summary = "The SHA-256 of a TEXT in hexadecimal digits, or with \"binary\" in 0 and 1.",
     .example = "info zoho.encryption.sha256(\"hello\");",
     .example_result = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
     .run = sha256},
    {.name = "zoho.encryption.sha512",
     .parameters = kText,
     .result = Type::Text,
     .form = Form::Free,
     .cost = kCost,
     .page = "encryption/sha512.html",
     .summary = "The SHA-512 of a TEXT in hexadecimal digits.",
     .example = "info zoho.encryption.sha512(\"Hello\").left(16);",
     .example_result = "3615f80c9d293ed7",
     .run = hash<DigestKind::Sha512>},
    {.name = "zoho.encryption.hmacsha1",
     .parameters = kKeyAndData,
     .result = Type::Text,
     .form = Form::Free,
     .cost = kCost,
     .page = "encryption/hmac-sha1.html",
     .summary = "The HMAC of a TEXT with SHA-1 and a key, which comes first; in base64, or with \"hex\" in digits.",
     .example = "info zoho.encryption.hmacsha1(\"Use me to generate hash\", \"My#New#Password\");",
     .example_result = "VK9VMxdsbxZBLHKgSEZYMEUlURs=",
     .run = hmac_sha1},
    {.name = "zoho.encryption.hmacsha256",
     .parameters = kKeyAndData,
     .result = Type::Text,
     .form = Form::Free,
     .cost = kCost,
     .page = "encryption/hmac-sha256.html",
     .summary = "The HMAC of a TEXT with SHA-256 and a key, which comes first; in base64, \"hex\" or \"binary\".",
     .example = "info zoho.encryption.hmacsha256(\"Use me to generate hash\", \"My#New#Password\");",
     .example_result = "edYCyxkU4jL2dEjEDO8aUy8WZrpKRvQquNpgKUqe5vA=",
     .run = hmac_sha2<DigestKind::Sha256>},
    {.name = "zoho.encryption.hmacsha512",
     .parameters = kKeyAndData,
     .result = Type::Text,
     .form = Form::Free,
     .cost = kCost,
     .page = "encryption/hmac-sha512.html",
     .summary = "The HMAC of a TEXT with SHA-512 and a key, which comes first; in base64, \"hex\" or \"binary\".",
     .example = "info zoho.encryption.hmacsha512(\"Use me to generate hash\", \"My#New#Password\").left(16);",
     .example_result = "fFalDr8XbmROiuum",
     .run = hmac_sha2<DigestKind::Sha512>},
    {.name = "zoho.encryption.aesEncode",
     .parameters = kKeyTextIv,
     .result = Type::Text,
     .form = Form::Free,
     .cost = kCost,
     .page = "functions/encryption/aesencode.html",
     .summary = "A TEXT encrypted with AES-256 under a key of at most 32 bytes; without an IV a random one goes along.",
     .example = "info zoho.encryption.aesEncode(\"passkey\", \"This is a secret\", \"0000000000000000\");",
     .example_result = "AR+ygx+et18UNeIltGh82NBgPQx6Y0hWbEcgN3NVbJA=",
     .run = aes_encode<32>},
    {.name = "zoho.encryption.aesDecode",
     .parameters = kKeyTextIv,
     .result = Type::Text,
     .form = Form::Free,
     .cost = kCost,
     .page = "functions/encryption/aesdecode.html",
     .summary = "The TEXT that aesEncode encrypted.",
     .example = "info zoho.encryption.aesDecode(\"passkey\", "
                "\"F0JOCSWN0Eb2Y//llSoROcsQxHihYnMwCuJSywFaaigEJzQdjnznq7+rSUXy6JlG\");",
     .example_result = "Confidential details",
     .run = aes_decode<32>},
    {.name = "zoho.encryption.aesEncode128",
     .parameters = kKeyTextIvIterations,
     .result = Type::Text,
     .form = Form::Free,
     .cost = kCost,
     .page = "functions/encryption/aesencode128.html",
     .summary = "A TEXT encrypted with AES-128 under a key of at most 16 bytes; without an IV a random one goes along.",
     .example = "info zoho.encryption.aesEncode128(\"passkey\", \"This is a secret\", \"a00000000000000b\");",
     .example_result = "pWBt7NM4llIu0n9gES91lR5fXNaAG/mx5UNPtJY0Bv8=",
     .run = aes_encode<16>},
    {.name = "zoho.encryption.aesDecode128",
     .parameters = kKeyTextIvIterations,
     .result = Type::Text,
     .form = Form::Free,
     .cost = kCost,
     .page = "functions/encryption/aesdecode128.html",
     .summary = "The TEXT that aesEncode128 encrypted.",
     .example = "info zoho.encryption.aesDecode128(\"passkey\", \"pWBt7NM4llIu0n9gES91lR5fXNaAG/mx5UNPtJY0Bv8=\", "
                "\"a00000000000000b\");",
     .example_result = "This is a secret",
     .run = aes_decode<16>},
};

}  // namespace

Family encryption_functions() { return kFunctions; }

}  // namespace sluice::builtins
