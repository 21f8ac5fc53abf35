#include "connectors/store/record_text.h"

#include <charconv>

#include "connectors/http/encoding.h"
#include "connectors/oauth/json_object.h"
#include "interpreter/support/base64.h"

namespace sluice::connectors {

namespace {

// Names the members of a row once, for both directions: a Writer makes the object, a Reader takes it apart.
class Writer {
 public:
  void text(std::string_view name, const std::string& value) {
    begin(name);
    append_json_text(json_, value);
  }
  void bytes(std::string_view name, const std::string& value) { text(name, interpreter::support::base64_of(value)); }
  void number(std::string_view name, std::int64_t value) {
    begin(name);
    json_ += std::to_string(value);
  }
  void flag(std::string_view name, bool value) {
    begin(name);
    json_ += value ? "true" : "false";
  }
  // One element a line; none of them contains line ends.
  void list(std::string_view name, const std::vector<std::string>& values) {
    std::string lines;
    for (const std::string& each : values) lines += each + "\n";
    text(name, lines);
  }
  // Pairs of texts that may hold anything.
  template <class Row>
  void pairs(std::string_view name, const std::vector<Row>& rows, std::string Row::* first, std::string Row::* second) {
    std::string lines;
    for (const Row& row : rows)
      lines += interpreter::support::base64_of(row.*first) + " " + interpreter::support::base64_of(row.*second) + "\n";
    text(name, lines);
  }
  std::string take() { return std::move(json_) + "}"; }

 private:
  void begin(std::string_view name) {
    json_ += json_.empty() ? '{' : ',';
    append_json_text(json_, name);
    json_ += ':';
  }
  std::string json_;
};

class Reader {
 public:
  explicit Reader(std::string_view text) : object_(JsonObject::read(text)), good_(object_.has_value()) {}

  void text(std::string_view name, std::string& value) {
    if (good_) value = object_->get(name);
  }
  void bytes(std::string_view name, std::string& value) {
    if (!good_) return;
    std::optional<std::string> decoded = interpreter::support::decode_base64(object_->get(name));
    good_ = decoded.has_value();
    if (good_) value = std::move(*decoded);
  }
  void number(std::string_view name, std::int64_t& value) {
    if (!good_) return;
    const std::string_view digits = object_->get(name);
    good_ = std::from_chars(digits.data(), digits.data() + digits.size(), value).ec == std::errc();
  }
  void flag(std::string_view name, bool& value) {
    if (good_) value = object_->get(name) == "true";
  }
  void list(std::string_view name, std::vector<std::string>& values) {
    each_line(name, [&](std::string_view line) { values.emplace_back(line); });
  }
  template <class Row>
  void pairs(std::string_view name, std::vector<Row>& rows, std::string Row::* first, std::string Row::* second) {
    each_line(name, [&](std::string_view line) {
      const std::size_t space = std::min(line.find(' '), line.size());
      std::optional<std::string> one = interpreter::support::decode_base64(line.substr(0, space));
      std::optional<std::string> other = interpreter::support::decode_base64(line.substr(space));
      good_ = good_ && one && other;
      if (!good_) return;
      Row& row = rows.emplace_back();
      row.*first = std::move(*one);
      row.*second = std::move(*other);
    });
  }
  bool good() const { return good_; }

 private:
  template <class Take>
  void each_line(std::string_view name, Take take) {
    if (!good_) return;
    std::string_view lines = object_->get(name);
    while (!lines.empty()) {
      const std::size_t end = std::min(lines.find('\n'), lines.size());
      take(lines.substr(0, end));
      lines.remove_prefix(std::min(end + 1, lines.size()));
    }
  }
  std::optional<JsonObject> object_;
  bool good_;
};

template <class Way, class Row>  // Row is const where it is written
void members(Way& way, Row& row)
  requires std::is_same_v<std::remove_const_t<Row>, ConnectionRecord>
{
  way.number("id", row.row.id);
  way.text("link", row.row.link);
  way.text("name", row.row.name);
  way.text("connector", row.row.connector);
  way.text("type", row.row.type);
  way.list("scopes", row.row.scopes);
  way.flag("shared_environments", row.row.shared_environments);
  way.flag("enabled", row.row.enabled);
  way.list("apps", row.row.apps);
  way.text("created_by", row.row.created_by);
  way.pairs("primaries", row.primaries, &PrimaryRow::environment, &PrimaryRow::user);
  way.pairs("references", row.references, &ReferenceRow::kind, &ReferenceRow::place);
}

template <class Way, class Row>
void members(Way& way, Row& row)
  requires std::is_same_v<std::remove_const_t<Row>, AuthorizationRecord>
{
  way.number("id", row.row.id);
  way.number("connection", row.row.connection);
  way.text("environment", row.row.environment);
  way.text("user", row.row.user);
  way.text("account", row.row.account);
  way.text("owner", row.row.owner);
  way.text("state", row.row.state);
  way.text("problem", row.row.problem);
  way.bytes("belongs_to", row.belongs_to);
  way.bytes("secret", row.row.secrets.bytes);
  way.text("key", row.row.secrets.key_id);
  way.list("scopes", row.row.scopes);
  way.number("expires_at", row.row.expires_at);
  way.number("generation", row.row.generation);
  way.number("failures", row.row.failures);
  way.number("retry_at", row.row.retry_at);
  way.number("authorized_at", row.row.authorized_at);
  way.flag("by_administrator", row.row.by_administrator);
}

template <class Way, class Row>
void members(Way& way, Row& row)
  requires std::is_same_v<std::remove_const_t<Row>, SealedRecord>
{
  way.bytes("belongs_to", row.belongs_to);
  way.bytes("secret", row.secret.bytes);
  way.text("key", row.secret.key_id);
  way.number("lapses_at", row.lapses_at);
}

template <class Way, class Row>
void members(Way& way, Row& row)
  requires std::is_same_v<std::remove_const_t<Row>, LeaseRecord>
{
  way.text("holder", row.holder);
  way.number("lapses_at", row.lapses_at);
}

template <class Way, class Row>
void members(Way& way, Row& row)
  requires std::is_same_v<std::remove_const_t<Row>, StoreRecord>
{
  way.number("format", row.format);
  way.text("id", row.state.id);
  way.text("key", row.state.key_id);
  way.number("next_id", row.next_id);
}

template <class Way, class Row>
void members(Way& way, Row& row)
  requires std::is_same_v<std::remove_const_t<Row>, EventRow>
{
  way.number("at", row.at);
  way.text("name", row.name);
  way.text("connection", row.connection);
  way.text("user", row.user);
  way.text("detail", row.detail);
}

template <class Row>
std::string written(const Row& row) {
  Writer writer;
  members(writer, row);
  return writer.take();
}

template <class Row>
bool taken(std::string_view text, Row& row) {
  Reader reader(text);
  row = Row{};
  members(reader, row);
  return reader.good();
}

}  // namespace

std::string text_of(const ConnectionRecord& record) { return written(record); }
std::string text_of(const AuthorizationRecord& record) { return written(record); }
std::string text_of(const SealedRecord& record) { return written(record); }
std::string text_of(const LeaseRecord& record) { return written(record); }
std::string text_of(const StoreRecord& record) { return written(record); }
std::string text_of(const EventRow& row) { return written(row); }

bool read(std::string_view text, ConnectionRecord& record) { return taken(text, record); }
bool read(std::string_view text, AuthorizationRecord& record) { return taken(text, record); }
bool read(std::string_view text, SealedRecord& record) { return taken(text, record); }
bool read(std::string_view text, LeaseRecord& record) { return taken(text, record); }
bool read(std::string_view text, StoreRecord& record) { return taken(text, record); }
bool read(std::string_view text, EventRow& row) { return taken(text, row); }

}  // namespace sluice::connectors
