// The rows of the connection store as texts: one flat JSON object for each, so that a host can look at its own tables. Bytes
// that were sealed are base64.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/store/store.h"

namespace sluice::connectors {

// A secret that belongs to no row of connections.
struct SealedRecord {
  std::string belongs_to;
  SealedText secret;
  std::int64_t lapses_at = 0;  // of attempts
};

// A connection with what hangs on it.
struct ConnectionRecord {
  ConnectionRow row;
  std::vector<PrimaryRow> primaries = {};
  std::vector<ReferenceRow> references = {};
};

struct AuthorizationRecord {
  AuthorizationRow row;
  std::string belongs_to;
};

struct LeaseRecord {
  std::string holder;
  std::int64_t lapses_at = 0;
};

// What there is once.
struct StoreRecord {
  StoreState state;
  std::int64_t next_id = 1;
  std::int64_t format = 1;
};

std::string text_of(const ConnectionRecord& record);
std::string text_of(const AuthorizationRecord& record);
std::string text_of(const SealedRecord& record);
std::string text_of(const LeaseRecord& record);
std::string text_of(const StoreRecord& record);
std::string text_of(const EventRow& row);

// False where the text is not what text_of() gives.
bool read(std::string_view text, ConnectionRecord& record);
bool read(std::string_view text, AuthorizationRecord& record);
bool read(std::string_view text, SealedRecord& record);
bool read(std::string_view text, LeaseRecord& record);
bool read(std::string_view text, StoreRecord& record);
bool read(std::string_view text, EventRow& row);

}  // namespace sluice::connectors
