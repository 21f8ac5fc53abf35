// Addresses, read by libcurl's own parser, so that what is decided about and what is called are the same. Plain ones, which
// can be read in one way only, are read here, because that parser takes longer than the rest of a call.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "connectors/http/curl_library.h"

namespace sluice::connectors {

class Url {
 public:
  // Absolute, http or https, without user and password. Its blanks and other unsafe characters become %XX.
  static Outcome<Url> parse(std::string_view text);
  // The address that a `Location` means here.
  Outcome<Url> resolve(std::string_view reference) const;

  const std::string& text() const { return text_; }  // as it is sent; the host in ASCII
  const std::string& scheme() const { return scheme_; }  // http or https
  // Lower case, ASCII, without brackets and final dot; numeric IPv4 in dotted form.
  const std::string& host() const { return host_; }
  std::uint16_t port() const { return port_; }
  // scheme://host:port as the text has it, for what only wants to find the same service again.
  std::string_view site() const {
    const std::string_view text = text_;
    return text.substr(0, text.find_first_of("/?#", scheme_.size() + 3));
  }
  // scheme://host:port
  std::string origin() const { return scheme_ + "://" + host_ + ":" + std::to_string(port_); }

 private:
  struct Close {
    void operator()(CURLU* handle) const;
  };
  using Handle = std::unique_ptr<CURLU, Close>;
  static Outcome<Url> read(Handle handle, std::string_view given);
  // The parts of an address that has nothing to decode, to escape or to shorten; nothing for all others.
  static std::optional<Url> read_plain(std::string_view text);

  std::string text_;
  std::string scheme_;
  std::string host_;
  std::uint16_t port_ = 0;
};

}  // namespace sluice::connectors
