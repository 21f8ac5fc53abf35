#include "sandbox/links.h"

namespace sluice::sandbox {

namespace {

std::string key_of(const std::string& table, Id left, Id right) {
  return table + "/" + std::to_string(left) + "/" + std::to_string(right);
}

}  // namespace

void add_link(const Call& call, const std::string& table, Id left, Id right, Json properties) {
  call.store.put_document("link", key_of(table, left, right), std::move(properties));
}

bool remove_link(const Call& call, const std::string& table, Id left, Id right) {
  if (find_link(call.store, table, left, right) == nullptr) return false;
  call.store.erase_document("link", key_of(table, left, right));
  return true;
}

const Json* find_link(const Store& store, const std::string& table, Id left, Id right) {
  return store.document("link", key_of(table, left, right));
}

std::vector<Id> linked(const Store& store, const std::string& table, bool from_left, Id id) {
  std::vector<Id> others;
  const Store::Documents& links = store.documents("link");
  const std::string prefix = table + "/";
  for (auto link = links.lower_bound(prefix); link != links.end() && link->first.starts_with(prefix); ++link) {
    const std::vector<std::string> parts = split(link->first, '/');
    if (parts[from_left ? 1 : 2] == std::to_string(id))
      others.push_back(to_id(std::string_view(parts[from_left ? 2 : 1])).value_or(0));
  }
  return others;
}

void move_links(const Call& call, const std::string& table, Id from, const std::string& new_table, Id to) {
  for (const Id left : linked(call.store, table, false, from)) {
    add_link(call, new_table, left, to, *find_link(call.store, table, left, from));
    remove_link(call, table, left, from);
  }
}

}  // namespace sluice::sandbox
