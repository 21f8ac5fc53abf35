// What is written to the log of whoever asks: each change of a connection, each step of an authorisation, each use that
// is refused. The store keeps its own short history of what was done (Shelf::log).
#pragma once

#include <string>
#include <string_view>

#include "connectors/connections/credentials.h"

namespace sluice::connectors {

struct JournalEntry {
  std::string_view event;  // connection authorization connector store
  std::string_view action;
  std::string_view subject;  // link name
  std::string_view detail = {};
};

// `failure` null: it was done. Nothing is written where the caller has no log.
void write_journal(const Caller& caller, const JournalEntry& entry, const Failure* failure = nullptr);

// Writes how it went, and gives it back.
template <class T>
Outcome<T> journaled(const Caller& caller, const JournalEntry& entry, Outcome<T> outcome) {
  write_journal(caller, entry, outcome ? nullptr : &outcome.error());
  return outcome;
}

}  // namespace sluice::connectors
