// AES in CBC mode with the padding of PKCS #7, as zoho.encryption.aesEncode has it. Bytes come in pieces of whole
// blocks, so that the caller can look at its budget in between.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace sluice::interpreter::support {

class AesCbc {
 public:
  static constexpr std::size_t kBlock = 16;
  enum class Direction { Encrypt, Decrypt };

  // `key` has 16 or 32 bytes, `iv` kBlock.
  AesCbc(Direction direction, std::string_view key, std::string_view iv);
  ~AesCbc();
  AesCbc(const AesCbc&) = delete;
  AesCbc& operator=(const AesCbc&) = delete;

  // Replaces whole blocks.
  void apply(char* bytes, std::size_t size);

 private:
  Direction direction_;
  alignas(8) unsigned char key_[256];
  unsigned char iv_[kBlock];
};

// Makes the size a multiple of a block.
void add_padding(std::string& bytes);
// False, and nothing removed, where the last block does not end in padding.
bool remove_padding(std::string& bytes);
// Unpredictable bytes from the system.
void fill_with_random(char* to, std::size_t size);

}  // namespace sluice::interpreter::support
