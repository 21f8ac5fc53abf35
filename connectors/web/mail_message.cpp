#include "connectors/web/mail_message.h"

#include <algorithm>
#include <array>
#include <ctime>

#include "connectors/http/encoding.h"
#include "interpreter/support/ascii.h"
#include "interpreter/support/base64.h"

namespace sluice::connectors::web {

namespace {

using interpreter::support::base64_of;
using interpreter::support::trimmed;

constexpr std::string_view kLine = "\r\n";
constexpr std::size_t kColumns = 76;
constexpr std::size_t kEncodedWord = 45;  // bytes in one encoded word: 60 characters of base64

bool is_plain_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7f; });
}

bool is_address(std::string_view text) {
  const std::size_t at = text.find('@');
  if (at == 0 || at == std::string_view::npos || at + 1 == text.size() ||
      text.find('@', at + 1) != std::string_view::npos)
    return false;
  return text.size() <= 254 && std::ranges::all_of(text, [](char c) {
           return c > 0x20 && c < 0x7f && std::string_view("<>()[],;:\\\"").find(c) == std::string_view::npos;
         });
}

// A header's text: as it is where it is ASCII, else encoded words (RFC 2047) that do not cut characters.
std::string header_text(std::string_view text) {
  std::string single(text);
  for (char& c : single)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
  if (is_plain_ascii(single) && single.size() <= 900) return single;
  std::string words;
  for (std::string_view rest = single; !rest.empty();) {
    std::size_t size = std::min(rest.size(), kEncodedWord);
    while (size < rest.size() && size > 1 && (static_cast<unsigned char>(rest[size]) & 0xC0) == 0x80) --size;
    if (!words.empty()) words += "\r\n ";
    words += "=?UTF-8?B?" + base64_of(rest.substr(0, size)) + "?=";
    rest.remove_prefix(size);
  }
  return words;
}

std::string printed(const MailAddress& address) {
  if (address.name.empty()) return address.address;
  std::string name = address.name;
  if (is_plain_ascii(name)) {
    std::string quoted = "\"";
    for (const char c : name) {
      if (c == '"' || c == '\\') quoted += '\\';
      quoted += c;
    }
    name = quoted + "\"";
  } else {
    name = header_text(name);
  }
  return name + " <" + address.address + ">";
}

void add_addresses(std::string& out, std::string_view header, const std::vector<MailAddress>& addresses) {
  if (addresses.empty()) return;
  out.append(header).append(": ");
  for (std::size_t i = 0; i < addresses.size(); ++i) {
    if (i != 0) out += ",\r\n ";
    out += printed(addresses[i]);
  }
  out += kLine;
}

void add_base64(std::string& out, std::string_view bytes) {
  const std::string text = base64_of(bytes);
  for (std::size_t at = 0; at < text.size(); at += kColumns) out.append(text, at, kColumns).append(kLine);
}

void add_text_part(std::string& out, const MailMessage& message) {
  out.append("Content-Type: ").append(message.html ? "text/html" : "text/plain").append("; charset=UTF-8\r\n");
  out += "Content-Transfer-Encoding: base64\r\n\r\n";
  add_base64(out, message.text);
}

void add_attachment(std::string& out, const MailAttachment& file) {
  const bool typed = is_plain_ascii(file.media_type) && file.media_type.find('/') != std::string::npos;
  out.append("Content-Type: ").append(typed ? file.media_type : "application/octet-stream").append(kLine);
  out += "Content-Transfer-Encoding: base64\r\n";
  out.append("Content-Disposition: attachment; filename*=UTF-8''").append(percent_encoded(file.name));
  out += "\r\n\r\n";
  add_base64(out, file.content);
}

std::string date_text(std::int64_t now) {
  static constexpr std::array<const char*, 7> kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto seconds = static_cast<std::time_t>(now / 1000);
  std::tm parts{};
  ::gmtime_r(&seconds, &parts);
  std::array<char, 64> text{};
  const std::size_t size = std::strftime(text.data(), text.size(), " %Y %H:%M:%S +0000", &parts);
  std::string result = kDays[static_cast<std::size_t>(parts.tm_wday)];
  result.append(", ").append(std::to_string(parts.tm_mday)).append(" ");
  return result.append(kMonths[static_cast<std::size_t>(parts.tm_mon)]).append(text.data(), size);
}

}  // namespace

std::optional<MailAddress> MailAddress::parse(std::string_view text) {
  text = trimmed(text);
  MailAddress parsed;
  if (text.ends_with('>')) {
    const std::size_t open = text.rfind('<');
    if (open == std::string_view::npos) return std::nullopt;
    std::string_view name = trimmed(text.substr(0, open));
    if (name.size() >= 2 && name.starts_with('"') && name.ends_with('"')) name = name.substr(1, name.size() - 2);
    parsed.name = name;
    text = trimmed(text.substr(open + 1, text.size() - open - 2));
  }
  parsed.address = text;
  const bool line = std::ranges::any_of(parsed.name, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
  if (line || !is_address(parsed.address)) return std::nullopt;
  return parsed;
}

std::vector<std::string> split_addresses(std::string_view list) {
  std::vector<std::string> parts(1);
  bool quoted = false;
  for (const char c : list) {
    if (c == '"') quoted = !quoted;
    if (c == ',' && !quoted)
      parts.emplace_back();
    else
      parts.back() += c;
  }
  std::erase_if(parts, [](const std::string& part) { return trimmed(part).empty(); });
  return parts;
}

std::string wire_format(const MailMessage& message, std::int64_t now, std::string_view id) {
  const std::size_t at = message.from.address.find('@');
  std::string out = "Date: " + date_text(now) + "\r\n";
  add_addresses(out, "From", {message.from});
  add_addresses(out, "To", message.to);
  add_addresses(out, "Cc", message.cc);
  add_addresses(out, "Reply-To", message.reply_to);
  out.append("Subject: ").append(header_text(message.subject)).append(kLine);
  out.append("Message-ID: <").append(id).append(message.from.address.substr(at)).append(">\r\n");
  out += "MIME-Version: 1.0\r\n";
  if (message.attachments.empty()) {
    add_text_part(out, message);
    return out;
  }
  const std::string boundary = "=_" + std::string(id);
  out.append("Content-Type: multipart/mixed; boundary=\"").append(boundary).append("\"\r\n");
  out.append("\r\n--").append(boundary).append(kLine);
  add_text_part(out, message);
  for (const MailAttachment& file : message.attachments) {
    out.append("--").append(boundary).append(kLine);
    add_attachment(out, file);
  }
  return out.append("--").append(boundary).append("--\r\n");
}

}  // namespace sluice::connectors::web
