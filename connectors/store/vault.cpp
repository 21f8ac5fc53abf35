#include "connectors/store/vault.h"

#include <algorithm>

namespace sluice::connectors {

// The ring with the store's sealing key first, however the source orders it.
Outcome<KeyRing> Vault::load(bool create) {
  Outcome<KeyRing> ring = keys_->load(state_.id, create);
  if (!ring) return ring;
  if (state_.key_id.empty()) return ring;
  const auto sealing = std::ranges::find(ring->keys, state_.key_id, &Key::id);
  if (sealing == ring->keys.end())
    return failed(
        ErrorKind::Store, messages::StoreKeyWrong, {store_->place(), state_.key_id},
        "give the key of this store in " + keys_->place(state_.id) + "; it holds the key " + ring->sealing().id());
  std::rotate(ring->keys.begin(), sealing, sealing + 1);
  return ring;
}

Outcome<void> Vault::unlock() {
  for (;;) {
    const Outcome<StoreState> state = store_->state();
    if (!state) return std::unexpected(state.error());
    state_ = *state;
    Outcome<KeyRing> ring = load(state_.key_id.empty());
    if (!ring) return std::unexpected(ring.error());
    if (state_.key_id.empty()) {
      const Outcome<bool> claimed = store_->claim_key(ring->sealing().id());
      if (!claimed) return std::unexpected(claimed.error());
      if (!*claimed) continue;  // another process was first: see what it has set
      state_.key_id = ring->sealing().id();
    }
    const std::lock_guard lock(mutex_);
    ring_ = std::move(*ring);
    return {};
  }
}

Outcome<void> Vault::reload() {
  const Outcome<StoreState> state = store_->state();
  if (!state) return std::unexpected(state.error());
  const std::lock_guard lock(mutex_);
  state_.key_id = state->key_id;
  Outcome<KeyRing> ring = load(false);
  if (!ring) return std::unexpected(ring.error());
  ring_ = std::move(*ring);
  return {};
}

Outcome<SealedText> Vault::seal(const SecretFields& fields, std::string_view belongs_to) {
  const KeyRing keys = ring();
  const Secret packed = pack(fields);
  return SealedText{connectors::seal(keys.sealing(), packed.reveal(), belongs_to), keys.sealing().id()};
}

Outcome<SecretFields> Vault::open(const SealedText& sealed, std::string_view belongs_to) {
  KeyRing keys = ring();
  if (keys.find(sealed.key_id) == nullptr) {
    if (Outcome<void> again = reload(); !again) return std::unexpected(again.error());
    keys = ring();
  }
  const Key* key = keys.find(sealed.key_id);
  if (key == nullptr)
    return failed(ErrorKind::Store, messages::StoreKeyWrong, {store_->place(), sealed.key_id},
                  "give that key in " + key_place());
  const std::optional<Secret> packed = open_sealed(*key, sealed.bytes, belongs_to);
  if (!packed)
    return failed(ErrorKind::Store, messages::StoreSealBroken, {store_->place(), "its seal does not fit its row"},
                  "authorise the connection again, and find out who writes to that file");
  return unpack(packed->reveal());
}

// The new key is in the file before anything is sealed with it, and the old one until nothing is. The file changes only
// while nobody else writes to the store, so that two who rotate at once do not lose each other's keys.
Outcome<std::string> Vault::rotate() {
  KeyRing both;
  const auto begin = [&](const StoreState& state) -> Outcome<std::string> {
    Outcome<KeyRing> given = keys_->load(state.id, false);
    if (!given) return std::unexpected(given.error());
    both = std::move(*given);
    const bool fresh = both.sealing().id() == state.key_id;
    if (fresh) both.keys.insert(both.keys.begin(), Key::random());
    const Outcome<bool> saved = keys_->save(state.id, both);
    if (!saved) return std::unexpected(saved.error());
    if (!*saved && fresh)
      return std::unexpected(Failure{ErrorKind::Store, messages::StoreKeyInvalid,
                                     "There is no new key in " + keys_->place(state.id) + " to change to",
                                     "put the new key before the old one, with a comma between them, and try again"});
    return both.sealing().id();
  };
  const auto reseal = [&](const SealedRow& row) -> Outcome<SealedText> {
    const Key* old = both.find(row.secret.key_id);
    const std::optional<Secret> packed =
        old == nullptr ? std::nullopt : open_sealed(*old, row.secret.bytes, row.belongs_to);
    if (!packed)
      return failed(ErrorKind::Store, messages::StoreSealBroken, {store_->place(), "row " + row.id},
                    "revoke that connection first");
    return SealedText{connectors::seal(both.sealing(), packed->reveal(), row.belongs_to), both.sealing().id()};
  };
  if (Outcome<void> done = store_->reseal(begin, reseal); !done) return std::unexpected(done.error());
  const Outcome<void> trimmed = store_->exclusively([&](const StoreState& state) -> Outcome<void> {
    const Outcome<KeyRing> ring = keys_->load(state.id, false);
    if (!ring) return std::unexpected(ring.error());
    const Key* sealing = ring->find(state.key_id);
    if (sealing == nullptr) return {};
    const Outcome<bool> saved = keys_->save(state.id, KeyRing{{*sealing}});
    return saved ? Outcome<void>() : std::unexpected(saved.error());
  });
  if (!trimmed) return std::unexpected(trimmed.error());
  if (Outcome<void> again = reload(); !again) return std::unexpected(again.error());
  return both.sealing().id();
}

}  // namespace sluice::connectors
