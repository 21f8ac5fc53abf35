// Tags of modules: documents of kind `tag`, and the Tag field of records, which keeps their ids.
#pragma once

#include "sandbox/call.h"

namespace sluice::sandbox {

// The cell of a Tag field as answers show it.
Json show_tags(const Store& store, const Json& ids, Version version);

// The id of a module's tag of that name; makes it when there is none.
Id tag_id(const Call& call, const Module& module, const std::string& name, const std::string& color = {});

}  // namespace sluice::sandbox
