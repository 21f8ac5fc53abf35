// Page tokens: they name the next page, belong to the caller and to the parameters of the list, and live a day.
#pragma once

#include "sandbox/call.h"

namespace sluice::sandbox {

constexpr Seconds kPageTokenLife = 24 * 3600;

std::string make_page_token(const Call& call, std::size_t page);
// The page. Errors: INVALID_DATA, EXPIRED_VALUE, TOKEN_BOUND_DATA_MISMATCH.
std::size_t read_page_token(const Call& call, const std::string& token);

}  // namespace sluice::sandbox
