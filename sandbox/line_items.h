// Rows of subforms: line items of quotes, orders and invoices with their sums, and rows of custom subforms.
#pragma once

#include "sandbox/call.h"

namespace sluice::sandbox {

// The rows as they are kept, checked and with their sums.
Json read_line_items(const Call& call, const Module& module, const Field& field, const Json& given,
                     const std::string& path);
// The rows of an update laid over those that exist: rows with an `id` change, those with `_delete` go, others are new.
Json merge_line_items(const Json& before, const Json& given);
// Sub_Total and Grand_Total of the record.
void add_up(const Module& module, Record& record);

}  // namespace sluice::sandbox
