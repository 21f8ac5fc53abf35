#include "interpreter/support/digest.h"

#include <openssl/md5.h>
#include <openssl/sha.h>

#include <cstring>

// OpenSSL 3 wants everybody to use its EVP functions, which look up, allocate and lock for every hash: a short text takes
// ten times as long, and the first one half a millisecond.
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

namespace sluice::interpreter::support {

namespace {

template <typename State>
State& as(unsigned char (&bytes)[224]) {
  static_assert(sizeof(State) <= sizeof(bytes) && alignof(State) <= alignof(std::uint64_t));
  return *reinterpret_cast<State*>(bytes);
}

constexpr std::size_t block_size(DigestKind kind) { return kind == DigestKind::Sha512 ? 128 : 64; }

}  // namespace

Hasher::Hasher(DigestKind kind) : kind_(kind) {
  switch (kind) {
    case DigestKind::Md5: MD5_Init(&as<MD5_CTX>(state_)); break;
    case DigestKind::Sha1: SHA1_Init(&as<SHA_CTX>(state_)); break;
    case DigestKind::Sha256: SHA256_Init(&as<SHA256_CTX>(state_)); break;
    case DigestKind::Sha512: SHA512_Init(&as<SHA512_CTX>(state_)); break;
  }
}

void Hasher::add(std::string_view bytes) {
  switch (kind_) {
    case DigestKind::Md5: MD5_Update(&as<MD5_CTX>(state_), bytes.data(), bytes.size()); break;
    case DigestKind::Sha1: SHA1_Update(&as<SHA_CTX>(state_), bytes.data(), bytes.size()); break;
    case DigestKind::Sha256: SHA256_Update(&as<SHA256_CTX>(state_), bytes.data(), bytes.size()); break;
    case DigestKind::Sha512: SHA512_Update(&as<SHA512_CTX>(state_), bytes.data(), bytes.size()); break;
  }
}

Digest Hasher::finish() {
  Digest digest{};
  switch (kind_) {
    case DigestKind::Md5:
      MD5_Final(digest.bytes, &as<MD5_CTX>(state_));
      digest.size = MD5_DIGEST_LENGTH;
      break;
    case DigestKind::Sha1:
      SHA1_Final(digest.bytes, &as<SHA_CTX>(state_));
      digest.size = SHA_DIGEST_LENGTH;
      break;
    case DigestKind::Sha256:
      SHA256_Final(digest.bytes, &as<SHA256_CTX>(state_));
      digest.size = SHA256_DIGEST_LENGTH;
      break;
    case DigestKind::Sha512:
      SHA512_Final(digest.bytes, &as<SHA512_CTX>(state_));
      digest.size = SHA512_DIGEST_LENGTH;
      break;
  }
  return digest;
}

Hmac::Hmac(DigestKind kind, std::string_view key) : inner_(kind), outer_(kind) {
  char block[128] = {};
  if (key.size() > block_size(kind)) {
    const Digest digest = digest_of(kind, key);
    std::memcpy(block, digest.bytes, digest.size);
  } else if (!key.empty()) {
    std::memcpy(block, key.data(), key.size());
  }
  for (char& byte : block) byte ^= 0x36;
  inner_.add({block, block_size(kind)});
  for (char& byte : block) byte ^= 0x36 ^ 0x5c;
  outer_.add({block, block_size(kind)});
}

Digest Hmac::finish() {
  outer_.add(inner_.finish().view());
  return outer_.finish();
}

Digest digest_of(DigestKind kind, std::string_view bytes) {
  Hasher hasher(kind);
  hasher.add(bytes);
  return hasher.finish();
}

Digest hmac_of(DigestKind kind, std::string_view key, std::string_view bytes) {
  Hmac hmac(kind, key);
  hmac.add(bytes);
  return hmac.finish();
}

}  // namespace sluice::interpreter::support
