#include "sandbox/tags.h"

namespace sluice::sandbox {

namespace {

constexpr const char* kFirstColor = "#57B1FD";

}  // namespace

Json show_tags(const Store& store, const Json& ids, Version version) {
  Json shown = Json::array();
  for (const Json& id : ids) {
    const Json* tag = store.document("tag", std::to_string(id.get<Id>()));
    if (tag == nullptr) continue;
    Json one = {{"name", member(*tag, "name")}, {"id", id_text(id.get<Id>())}};
    if (version >= 30) one["color_code"] = member(*tag, "color_code");
    shown.push_back(std::move(one));
  }
  return shown;
}

Id tag_id(const Call& call, const Module& module, const std::string& name, const std::string& color) {
  for (const auto& [key, tag] : call.store.documents("tag"))
    if (text_member(tag, "module") == module.api_name && equal_folded(text_member(tag, "name"), name))
      return *to_id(std::string_view(key));
  const Id id = call.store.next_id();
  call.store.put_document("tag", std::to_string(id),
                          {{"module", module.api_name},
                           {"name", name},
                           {"color_code", color.empty() ? kFirstColor : color},
                           {"user", call.user_id()},
                           {"time", call.clock.now()}});
  return id;
}

}  // namespace sluice::sandbox
