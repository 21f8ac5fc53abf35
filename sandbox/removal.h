// Deleting a record with what hangs on it.
#pragma once

#include "sandbox/call.h"

namespace sluice::sandbox {

// Moves a record to the recycle bin; its notes, attachments and links go with it, look-ups to it are emptied.
void remove_record(const Call& call, const Module& module, const RecordPtr& record);

}  // namespace sluice::sandbox
