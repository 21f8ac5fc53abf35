#include "connectors/store/seal.h"

#include <sodium.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace sluice::connectors {

namespace {

constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr char kFormat = 1;  // first byte of everything sealed

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

void append_text(std::string& target, std::string_view text) {
  const auto size = static_cast<std::uint32_t>(text.size());
  char head[4];
  for (int i = 0; i < 4; ++i) head[i] = static_cast<char>(size >> (8 * i));
  target.append(head, sizeof(head)).append(text);
}

// The next text of a packed run; nothing when it is cut short.
std::optional<std::string_view> take_text(std::string_view& packed) {
  if (packed.size() < 4) return std::nullopt;
  std::uint32_t size = 0;
  for (int i = 0; i < 4; ++i)
    size |= static_cast<std::uint32_t>(static_cast<unsigned char>(packed[static_cast<std::size_t>(i)])) << (8 * i);
  packed.remove_prefix(4);
  if (packed.size() < size) return std::nullopt;
  const std::string_view text = packed.substr(0, size);
  packed.remove_prefix(size);
  return text;
}

}  // namespace

std::string binding(std::initializer_list<std::string_view> names) {
  std::string text;
  for (const std::string_view name : names) append_text(text, name);
  return text;
}

std::string seal(const Key& key, std::string_view plain, std::string_view belongs_to) {
  std::string sealed(1 + kNonce + plain.size() + kTag, '\0');
  sealed[0] = kFormat;
  unsigned char* nonce = bytes_of(sealed) + 1;
  ::randombytes_buf(nonce, kNonce);
  ::crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + kNonce, nullptr, bytes_of(plain), plain.size(),
                                               bytes_of(belongs_to), belongs_to.size(), nullptr, nonce, key.bytes());
  return sealed;
}

std::optional<Secret> open_sealed(const Key& key, std::string_view sealed, std::string_view belongs_to) {
  if (sealed.size() < 1 + kNonce + kTag || sealed[0] != kFormat) return std::nullopt;
  const unsigned char* nonce = bytes_of(sealed) + 1;
  std::string plain(sealed.size() - 1 - kNonce - kTag, '\0');
  if (::crypto_aead_xchacha20poly1305_ietf_decrypt(bytes_of(plain), nullptr, nullptr, nonce + kNonce,
                                                   sealed.size() - 1 - kNonce, bytes_of(belongs_to), belongs_to.size(),
                                                   nonce, key.bytes()) != 0)
    return std::nullopt;
  return Secret(std::move(plain));
}

const Secret* find_field(const SecretFields& fields, std::string_view name) {
  const auto found = std::ranges::find(fields, name, &SecretFields::value_type::first);
  return found == fields.end() ? nullptr : &found->second;
}

void set_field(SecretFields& fields, std::string_view name, Secret value) {
  const auto found = std::ranges::find(fields, name, &SecretFields::value_type::first);
  if (found != fields.end())
    found->second = std::move(value);
  else
    fields.emplace_back(name, std::move(value));
}

Secret pack(const SecretFields& fields) {
  std::size_t size = 0;
  for (const auto& [name, value] : fields) size += 8 + name.size() + value.reveal().size();
  std::string packed;
  packed.reserve(size);  // no copies of secrets are left behind by growing
  for (const auto& [name, value] : fields) {
    append_text(packed, name);
    append_text(packed, value.reveal());
  }
  return Secret(std::move(packed));
}

SecretFields unpack(std::string_view packed) {
  SecretFields fields;
  while (!packed.empty()) {
    const std::optional<std::string_view> name = take_text(packed);
    const std::optional<std::string_view> value = name ? take_text(packed) : std::nullopt;
    if (!value) break;
    fields.emplace_back(*name, Secret(std::string(*value)));
  }
  return fields;
}

}  // namespace sluice::connectors
