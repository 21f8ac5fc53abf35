// A message that Sluice shows for a script: its stable code and its text, in which `{0}`, `{1}` … are filled in. The rows
// are in the catalogues of the folders that show them (grammar/catalogue.inc, connectors/catalogue.inc).
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace sluice::grammar {

struct MessageRow {
  std::string_view code;
  std::string_view text;
};

// Points to a row of a catalogue.
class Message {
 public:
  constexpr Message(const MessageRow& row) : row_(&row) {}  // NOLINT(google-explicit-constructor): a row is a message
  Message(MessageRow&&) = delete;

  // The stable code, e.g. `SLC-RUN-0007`.
  constexpr std::string_view code() const { return row_->code; }
  constexpr std::string_view text() const { return row_->text; }
  friend constexpr bool operator==(Message, Message) = default;

 private:
  const MessageRow* row_;
};

// The text with its placeholders filled.
std::string text_of(Message message, std::initializer_list<std::string_view> arguments = {});

}  // namespace sluice::grammar
