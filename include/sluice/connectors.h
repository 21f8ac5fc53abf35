// Connectors: what services are known, the custom ones of this store, and the OAuth clients that a user registered.
#pragma once

#include <string>
#include <vector>

#include <sluice/connections.h>
#include <sluice/export.h>

namespace sluice {

struct OperationInfo {
  std::string name;   // `list_records`
  std::string title;  // `List records`; empty for one that a connector's file describes
  std::string summary;
  bool metadata = false;     // feeds choices in an editor; a list of steps may leave it out
  std::string input_schema;  // JSON Schema, complete in itself; empty where any map is taken
  std::string method;        // of an operation that a connector's file describes; empty for one of zoho_crm
  std::string path;          // likewise
};

struct ConnectorInfo {
  std::string link;
  std::string name;
  std::string auth;  // oauth2 oauth1 api_key basic bearer aws_sigv4 none
  bool custom = false;
  bool logged_in_user = false;
  bool system = false;  // tasks without a connection create one
  bool payment = false;
  std::string retired;  // why it is gone; empty: it is not
  std::vector<std::string> scopes;
  std::vector<std::string> allowed_hosts;
  std::vector<std::string> parameters;  // asked for when authorising
  std::vector<std::string> regions;
  std::vector<std::string> countries;
  bool configured = false;  // whether its OAuth client is known; false where it needs none
  std::vector<OperationInfo> operations;
};

// A MAP of the same names; an operation's input_schema is a MAP, what is empty is null.
SLUICE_API Value to_value(const ConnectorInfo& info);

// Addresses are left empty but for a sandbox on this machine.
struct ClientRequest {
  std::string id;
  std::string secret = {};
  std::string data_centre = {};
  std::string accounts_url = {};
  std::string api_domain = {};
  std::string file_upload_url = {};
};

// Cheap to copy; safe to use from many threads at once.
class SLUICE_API Connectors {
 public:
  explicit Connectors(const Engine& engine);
  Connectors(const Engine& engine, Principal principal);

  Result<std::vector<ConnectorInfo>> list() const;
  Result<ConnectorInfo> show(const std::string& link) const;
  // `text` is TOML; `file` is for messages, which name line, column and key. Replacing a connector revokes its
  // connections. Gives the link name.
  Result<std::string> add(const std::string& text, const std::string& file) const;
  Result<void> remove(const std::string& link) const;
  Result<void> configure(const std::string& link, const ClientRequest& client) const;

 private:
  Engine engine_;
  Principal principal_;
};

}  // namespace sluice
