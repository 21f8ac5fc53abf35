#include "sandbox/notes.h"

namespace sluice::sandbox {

Json with_note_parent(const Call& call, const Module& module, const Json& body, const std::string& path) {
  if (module.api_name != "Notes" || !body.is_object()) return body;
  Json note = body;
  const Json& given = member(body, "Parent_Id");
  const auto id = to_id(given.is_object() ? member(given, "id") : given);
  if (given.is_null()) throw mandatory_missing(call.value_details("Parent_Id", path + ".Parent_Id"));
  const std::string said =
      text_member(member(given, "module"), "api_name", text_member(body, "$se_module", text_member(body, "se_module")));
  const Module* found = id ? call.store.module_of(*id) : nullptr;
  if (found == nullptr || (!said.empty() && call.schema().module(said) != found))
    throw invalid_data("the related id given seems to be invalid",
                       call.value_details("Parent_Id", path + ".Parent_Id"));
  note["Parent_Id"] = id_text(*id);
  return note;
}

}  // namespace sluice::sandbox
