// Seals what goes into a store and opens what comes out of it, with the keys of its ring. Opens the store when it is
// first used, recognises a wrong key then, and keeps up with other processes that change keys.
#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "connectors/store/key.h"
#include "connectors/store/seal.h"
#include "connectors/store/store.h"

namespace sluice::connectors {

// Safe to use from many threads at once.
class Vault {
 public:
  Vault(std::unique_ptr<ConnectionStore> store, std::unique_ptr<KeySource> keys)
      : store_(std::move(store)), keys_(std::move(keys)) {}

  // Loads the keys and compares them with what the store was sealed with.
  Outcome<void> unlock();

  ConnectionStore& store() { return *store_; }
  const std::string& store_id() const { return state_.id; }

  Outcome<SealedText> seal(const SecretFields& fields, std::string_view belongs_to);
  Outcome<SecretFields> open(const SealedText& sealed, std::string_view belongs_to);
  // Loads the keys again: after a write was refused because its key is one of the past.
  Outcome<void> reload();

  // Seals everything with a new key. Another process may go on working; a crash at any point leaves a store that opens.
  // Gives the id of the key that seals now.
  Outcome<std::string> rotate();

  std::string key_place() const { return keys_->place(state_.id); }

 private:
  Outcome<KeyRing> load(bool create);
  KeyRing ring() const {
    const std::lock_guard lock(mutex_);
    return ring_;
  }

  std::unique_ptr<ConnectionStore> store_;
  std::unique_ptr<KeySource> keys_;
  StoreState state_;
  mutable std::mutex mutex_;
  KeyRing ring_;  // under mutex_; its first key is the store's sealing key
};

}  // namespace sluice::connectors
