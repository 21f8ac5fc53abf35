#include "connectors/connections/journal.h"

namespace sluice::connectors {

namespace {

// How an action ended, in one word.
std::string_view result_of(const Failure* failure) {
  if (failure == nullptr) return "done";
  if (failure->code == messages::AttemptLapsed) return "expired";
  const bool refused = failure->kind == ErrorKind::Authorization || failure->kind == ErrorKind::Script;
  return refused ? "refused" : "failed";
}

}  // namespace

void write_journal(const Caller& caller, const JournalEntry& entry, const Failure* failure) {
  if (caller.log == nullptr) return;
  LogLine line(entry.event);
  line.text("action", entry.action).text("result", result_of(failure));
  if (!entry.subject.empty()) line.text(entry.event == "connector" ? "connector" : "connection", entry.subject);
  line.text("user", caller.user).text("role", caller.role).text("environment", caller.environment);
  if (!entry.detail.empty()) line.text("detail", entry.detail);
  if (failure != nullptr) line.text("error", failure->code.code()).text("message", failure->message);
  line.write_to(*caller.log);
}

}  // namespace sluice::connectors
