// Hashes and HMACs, over OpenSSL's functions of the lowest level: they need no set-up, so that they cost a start
// nothing (docs/architecture.md).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sluice::interpreter::support {

enum class DigestKind : std::uint8_t { Md5, Sha1, Sha256, Sha512 };

struct Digest {
  unsigned char bytes[64];
  std::size_t size;
  std::string_view view() const { return {reinterpret_cast<const char*>(bytes), size}; }
};

// A hash of bytes that come in pieces.
class Hasher {
 public:
  explicit Hasher(DigestKind kind);
  void add(std::string_view bytes);
  Digest finish();  // once

 private:
  DigestKind kind_;
  alignas(std::uint64_t) unsigned char state_[224];
};

// RFC 2104, of a message that comes in pieces.
class Hmac {
 public:
  Hmac(DigestKind kind, std::string_view key);
  void add(std::string_view bytes) { inner_.add(bytes); }
  Digest finish();  // once

 private:
  Hasher inner_;
  Hasher outer_;
};

// Of bytes that are all there.
Digest digest_of(DigestKind kind, std::string_view bytes);
Digest hmac_of(DigestKind kind, std::string_view key, std::string_view bytes);

}  // namespace sluice::interpreter::support
