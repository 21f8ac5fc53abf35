// Keeps secrets out of what comes back and of what is written down: answers of services, messages, the log.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "connectors/http/message.h"
#include "connectors/secret.h"

namespace sluice::connectors {

// What a run's connections have opened, tokens that are not sent included. Of one run, for its thread.
class OpenedSecrets {
 public:
  // Shorter ones are hidden only from answers to the calls that carry them: they might be ordinary words.
  static constexpr std::size_t kShortest = 16;

  void add(std::string_view secret);
  const std::vector<Secret>& all() const { return secrets_; }

 private:
  std::vector<Secret> secrets_;
};

class Redaction {
 public:
  // `opened` may be null.
  Redaction(const HttpRequest& request, const OpenedSecrets* opened);

  void hide_in(std::string& text) const;
  void hide_in(HttpResponse& response) const;

 private:
  std::vector<Secret> secrets_;  // the longest first, so that none leaves a piece of another
};

}  // namespace sluice::connectors
