// A user as the service describes one.
#pragma once

#include "sandbox/store.h"

namespace sluice::sandbox {

struct NewUser {
  std::string first_name;
  std::string last_name;
  std::string email;
  std::string profile = "Standard";
  std::string role = "Manager";
  std::string status = "active";
  bool confirmed = true;
};

// Puts a user into the store and gives its id.
Id add_user(Store& store, const Clock& clock, const NewUser& user);

}  // namespace sluice::sandbox
