// Many-to-many relations between records: documents of kind `link`, `<table>/<left>/<right>`.
#pragma once

#include "sandbox/call.h"

namespace sluice::sandbox {

// The left side of a table is the module that its name begins with.
void add_link(const Call& call, const std::string& table, Id left, Id right, Json properties = Json::object());
bool remove_link(const Call& call, const std::string& table, Id left, Id right);
const Json* find_link(const Store& store, const std::string& table, Id left, Id right);
// The other sides of a record's links.
std::vector<Id> linked(const Store& store, const std::string& table, bool from_left, Id id);
// Links of `from`, on the right of a table, become links of `to` on the right of another.
void move_links(const Call& call, const std::string& table, Id from, const std::string& new_table, Id to);

}  // namespace sluice::sandbox
