// Records as answers show them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sandbox/call.h"

namespace sluice::sandbox {

// The names of the `fields` parameter; nothing when it is missing.
using FieldList = std::optional<std::vector<std::string>>;
FieldList field_list(const Call& call);

// The value of one field; null when it is empty.
Json show_field(const Call& call, const Module& module, const Record& record, const Field& field);
// Without a list every field, and the `$` properties.
Json show_record(const Call& call, const Module& module, const Record& record, const FieldList& fields);

// What a record is called: its display field.
std::string display_name(const Store& store, const Module& module, const Record& record);
// `{"name","id"}` of a user, with the address where `email` says so; null for an unknown one.
Json user_reference(const Store& store, Id id, bool email);
// The parts of a success answer about a record: times and people.
Json stamps(const Call& call, const Record& record, bool with_approval);

// A stored picklist value as it is shown, and a given one as it is stored.
std::string shown_value(const Field& field, const std::string& actual);
std::string stored_value(const Field& field, const std::string& given);

}  // namespace sluice::sandbox
