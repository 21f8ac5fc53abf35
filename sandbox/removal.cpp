#include "sandbox/removal.h"

#include "sandbox/filter.h"
#include "sandbox/show.h"

namespace sluice::sandbox {

namespace {

// Fields of all modules that may point at records of a module.
void empty_lookups(const Call& call, const Module& target, Id id) {
  for (const Module& module : call.schema().modules()) {
    if (!module.has_records()) continue;
    std::vector<const Field*> lookups;
    for (const Field& field : module.fields)
      if ((field.type == FieldType::Lookup && (field.lookup == target.api_name || field.api_name == "Who_Id")) ||
          (field.type == FieldType::AnyLookup && field.api_name != "Parent_Id"))
        lookups.push_back(&field);
    for (const RecordPtr& record : pointing_at(call.store, module, lookups, id)) {
      auto changed = std::make_shared<Record>(*record);
      for (const Field* field : lookups)
        if (record->cell(*field) == Json(id)) changed->set(*field, nullptr);
      call.store.put(module, changed);
    }
  }
}

void remove_children(const Call& call, Id parent) {
  for (const char* name : {"Notes", "Attachments"}) {
    const Module& module = *call.schema().module(name);
    for (const RecordPtr& record : pointing_at(call.store, module, {module.field("Parent_Id")}, parent)) {
      call.store.erase(module, record->id);
      call.store.erase_file(record->id);
    }
  }
}

void remove_links(const Call& call, Id id) {
  const std::string digits = std::to_string(id);
  std::vector<std::string> gone;
  for (const auto& [key, link] : call.store.documents("link"))
    if (key.find(digits) != std::string::npos) gone.push_back(key);
  for (const std::string& key : gone) call.store.erase_document("link", key);
}

}  // namespace

void remove_record(const Call& call, const Module& module, const RecordPtr& record) {
  const Id id = record->id;
  call.store.erase(module, id);
  if (module.kind == ModuleKind::Hidden) {
    call.store.erase_file(id);
    return;
  }
  call.store.put_document("deleted", std::to_string(id),
                          {{"module", module.api_name},
                           {"display_name", display_name(call.store, module, *record)},
                           {"deleted_by", call.user_id()},
                           {"created_by", record->created_by},
                           {"time", call.clock.now()}});
  remove_children(call, id);
  remove_links(call, id);
  empty_lookups(call, module, id);
}

}  // namespace sluice::sandbox
