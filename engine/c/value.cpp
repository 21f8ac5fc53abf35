// Values of the C interface: handles on sluice::Value.
#include <string_view>
#include <vector>

#include "engine/c/handles.h"

using namespace sluice;
using namespace sluice::c;

namespace {

const Value kNull;

const Value& behind(const sluice_value* value) { return valid(value) ? value->value : kNull; }

template <class Make>
sluice_value* made(Make&& make) {
  return safely(static_cast<sluice_value*>(nullptr), [&] { return new sluice_value(make()); });
}

// Views of a value end with a zero byte, because texts are kept in std::string; an empty view need not.
const char* bytes_of(std::string_view view, std::size_t* size) {
  if (size != nullptr) *size = view.size();
  return view.empty() ? "" : view.data();
}

}  // namespace

sluice_value* sluice_value_null(void) {
  return made([] { return Value(); });
}
sluice_value* sluice_value_from_boolean(int value) {
  return made([&] { return Value::boolean(value != 0); });
}
sluice_value* sluice_value_from_number(int64_t value) {
  return made([&] { return Value::number(value); });
}
sluice_value* sluice_value_from_double(double value) {
  return made([&] { return Value::decimal(value); });
}

sluice_value* sluice_value_from_digits(const char* digits, size_t size) {
  return safely(static_cast<sluice_value*>(nullptr), [&]() -> sluice_value* {
    const Result<Value> decimal = Value::decimal(text_of(digits, size));
    return decimal.ok() ? new sluice_value(*decimal) : nullptr;
  });
}

sluice_value* sluice_value_from_text(const char* text, size_t size) {
  return made([&] { return Value::text(std::string(text_of(text, size))); });
}
sluice_value* sluice_value_from_date_time(int64_t milliseconds) {
  return made([&] { return Value::date_time(Instant(Milliseconds(milliseconds))); });
}
sluice_value* sluice_value_from_date(int64_t milliseconds) {
  return made([&] { return Value::date(Instant(Milliseconds(milliseconds))); });
}
sluice_value* sluice_value_from_time(int64_t milliseconds) {
  return made([&] { return Value::time(Milliseconds(milliseconds)); });
}

sluice_value* sluice_value_from_list(const sluice_value* const* elements, size_t count) {
  if (elements == nullptr && count != 0) return nullptr;
  return made([&] {
    std::vector<Value> values;
    values.reserve(count);
    for (size_t i = 0; i < count; ++i) values.push_back(behind(elements[i]));
    return Value::list(std::move(values));
  });
}

sluice_value* sluice_value_from_map(const sluice_value* const* keys, const sluice_value* const* values, size_t count) {
  if ((keys == nullptr || values == nullptr) && count != 0) return nullptr;
  return made([&] {
    std::vector<Value::Entry> entries;
    entries.reserve(count);
    for (size_t i = 0; i < count; ++i) entries.push_back({behind(keys[i]), behind(values[i])});
    return Value::map(std::move(entries));
  });
}

sluice_value* sluice_value_from_file(const char* name, const char* media_type, const void* bytes, size_t size) {
  if (bytes == nullptr && size != 0) return nullptr;
  return made([&] {
    return Value::file(std::string(text_of(name)), std::string(text_of(media_type)),
                       std::string(static_cast<const char*>(bytes), size));
  });
}

sluice_status sluice_value_from_json(const char* json, size_t size, sluice_value** value, sluice_error** error) {
  return guarded_status(error, [&] {
    if (value == nullptr) return misuse("sluice_value_from_json: value is NULL", error);
    *value = nullptr;
    Result<Value> read = Value::from_json(text_of(json, size));
    if (!read.ok()) return fail(std::move(read).error(), error);
    *value = new sluice_value(std::move(*read));
    return SLUICE_OK;
  });
}

sluice_value* sluice_value_copy(const sluice_value* value) { return valid(value) ? handle_of(value->value) : nullptr; }
void sluice_value_free(sluice_value* value) { free_handle(value); }

sluice_kind sluice_value_kind(const sluice_value* value) { return static_cast<sluice_kind>(behind(value).kind()); }
int sluice_value_boolean(const sluice_value* value) { return behind(value).as_boolean(); }
int64_t sluice_value_number(const sluice_value* value) { return behind(value).as_number(); }
double sluice_value_double(const sluice_value* value) { return behind(value).as_double(); }

const char* sluice_value_text(const sluice_value* value, size_t* size) {
  const Value& content = behind(value);
  return bytes_of(content.kind() == Kind::File ? content.file_content() : content.as_text(), size);
}

int64_t sluice_value_milliseconds(const sluice_value* value) {
  const Value& content = behind(value);
  return content.kind() == Kind::Time ? content.as_time().count() : content.as_instant().time_since_epoch().count();
}
int sluice_value_has_time_of_day(const sluice_value* value) { return behind(value).has_time_of_day(); }
const char* sluice_value_file_name(const sluice_value* value) { return bytes_of(behind(value).file_name(), nullptr); }
const char* sluice_value_media_type(const sluice_value* value) {
  return bytes_of(behind(value).file_media_type(), nullptr);
}

size_t sluice_value_size(const sluice_value* value) { return behind(value).size(); }

sluice_value* sluice_value_at(const sluice_value* value, size_t index) {
  const Value& content = behind(value);
  if (!content.is_keyed()) return handle_of(content.at(index));
  return handle_of(index < content.size() ? content.entries()[index].value : kNull);
}

sluice_value* sluice_value_key(const sluice_value* value, size_t index) {
  const Value& content = behind(value);
  return handle_of(content.is_keyed() && index < content.size() ? content.entries()[index].key : kNull);
}

sluice_value* sluice_value_find(const sluice_value* value, const char* key, size_t size) {
  return handle_of(behind(value).find(text_of(key, size)));
}

int sluice_value_equal(const sluice_value* a, const sluice_value* b) {
  return safely(0, [&] { return static_cast<int>(valid(a) && valid(b) && a->value == b->value); });
}

sluice_value* sluice_value_print(const sluice_value* value) {
  return made([&] { return Value::text(behind(value).to_text()); });
}
sluice_value* sluice_value_json(const sluice_value* value) {
  return made([&] { return Value::text(behind(value).to_json()); });
}
