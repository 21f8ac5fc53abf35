// The connection store of a host that is written in C.
#include <array>

#include "engine/c/handles.h"

using namespace sluice;
using namespace sluice::c;

namespace {

class CStore final : public ConnectionStore {
 public:
  explicit CStore(const sluice_connection_store& store)
      : store_(store), name_(store.name == nullptr ? ConnectionStore::name() : store.name) {}

  Result<std::string> version() override {
    std::array<char, 256> text{};
    std::size_t size = 0;
    return answered(
        [&](sluice_error** error) { return store_.version(store_.data, text.data(), text.size(), &size, error); },
        [&] { return std::string(text.data(), std::min(size, text.size())); });
  }

  Result<std::optional<std::string>> get(const std::string& key) override {
    sluice_records found;
    return answered(
        [&](sluice_error** error) { return store_.get(store_.data, key.c_str(), &found, error); },
        [&] { return found.records.empty() ? std::nullopt : std::optional(std::move(found.records.front().value)); });
  }

  Result<std::vector<StoreRecord>> list(const std::string& prefix) override {
    sluice_records found;
    return answered([&](sluice_error** error) { return store_.list(store_.data, prefix.c_str(), &found, error); },
                    [&] { return std::move(found.records); });
  }

  Result<bool> change(const std::string& expected, const std::string& next,
                      std::span<const StoreChange> changes) override {
    std::vector<sluice_store_change> given;
    for (const StoreChange& each : changes)
      given.push_back(
          {each.key.c_str(), each.value ? each.value->c_str() : nullptr, each.value ? each.value->size() : 0});
    int done = 0;
    return answered(
        [&](sluice_error** error) {
          return store_.change(store_.data, expected.c_str(), next.c_str(), given.data(), given.size(), &done, error);
        },
        [&] { return done != 0; });
  }

  Instant now() override {
    return store_.now == nullptr ? ConnectionStore::now() : Instant(Milliseconds(store_.now(store_.data)));
  }
  std::string name() const override { return name_; }

 private:
  // What the callback gave, or why it did not.
  template <class Call, class Take>
  static auto answered(Call&& call, Take&& take) -> Result<decltype(take())> {
    sluice_error* error = nullptr;
    const sluice_status status = call(&error);
    const std::unique_ptr<sluice_error, void (*)(sluice_error*)> owned(error, sluice_error_free);
    if (status == SLUICE_OK) return take();
    if (valid(error)) return error->error;
    return Error{.kind = kind_of(status), .code = "SLC-HST-0002", .message = "the host's store failed"};
  }

  const sluice_connection_store store_;
  const std::string name_;
};

}  // namespace

std::shared_ptr<ConnectionStore> c::store_of(const sluice_connection_store& store) {
  return std::make_shared<CStore>(store);
}

void sluice_records_add(sluice_records* records, const char* key, const char* value, size_t value_size) {
  if (!valid(records) || key == nullptr) return;
  safely(false, [&] {
    records->records.push_back({key, std::string(text_of(value, value_size))});
    return true;
  });
}
