#include "interpreter/support/aes.h"

#include <openssl/aes.h>
#include <openssl/crypto.h>
#include <sys/random.h>

#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <cstring>

#pragma GCC diagnostic ignored "-Wdeprecated-declarations"  // as in digest.cpp

namespace sluice::interpreter::support {

namespace {

AES_KEY& schedule(unsigned char* bytes) { return *reinterpret_cast<AES_KEY*>(bytes); }
const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

}  // namespace

AesCbc::AesCbc(Direction direction, std::string_view key, std::string_view iv) : direction_(direction) {
  static_assert(sizeof(AES_KEY) <= sizeof(key_) && alignof(AES_KEY) <= 8);
  const int bits = static_cast<int>(key.size()) * 8;
  if (direction == Direction::Encrypt) {
    AES_set_encrypt_key(bytes_of(key), bits, &schedule(key_));
  } else {
    AES_set_decrypt_key(bytes_of(key), bits, &schedule(key_));
  }
  std::memcpy(iv_, iv.data(), kBlock);
}

AesCbc::~AesCbc() { OPENSSL_cleanse(key_, sizeof(key_)); }

void AesCbc::apply(char* bytes, std::size_t size) {
  auto* data = reinterpret_cast<unsigned char*>(bytes);
  AES_cbc_encrypt(data, data, size, &schedule(key_), iv_, direction_ == Direction::Encrypt ? AES_ENCRYPT : AES_DECRYPT);
}

void add_padding(std::string& bytes) {
  const std::size_t count = AesCbc::kBlock - bytes.size() % AesCbc::kBlock;
  bytes.append(count, static_cast<char>(count));
}

bool remove_padding(std::string& bytes) {
  if (bytes.empty()) return false;
  const auto count = static_cast<unsigned char>(bytes.back());
  if (count == 0 || count > AesCbc::kBlock || count > bytes.size()) return false;
  for (std::size_t i = bytes.size() - count; i < bytes.size(); ++i)
    if (static_cast<unsigned char>(bytes[i]) != count) return false;
  bytes.resize(bytes.size() - count);
  return true;
}

void fill_with_random(char* to, std::size_t size) {
  while (size > 0) {
    const ssize_t filled = getrandom(to, size, 0);
    if (filled < 0) {
      if (errno == EINTR) continue;
      std::abort();  // no kernel that Sluice runs on lacks it, and nothing may go on with bytes that can be guessed
    }
    to += filled;
    size -= static_cast<std::size_t>(filled);
  }
}

}  // namespace sluice::interpreter::support
