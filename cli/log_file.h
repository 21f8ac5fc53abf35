// Where `--log` writes: a file that only its owner can read, or standard error.
#pragma once

#include <memory>
#include <string>

#include <sluice/network.h>

namespace sluice::cli {

// `-` is standard error. Errors: the file cannot be opened (kind Usage).
Result<std::shared_ptr<Log>> open_log(const std::string& path);

}  // namespace sluice::cli
