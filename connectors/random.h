// Texts that nobody can guess: states, verifiers and nonces of OAuth, boundaries, names of leases.
#pragma once

#include <string>

namespace sluice::connectors {

std::string random_text();  // 256 bits as base64url

}  // namespace sluice::connectors
