#include "connectors/store/record_store.h"

#include <algorithm>
#include <chrono>

#include "connectors/random.h"
#include "connectors/store/record_draft.h"
#include "connectors/store/record_text.h"
#include "interpreter/support/base64.h"

namespace sluice::connectors {

namespace {

using std::chrono::steady_clock;

constexpr std::int64_t kFormat = 1;
// Others may win the race for a change that often; longer means that the host's database does not get anywhere.
constexpr auto kPatience = std::chrono::seconds(20);
constexpr std::int64_t kRotation = 60'000;  // milliseconds that a change of keys may take before others take over
constexpr std::uint32_t kEvents = 10'000;   // that are looked through

// Keys of the records. What may hold anything stands last.
const std::string kStore = "store";
const std::string kRotationLease = "rotation";
std::string connector_key(const std::string& link) { return "connector/" + link; }
std::string client_key(const std::string& connector) { return "client/" + connector; }
std::string connection_key(const std::string& link) { return "connection/" + link; }
std::string authorizations_of(std::int64_t connection) { return "authorization/" + std::to_string(connection) + "/"; }
std::string authorization_key(std::int64_t connection, const std::string& environment, const std::string& user) {
  return authorizations_of(connection) + environment + "/" + user;
}
std::string lease_key(std::int64_t authorization) { return "lease/" + std::to_string(authorization); }
std::string attempt_key(const std::string& id) { return "attempt/" + id; }
std::string event_key(std::int64_t at) {
  const std::string digits = std::to_string(at);
  return "event/" + std::string(16 - std::min<std::size_t>(digits.size(), 16), '0') + digits + "-" +
         random_text().substr(0, 8);
}

class RecordStore final : public ConnectionStore {
 public:
  explicit RecordStore(std::shared_ptr<Records> records) : records_(std::move(records)), place_(records_->place()) {}

  // Makes the store where the host has none yet.
  Outcome<void> open() {
    return changing([&](RecordDraft& draft) {
      if (draft.get(kStore)) {
        if (one(draft).format > kFormat)
          throw RecordError{
              failed(ErrorKind::Store, messages::StoreNewer, {place_}, "use that version, or another store").error()};
        return;
      }
      draft.put(kStore, text_of(StoreRecord{
                            .state = {.id = interpreter::support::hex_of(random_text()).substr(0, 32), .key_id = {}},
                            .next_id = 1,
                            .format = kFormat}));
    });
  }

  const std::string& place() const override { return place_; }

  Outcome<StoreState> state() override {
    return looking([&](RecordDraft& draft) { return one(draft).state; });
  }

  Outcome<bool> claim_key(const std::string& key_id) override {
    return changing([&](RecordDraft& draft) {
      StoreRecord store = one(draft);
      if (!store.state.key_id.empty()) return false;
      store.state.key_id = key_id;
      draft.put(kStore, text_of(store));
      return true;
    });
  }

  Outcome<std::uint64_t> version() override {
    const Outcome<std::string> version = records_->version();
    if (!version) return std::unexpected(version.error());
    return std::hash<std::string>{}(*version);
  }

  // ---------------------------------------------------------------- connectors and clients

  Outcome<std::vector<ConnectorRow>> connectors() override {
    return looking([&](RecordDraft& draft) {
      std::vector<ConnectorRow> rows;
      for (Record& each : draft.list(connector_key({})))
        rows.push_back({each.key.substr(connector_key({}).size()), std::move(each.value)});
      return rows;
    });
  }

  Outcome<bool> put_connector(const ConnectorRow& row, std::uint32_t most) override {
    return changing([&](RecordDraft& draft) {
      const std::vector<Record> all = draft.list(connector_key({}));
      const auto others = static_cast<std::uint32_t>(
          std::ranges::count_if(all, [&](const Record& each) { return each.key != connector_key(row.link); }));
      if (most != 0 && others >= most) return false;
      draft.put(connector_key(row.link), row.definition);
      drop_secrets_of(draft, row.link, "its connector was changed");
      return true;
    });
  }

  Outcome<void> remove_connector(const std::string& link) override {
    return changing([&](RecordDraft& draft) {
      drop_secrets_of(draft, link, "its connector was removed");
      draft.remove(connector_key(link));
      draft.remove(client_key(link));
    });
  }

  Outcome<std::optional<SealedText>> client(const std::string& connector) override {
    return looking([&](RecordDraft& draft) -> std::optional<SealedText> {
      const std::optional<SealedRecord> record = find<SealedRecord>(draft, client_key(connector));
      return record ? std::optional(record->secret) : std::nullopt;
    });
  }

  Outcome<bool> put_client(const std::string& connector, const std::string& belongs_to,
                           const SealedText& secret) override {
    return changing([&](RecordDraft& draft) {
      if (one(draft).state.key_id != secret.key_id) return false;
      draft.put(client_key(connector), text_of(SealedRecord{belongs_to, secret}));
      return true;
    });
  }

  // ---------------------------------------------------------------- connections

  Outcome<std::vector<ConnectionRow>> connections() override {
    return looking([&](RecordDraft& draft) {
      std::vector<ConnectionRow> rows;
      for (ConnectionRecord& each : all<ConnectionRecord>(draft, connection_key({})))
        rows.push_back(std::move(each.row));
      return rows;
    });
  }

  Outcome<std::optional<ConnectionRow>> connection(const std::string& link) override {
    return looking([&](RecordDraft& draft) -> std::optional<ConnectionRow> {
      const std::optional<ConnectionRecord> record = find<ConnectionRecord>(draft, connection_key(link));
      return record ? std::optional(record->row) : std::nullopt;
    });
  }

  Outcome<Inserted> insert_connection(const ConnectionRow& row, const InsertRules& rules) override {
    return changing([&](RecordDraft& draft) {
      std::uint32_t counted = 0;
      bool taken = false;
      for (const ConnectionRecord& each : all<ConnectionRecord>(draft, connection_key({}))) {
        const bool same_system =
            row.type == "system" && each.row.type == row.type && each.row.connector == row.connector;
        if (each.row.link == row.link || same_system) return Inserted::Exists;
        taken |= each.row.connector == row.connector;
        counted += each.row.type != "system";
      }
      if (rules.only_one && taken) return Inserted::ConnectorTaken;
      if (rules.most != 0 && counted >= rules.most) return Inserted::TooMany;
      ConnectionRecord record{.row = row};
      record.row.id = next_id(draft);
      draft.put(connection_key(row.link), text_of(record));
      return Inserted::Done;
    });
  }

  Outcome<void> update_connection(const ConnectionRow& row) override {
    return changing([&](RecordDraft& draft) {
      change_connection(draft, row.id, [&](ConnectionRecord& record) {
        record.row.name = row.name;
        record.row.enabled = row.enabled;
        record.row.apps = row.apps;
      });
    });
  }

  Outcome<void> set_scopes(std::int64_t connection, const std::vector<std::string>& scopes) override {
    return changing([&](RecordDraft& draft) {
      change_connection(draft, connection, [&](ConnectionRecord& record) { record.row.scopes = scopes; });
      for (AuthorizationRecord& each : all<AuthorizationRecord>(draft, authorizations_of(connection)))
        drop_secrets(draft, each, "its scopes were changed");
    });
  }

  Outcome<bool> remove_connection(std::int64_t connection) override {
    return changing([&](RecordDraft& draft) {
      const std::optional<ConnectionRecord> record = by_id(draft, connection);
      if (!record) return true;
      if (!record->references.empty()) return false;
      for (const AuthorizationRecord& each : all<AuthorizationRecord>(draft, authorizations_of(connection))) {
        draft.remove(authorization_key(connection, each.row.environment, each.row.user));
        draft.remove(lease_key(each.row.id));
      }
      draft.remove(connection_key(record->row.link));
      return true;
    });
  }

  // ---------------------------------------------------------------- authorisations

  Outcome<std::vector<AuthorizationRow>> authorizations(std::int64_t connection) override {
    return looking([&](RecordDraft& draft) {
      std::vector<AuthorizationRow> rows;
      for (AuthorizationRecord& each : all<AuthorizationRecord>(draft, authorizations_of(connection)))
        rows.push_back(std::move(each.row));
      return rows;
    });
  }

  Outcome<std::optional<AuthorizationRow>> authorization(std::int64_t connection, const std::string& environment,
                                                         const std::string& user) override {
    return looking([&](RecordDraft& draft) -> std::optional<AuthorizationRow> {
      const auto record = find<AuthorizationRecord>(draft, authorization_key(connection, environment, user));
      return record ? std::optional(record->row) : std::nullopt;
    });
  }

  Outcome<bool> put_authorization(const AuthorizationRow& row, const std::string& belongs_to, bool primary) override {
    return changing([&](RecordDraft& draft) {
      if (one(draft).state.key_id != row.secrets.key_id) return false;
      std::optional<ConnectionRecord> connection = by_id(draft, row.connection);
      if (!connection) throw gone();
      const std::string key = authorization_key(row.connection, row.environment, row.user);
      const std::optional<AuthorizationRecord> before = find<AuthorizationRecord>(draft, key);
      AuthorizationRecord record{row, belongs_to};
      record.row.id = before ? before->row.id : next_id(draft);
      record.row.generation = before ? before->row.generation + 1 : 1;
      record.row.failures = record.row.retry_at = 0;
      draft.put(key, text_of(record));
      const bool has_primary = std::ranges::any_of(
          connection->primaries, [&](const PrimaryRow& each) { return each.environment == row.environment; });
      if (!primary || has_primary) return true;
      connection->primaries.push_back({row.environment, row.user});
      draft.put(connection_key(connection->row.link), text_of(*connection));
      return true;
    });
  }

  Outcome<bool> renew_authorization(const AuthorizationRow& row, const std::string& belongs_to) override {
    return changing([&](RecordDraft& draft) {
      if (one(draft).state.key_id != row.secrets.key_id) return false;
      std::optional<AuthorizationRecord> record = same_generation(draft, row);
      if (!record) return false;
      record->belongs_to = belongs_to;
      record->row.secrets = row.secrets;
      record->row.scopes = row.scopes;
      record->row.expires_at = row.expires_at;
      record->row.failures = record->row.retry_at = 0;
      record->row.generation += 1;
      put(draft, *record);
      return true;
    });
  }

  Outcome<void> note_failure(const AuthorizationRow& row) override {
    return changing([&](RecordDraft& draft) {
      std::optional<AuthorizationRecord> record = same_generation(draft, row);
      if (!record) return;
      record->row.state = row.state;
      record->row.problem = row.problem;
      record->row.failures = row.failures;
      record->row.retry_at = row.retry_at;
      put(draft, *record);
    });
  }

  Outcome<void> revoke(std::int64_t authorization, const std::string& problem) override {
    return changing([&](RecordDraft& draft) {
      for (AuthorizationRecord& each : all<AuthorizationRecord>(draft, "authorization/"))
        if (each.row.id == authorization) drop_secrets(draft, each, problem);
    });
  }

  // ---------------------------------------------------------------- around connections

  Outcome<std::vector<PrimaryRow>> primaries(std::int64_t connection) override {
    return looking([&](RecordDraft& draft) {
      std::optional<ConnectionRecord> record = by_id(draft, connection);
      return record ? std::move(record->primaries) : std::vector<PrimaryRow>();
    });
  }

  Outcome<void> set_primary(std::int64_t connection, const PrimaryRow& row) override {
    return changing([&](RecordDraft& draft) {
      change_connection(draft, connection, [&](ConnectionRecord& record) {
        std::erase_if(record.primaries, [&](const PrimaryRow& each) { return each.environment == row.environment; });
        record.primaries.push_back(row);
        std::ranges::sort(record.primaries, {}, &PrimaryRow::environment);
      });
    });
  }

  Outcome<std::vector<ReferenceRow>> references(std::int64_t connection) override {
    return looking([&](RecordDraft& draft) {
      std::optional<ConnectionRecord> record = by_id(draft, connection);
      return record ? std::move(record->references) : std::vector<ReferenceRow>();
    });
  }

  Outcome<void> add_reference(std::int64_t connection, const ReferenceRow& row) override {
    return changing([&](RecordDraft& draft) {
      change_connection(draft, connection, [&](ConnectionRecord& record) {
        erase(record.references, row);
        record.references.push_back(row);
        std::ranges::sort(record.references, [](const ReferenceRow& a, const ReferenceRow& b) {
          return std::tie(a.kind, a.place) < std::tie(b.kind, b.place);
        });
      });
    });
  }

  Outcome<bool> remove_reference(std::int64_t connection, const ReferenceRow& row) override {
    return changing([&](RecordDraft& draft) {
      bool removed = false;
      change_connection(draft, connection,
                        [&](ConnectionRecord& record) { removed = erase(record.references, row) != 0; });
      return removed;
    });
  }

  Outcome<bool> take_lease(std::int64_t authorization, const std::string& holder, std::int64_t milliseconds) override {
    return changing([&](RecordDraft& draft) { return take(draft, lease_key(authorization), holder, milliseconds); });
  }

  Outcome<void> end_lease(std::int64_t authorization, const std::string& holder) override {
    return changing([&](RecordDraft& draft) {
      const std::optional<LeaseRecord> lease = find<LeaseRecord>(draft, lease_key(authorization));
      if (lease && lease->holder == holder) draft.remove(lease_key(authorization));
    });
  }

  Outcome<bool> put_attempt(const std::string& id, const std::string& belongs_to, const SealedText& secret,
                            std::int64_t lapses_at) override {
    return changing([&](RecordDraft& draft) {
      if (one(draft).state.key_id != secret.key_id) return false;
      for (const Record& each : draft.list(attempt_key({})))
        if (decoded<SealedRecord>(each.key, each.value).lapses_at <= records_->now()) draft.remove(each.key);
      draft.put(attempt_key(id), text_of(SealedRecord{belongs_to, secret, lapses_at}));
      return true;
    });
  }

  Outcome<std::optional<SealedText>> take_attempt(const std::string& id) override {
    return changing([&](RecordDraft& draft) -> std::optional<SealedText> {
      std::optional<SealedRecord> record = find<SealedRecord>(draft, attempt_key(id));
      if (!record) return std::nullopt;
      draft.remove(attempt_key(id));
      return record->lapses_at <= records_->now() ? std::nullopt : std::optional(std::move(record->secret));
    });
  }

  Outcome<void> add_event(const EventRow& row) override {
    return changing([&](RecordDraft& draft) { draft.put(event_key(row.at), text_of(row)); });
  }

  Outcome<std::vector<EventRow>> events(const std::string& connection, std::uint32_t most) override {
    return looking([&](RecordDraft& draft) {
      std::vector<Record> records = draft.list("event/");
      std::vector<EventRow> rows;
      std::ranges::reverse(records);  // their keys begin with the time
      for (std::size_t i = 0; i < std::min<std::size_t>(records.size(), kEvents) && rows.size() < most; ++i) {
        EventRow row = decoded<EventRow>(records[i].key, records[i].value);
        if (connection.empty() || row.connection == connection) rows.push_back(std::move(row));
      }
      return rows;
    });
  }

  // Keys change while a lease is held that nobody else changes keys without; whoever loses it does not commit.
  Outcome<void> reseal(const std::function<Outcome<std::string>(const StoreState&)>& begin,
                       const std::function<Outcome<SealedText>(const SealedRow&)>& reseal) override {
    return rotating([&](const std::string& holder, const StoreState& state) {
      const std::string key_id = value_of(begin(state));
      value_of(changing([&](RecordDraft& draft) {
        StoreRecord store = one(draft);
        const std::optional<LeaseRecord> lease = find<LeaseRecord>(draft, kRotationLease);
        if (!lease || lease->holder != holder)
          throw RecordError{
              failed(ErrorKind::Store, messages::StoreUnusable, {place_, "somebody else changes its keys"}, "try again")
                  .error()};
        using Table = SealedRow::Table;
        const auto again = [&](const std::string& prefix, Table table) {
          for (const Record& each : draft.list(prefix)) {
            SealedRecord record = decoded<SealedRecord>(each.key, each.value);
            record.secret = value_of(reseal({table, each.key.substr(prefix.size()), record.belongs_to, record.secret}));
            draft.put(each.key, text_of(record));
          }
        };
        again(client_key({}), Table::Client);
        again(attempt_key({}), Table::Attempt);
        for (AuthorizationRecord& each : all<AuthorizationRecord>(draft, "authorization/")) {
          if (each.row.secrets.bytes.empty()) continue;
          each.row.secrets =
              value_of(reseal({Table::Authorization, std::to_string(each.row.id), each.belongs_to, each.row.secrets}));
          put(draft, each);
        }
        store.state.key_id = key_id;
        draft.put(kStore, text_of(store));
      }));
    });
  }

  Outcome<void> exclusively(const std::function<Outcome<void>(const StoreState&)>& body) override {
    return rotating([&](const std::string&, const StoreState& state) { value_of(body(state)); });
  }

  Outcome<std::string> damage() override {
    return looking([&](RecordDraft& draft) -> std::string {
      try {
        one(draft);
        for (const ConnectionRecord& each : all<ConnectionRecord>(draft, connection_key({})))
          all<AuthorizationRecord>(draft, authorizations_of(each.row.id));
        all<SealedRecord>(draft, client_key({}));
        return {};
      } catch (const RecordError& error) { return error.failure.message; }
    });
  }

 private:
  // Runs `body` with what the host holds now.
  template <class Body>
  auto looking(Body&& body) -> Outcome<decltype(body(std::declval<RecordDraft&>()))> {
    try {
      RecordDraft draft(*records_);
      return body(draft);
    } catch (const RecordError& error) { return std::unexpected(error.failure); }
  }

  // The same, and makes the changes of its draft if nobody else has changed anything meanwhile; else again from the
  // beginning. So every change sees all that came before it, and `body` may run several times.
  template <class Body>
  auto changing(Body&& body) -> Outcome<decltype(body(std::declval<RecordDraft&>()))> {
    const auto end = steady_clock::now() + kPatience;
    try {
      for (int attempt = 0;; ++attempt) {
        RecordDraft draft(*records_);
        if constexpr (std::is_void_v<decltype(body(draft))>) {
          body(draft);
          if (draft.commit()) return {};
        } else {
          auto result = body(draft);
          if (draft.commit()) return result;
        }
        if (steady_clock::now() > end)
          return failed(ErrorKind::Store, messages::StoreUnusable, {place_, "others write to it all the time"},
                        "try again");
        give_way(attempt);
      }
    } catch (const RecordError& error) { return std::unexpected(error.failure); }
  }

  template <class Body>
  Outcome<void> rotating(Body&& body) {
    const std::string holder = random_text();
    const auto end = steady_clock::now() + kPatience;
    for (int attempt = 0;; ++attempt) {
      const Outcome<bool> leased =
          changing([&](RecordDraft& draft) { return take(draft, kRotationLease, holder, kRotation); });
      if (!leased) return std::unexpected(leased.error());
      if (*leased) break;
      if (steady_clock::now() > end)
        return failed(ErrorKind::Store, messages::StoreUnusable, {place_, "somebody else changes its keys"},
                      "try again in a minute");
      give_way(attempt);
    }
    Outcome<void> done;
    try {
      body(holder, value_of(state()));
    } catch (const RecordError& error) { done = std::unexpected(error.failure); }
    [[maybe_unused]] const auto changed = changing([&](RecordDraft& draft) {  // it would lapse by itself
      const std::optional<LeaseRecord> lease = find<LeaseRecord>(draft, kRotationLease);
      if (lease && lease->holder == holder) draft.remove(kRotationLease);
    });
    return done;
  }

  template <class T>
  T decoded(const std::string& key, const std::string& text) {
    T record;
    if (!read(text, record))
      throw RecordError{failed(ErrorKind::Store, messages::StoreUnusable, {place_, "its record " + key + " is damaged"},
                               "put back a copy of it")
                            .error()};
    return record;
  }
  template <class T>
  std::optional<T> find(RecordDraft& draft, const std::string& key) {
    const std::optional<std::string> text = draft.get(key);
    return text ? std::optional(decoded<T>(key, *text)) : std::nullopt;
  }
  template <class T>
  std::vector<T> all(RecordDraft& draft, const std::string& prefix) {
    std::vector<T> records;
    for (const Record& each : draft.list(prefix)) records.push_back(decoded<T>(each.key, each.value));
    return records;
  }

  StoreRecord one(RecordDraft& draft) {
    std::optional<StoreRecord> store = find<StoreRecord>(draft, kStore);
    return store ? *store : throw gone();
  }
  std::int64_t next_id(RecordDraft& draft) {
    StoreRecord store = one(draft);
    const std::int64_t id = store.next_id++;
    draft.put(kStore, text_of(store));
    return id;
  }
  RecordError gone() const {
    return {
        failed(ErrorKind::Store, messages::StoreUnusable, {place_, "its records are gone"}, "put back a copy").error()};
  }

  std::optional<ConnectionRecord> by_id(RecordDraft& draft, std::int64_t id) {
    for (ConnectionRecord& each : all<ConnectionRecord>(draft, connection_key({})))
      if (each.row.id == id) return std::move(each);
    return std::nullopt;
  }
  template <class Change>
  void change_connection(RecordDraft& draft, std::int64_t id, Change change) {
    std::optional<ConnectionRecord> record = by_id(draft, id);
    if (!record) return;
    change(*record);
    draft.put(connection_key(record->row.link), text_of(*record));
  }

  std::optional<AuthorizationRecord> same_generation(RecordDraft& draft, const AuthorizationRow& row) {
    auto record = find<AuthorizationRecord>(draft, authorization_key(row.connection, row.environment, row.user));
    const bool same = record && record->row.id == row.id && record->row.generation == row.generation &&
                      record->row.state == "connected";
    return same ? record : std::nullopt;
  }
  void put(RecordDraft& draft, const AuthorizationRecord& record) {
    draft.put(authorization_key(record.row.connection, record.row.environment, record.row.user), text_of(record));
  }
  void drop_secrets(RecordDraft& draft, AuthorizationRecord& record, const std::string& problem) {
    record.row.state = "revoked";
    record.row.problem = problem;
    record.row.secrets.bytes.clear();
    record.row.generation += 1;
    put(draft, record);
  }
  void drop_secrets_of(RecordDraft& draft, const std::string& connector, const std::string& problem) {
    for (const ConnectionRecord& connection : all<ConnectionRecord>(draft, connection_key({}))) {
      if (connection.row.connector != connector) continue;
      for (AuthorizationRecord& each : all<AuthorizationRecord>(draft, authorizations_of(connection.row.id)))
        if (each.row.state != "revoked") drop_secrets(draft, each, problem);
    }
  }

  // One that lapses later than any taken now would is of a clock that was set back.
  bool take(RecordDraft& draft, const std::string& key, const std::string& holder, std::int64_t milliseconds) {
    const std::int64_t now = records_->now();
    const std::optional<LeaseRecord> lease = find<LeaseRecord>(draft, key);
    if (lease && lease->lapses_at > now && lease->lapses_at <= now + milliseconds) return false;
    draft.put(key, text_of(LeaseRecord{holder, now + milliseconds}));
    return true;
  }

  static std::size_t erase(std::vector<ReferenceRow>& references, const ReferenceRow& row) {
    return std::erase_if(references,
                         [&](const ReferenceRow& each) { return each.kind == row.kind && each.place == row.place; });
  }

  const std::shared_ptr<Records> records_;
  const std::string place_;
};

}  // namespace

Outcome<std::unique_ptr<ConnectionStore>> open_record_store(std::shared_ptr<Records> records) {
  auto store = std::make_unique<RecordStore>(std::move(records));
  if (Outcome<void> opened = store->open(); !opened) return std::unexpected(opened.error());
  return store;
}

}  // namespace sluice::connectors
