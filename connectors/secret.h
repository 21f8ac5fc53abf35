// A text that is a secret: its bytes are overwritten when it goes, and it does not print by accident.
#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace sluice::connectors {

class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string text) : text_(std::move(text)) {}
  Secret(const Secret&) = default;
  Secret(Secret&& other) noexcept : text_(std::move(other.text_)) { other.wipe(); }
  Secret& operator=(const Secret& other) {
    if (this != &other) {
      wipe();
      text_ = other.text_;
    }
    return *this;
  }
  Secret& operator=(Secret&& other) noexcept {
    if (this != &other) {
      wipe();
      text_ = std::move(other.text_);
      other.wipe();
    }
    return *this;
  }
  ~Secret() { wipe(); }

  std::string_view reveal() const { return text_; }
  bool empty() const { return text_.empty(); }

 private:
  void wipe() noexcept;
  std::string text_;
};

// Overwrites the bytes of a text, its spare room included, and empties it.
void wipe(std::string& text) noexcept;
// Compares without telling by its duration where the texts differ.
bool equal_secrets(std::string_view a, std::string_view b);

}  // namespace sluice::connectors
