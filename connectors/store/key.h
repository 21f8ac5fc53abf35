// The keys that seal a store. A ring holds one or more of them: the first seals, the others still open what was sealed
// before the last rotation. A key has a public id, so that a wrong one is recognised before anything is opened.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/outcome.h"

namespace sluice::connectors {

inline constexpr std::size_t kKeySize = 32;

// Its bytes are locked in memory and wiped when the last copy goes.
class Key {
 public:
  explicit Key(const unsigned char* bytes);
  static Key random();
  // 64 hexadecimal digits, or 44 characters of base64; nothing for other texts.
  static std::optional<Key> parse(std::string_view text);

  const unsigned char* bytes() const { return bytes_.get(); }
  const std::string& id() const { return id_; }  // 16 hexadecimal digits
  std::string text() const;                      // hexadecimal: a secret

 private:
  std::shared_ptr<unsigned char> bytes_;
  std::string id_;
};

struct KeyRing {
  std::vector<Key> keys;

  const Key& sealing() const { return keys.front(); }
  const Key* find(std::string_view id) const;
};

// Where the keys of a store come from.
class KeySource {
 public:
  virtual ~KeySource() = default;
  // `store`: the store's id. `create`: the store holds nothing yet, so that a key may be made; else a missing key is a
  // failure.
  virtual Outcome<KeyRing> load(const std::string& store, bool create) = 0;
  // Makes `ring` what load() gives from now on. False where somebody else keeps the keys (environment, host): then the
  // new key has to come first in what load() gives.
  virtual Outcome<bool> save(const std::string& store, const KeyRing& ring) = 0;
  // For messages: `the file …`, `the environment variable …`.
  virtual std::string place(const std::string& store) const = 0;
};

// A file of mode 0600, made on first use in a folder of mode 0700; one key a line, the newest first. With `{store}` in
// its path each store has a file of its own.
std::unique_ptr<KeySource> file_keys(std::string path);
// Keys in a text: one, or several between commas, the newest first.
std::unique_ptr<KeySource> text_keys(std::string place, std::function<std::string()> read);

}  // namespace sluice::connectors
