#include "connectors/store/key.h"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>

#include "connectors/secret.h"
#include "connectors/store/private_file.h"
#include "interpreter/support/ascii.h"

namespace sluice::connectors {

namespace {

void start_sodium() {
  static const bool started = ::sodium_init() >= 0;
  if (!started) std::abort();  // no source of randomness: nothing here may go on
}

std::shared_ptr<unsigned char> locked_bytes() {
  start_sodium();
  auto* bytes = static_cast<unsigned char*>(::sodium_malloc(kKeySize));
  if (bytes == nullptr) throw std::bad_alloc();
  return {bytes, [](unsigned char* each) { ::sodium_free(each); }};
}

std::string hex(const unsigned char* bytes, std::size_t size) {
  std::string text(size * 2 + 1, '\0');
  ::sodium_bin2hex(text.data(), text.size(), bytes, size);
  text.pop_back();
  return text;
}

// A hash of the key that tells nothing about it.
std::string id_of(const unsigned char* bytes) {
  unsigned char hash[crypto_generichash_BYTES_MIN];
  constexpr std::string_view kPurpose = "sluice key id";
  ::crypto_generichash(hash, sizeof(hash), reinterpret_cast<const unsigned char*>(kPurpose.data()), kPurpose.size(),
                       bytes, kKeySize);
  return hex(hash, 8);
}

Outcome<KeyRing> ring_of(std::string_view text, char separator, const std::string& place) {
  KeyRing ring;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    line = interpreter::support::trimmed(line);
    if (line.empty() || line.front() == '#') continue;
    const std::optional<Key> key = Key::parse(line);
    if (!key)
      return failed(ErrorKind::Store, messages::StoreKeyInvalid, {place, "it is not 32 bytes in hexadecimal or base64"},
                    "make one with: openssl rand -hex 32");
    ring.keys.push_back(*key);
  }
  if (ring.keys.empty())
    return failed(ErrorKind::Store, messages::StoreKeyInvalid, {place, "it is empty"},
                  "make one with: openssl rand -hex 32");
  return ring;
}

class FileKeys final : public KeySource {
 public:
  explicit FileKeys(std::string path) : path_(std::move(path)) {}

  Outcome<KeyRing> load(const std::string& store, bool create) override {
    if (path_.empty())
      return failed(ErrorKind::Store, messages::StoreKeyMissing, {store, "file"},
                    "set HOME, which says where it is, or give the key itself in SLUICE_STORE_KEY");
    const std::string path = path_of(store);
    Outcome<std::optional<std::string>> text = read_private_file(path);
    if (!text) return std::unexpected(text.error());
    if (!*text && create) {
      if (Outcome<void> made = make(path); !made) return std::unexpected(made.error());
      text = read_private_file(path);
      if (!text) return std::unexpected(text.error());
    }
    if (!*text)
      return failed(ErrorKind::Store, messages::StoreKeyMissing, {store, path},
                    "put the key file back; without it the connections have to be authorised again in a new store");
    Outcome<KeyRing> ring = ring_of(**text, '\n', place(store));
    wipe(**text);
    return ring;
  }

  Outcome<bool> save(const std::string& store, const KeyRing& ring) override {
    std::string text(kHeader);
    for (const Key& key : ring.keys) text += key.text() + "\n";
    const Outcome<void> written = replace_private_file(path_of(store), text);
    wipe(text);
    if (!written) return std::unexpected(written.error());
    return true;
  }

  std::string place(const std::string& store) const override { return "the file " + path_of(store); }

 private:
  static constexpr const char* kHeader =
      "# Keys of a Sluice connection store. Keep this file apart from copies of the store.\n";

  std::string path_of(const std::string& store) const {
    std::string path = path_;
    if (const std::size_t at = path.find("{store}"); at != std::string::npos) path.replace(at, 7, store);
    return path;
  }

  // Whoever comes second finds the file of the first.
  Outcome<void> make(const std::string& path) {
    std::string text = kHeader + Key::random().text() + "\n";
    Outcome<void> made = create_private_file(path, text);
    wipe(text);
    return made;
  }

  std::string path_;
};

class TextKeys final : public KeySource {
 public:
  TextKeys(std::string place, std::function<std::string()> read) : place_(std::move(place)), read_(std::move(read)) {}

  Outcome<KeyRing> load(const std::string&, bool) override {
    std::string text = read_();
    Outcome<KeyRing> ring = ring_of(text, ',', place_);
    wipe(text);
    return ring;
  }
  Outcome<bool> save(const std::string&, const KeyRing&) override { return false; }
  std::string place(const std::string&) const override { return place_; }

 private:
  std::string place_;
  std::function<std::string()> read_;
};

}  // namespace

Key::Key(const unsigned char* bytes) : bytes_(locked_bytes()), id_(id_of(bytes)) {
  std::memcpy(bytes_.get(), bytes, kKeySize);
}

Key Key::random() {
  start_sodium();
  unsigned char bytes[kKeySize];
  ::randombytes_buf(bytes, sizeof(bytes));
  Key key(bytes);
  ::sodium_memzero(bytes, sizeof(bytes));
  return key;
}

std::optional<Key> Key::parse(std::string_view text) {
  unsigned char bytes[kKeySize];
  std::size_t size = 0;
  const bool is_hex = text.size() == 2 * kKeySize &&
                      ::sodium_hex2bin(bytes, sizeof(bytes), text.data(), text.size(), nullptr, &size, nullptr) == 0;
  const bool is_base64 = !is_hex && text.size() == 44 &&
                         ::sodium_base642bin(bytes, sizeof(bytes), text.data(), text.size(), nullptr, &size, nullptr,
                                             sodium_base64_VARIANT_ORIGINAL) == 0;
  if ((!is_hex && !is_base64) || size != kKeySize) return std::nullopt;
  Key key(bytes);
  ::sodium_memzero(bytes, sizeof(bytes));
  return key;
}

std::string Key::text() const { return hex(bytes_.get(), kKeySize); }

const Key* KeyRing::find(std::string_view id) const {
  for (const Key& key : keys)
    if (key.id() == id) return &key;
  return nullptr;
}

std::unique_ptr<KeySource> file_keys(std::string path) { return std::make_unique<FileKeys>(std::move(path)); }
std::unique_ptr<KeySource> text_keys(std::string place, std::function<std::string()> read) {
  return std::make_unique<TextKeys>(std::move(place), std::move(read));
}

}  // namespace sluice::connectors
