#include "engine/host_store.h"

#include <exception>

namespace sluice::engine {

namespace {

namespace con = connectors;

class HostRecords final : public con::Records {
 public:
  explicit HostRecords(std::shared_ptr<ConnectionStore> store) : store_(std::move(store)) {}

  std::string place() override {
    try {
      return store_->name();
    } catch (...) { return "of the host"; }
  }

  con::Outcome<std::string> version() override {
    return asked([&] { return store_->version(); });
  }

  con::Outcome<std::optional<std::string>> get(const std::string& key) override {
    return asked([&] { return store_->get(key); });
  }

  con::Outcome<std::vector<con::Record>> list(const std::string& prefix) override {
    con::Outcome<std::vector<StoreRecord>> found = asked([&] { return store_->list(prefix); });
    if (!found) return std::unexpected(std::move(found).error());
    std::vector<con::Record> records;
    for (StoreRecord& each : *found)
      if (each.key.starts_with(prefix)) records.push_back({std::move(each.key), std::move(each.value)});
    return records;
  }

  con::Outcome<bool> change(const std::string& expected, const std::string& next,
                            std::span<const con::RecordChange> changes) override {
    std::vector<StoreChange> wanted;
    for (const con::RecordChange& each : changes) wanted.push_back({each.key, each.value});
    return asked([&] { return store_->change(expected, next, wanted); });
  }

  std::int64_t now() override {
    try {
      return store_->now().time_since_epoch().count();
    } catch (...) {
      return std::chrono::time_point_cast<Milliseconds>(std::chrono::system_clock::now()).time_since_epoch().count();
    }
  }

 private:
  // What the host gives, or why it does not.
  template <class Ask>
  auto asked(Ask&& ask) -> con::Outcome<std::remove_cvref_t<decltype(*ask())>> {
    try {
      auto answer = ask();
      if (answer.ok()) return std::move(*answer);
      return refused(answer.error().message, answer.error().help);
    } catch (const std::bad_alloc&) { throw; } catch (const std::exception& exception) {
      return refused(exception.what(), {});
    } catch (...) { return refused("it threw something", {}); }
  }
  std::unexpected<con::Failure> refused(const std::string& why, const std::string& help) {
    return con::failed(con::ErrorKind::Store, con::messages::StoreUnusable, {place(), why}, help);
  }

  const std::shared_ptr<ConnectionStore> store_;
};

}  // namespace

std::shared_ptr<con::Records> records_of(std::shared_ptr<ConnectionStore> store) {
  return std::make_shared<HostRecords>(std::move(store));
}

}  // namespace sluice::engine
