// A letter and its text on the wire (RFC 5322, MIME).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sluice::connectors::web {

struct MailAddress {
  std::string name;     // may be empty
  std::string address;  // local@domain

  // `a@b` or `Name <a@b>`; nothing for anything else, in particular for what would begin a new header.
  static std::optional<MailAddress> parse(std::string_view text);
};

struct MailAttachment {
  std::string name;
  std::string media_type;
  std::string content;
};

struct MailMessage {
  MailAddress from;
  std::vector<MailAddress> to = {};
  std::vector<MailAddress> cc = {};
  std::vector<MailAddress> bcc = {};  // in the envelope only
  std::vector<MailAddress> reply_to = {};
  std::string subject;
  std::string text;
  bool html = true;
  std::vector<MailAttachment> attachments = {};
};

// The parts of a comma separated list; commas in quotes belong to names.
std::vector<std::string> split_addresses(std::string_view list);

// Lines end with CRLF; everything is ASCII. `now`: milliseconds since 1970. `id` makes the Message-ID and boundaries.
std::string wire_format(const MailMessage& message, std::int64_t now, std::string_view id);

}  // namespace sluice::connectors::web
