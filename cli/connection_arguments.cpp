// Arguments of `connections`, `connectors` and `doctor`.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <span>

#include "cli/argument_parser.h"
#include "cli/setup.h"
#include "cli/text.h"

namespace sluice::cli {

namespace {

struct Action {
  const char* name;
  const char* names;  // what it is about; empty: nothing
  const char* summary;
  void (*flags)(CLI::App& app, ConnectionArguments& arguments);
  std::size_t least = 0, most = 0;  // names
};

void no_flags(CLI::App&, ConnectionArguments&) {}

void list_flags(CLI::App& app, ConnectionArguments& a) {
  app.add_option("TEXT", a.names, "What its link, name or connector holds")->expected(0, 1)->type_name("");
  app.add_option("--connector", a.connector, "Only of this connector")->type_name("C");
  app.add_option("--type", a.only_type, "Only system, admin or user connections")
      ->type_name("")
      ->check(CLI::IsMember({"system", "admin", "user"}));
  app.add_option("--state", a.state, "Only connected, not_connected, revoked, expired or disabled ones")
      ->type_name("")
      ->check(CLI::IsMember({"connected", "not_connected", "revoked", "expired", "disabled"}));
  add_list(app, "--of-app", a.apps, "Only those that this application may use", "APP");
}

void create_flags(CLI::App& app, ConnectionArguments& a) {
  app.add_option("--connector", a.connector, "Connector, see 'sluice connectors list'")->required()->type_name("C");
  app.add_option("--type", a.type, "admin: one authorisation; user: one for each user (admin)")
      ->type_name("")
      ->check(CLI::IsMember({"admin", "user"}));
  add_text(app, "--name", a.name, "Name to show (LINK)", "TEXT");
  add_list(app, "--scopes", a.scopes, "Scopes, with commas between them (all of the connector)", "A,B");
  app.add_flag("--separate-environments", a.separate_environments, "An authorisation for each environment");
  add_list(app, "--app", a.apps, "Application that may use it; may be repeated (all)", "A");
}

void authorize_flags(CLI::App& app, ConnectionArguments& a) {
  app.add_flag("--no-browser", a.no_browser, "Print the address of the consent page instead of opening it");
  app.add_flag("--grant-code-stdin", a.grant_code_stdin, "Read a self-client code from standard input");
  app.add_flag("--token-stdin", a.token_stdin,
               "Read keys, passwords or a refresh token from standard input, one a line");
  add_text(app, "--reuse", a.reuse, "Use the authorisation that another connection of the connector has", "LINK");
  add_list(app, "--parameter", a.parameters, "Parameter of the connector; may be repeated", "NAME=VALUE");
  add_text(app, "--account", a.account, "Name of the account (made up)", "TEXT");
  app.add_option("--port", a.port, "Listen on this port of 127.0.0.1 for the answer (any that is free)")
      ->type_name("PORT")
      ->check(CLI::Range(0, 65'535));
}

void scopes_flags(CLI::App& app, ConnectionArguments& a) {
  add_list(app, "--set", a.scopes, "These scopes, with commas between them", "A,B");
  add_list(app, "--add", a.more_scopes, "These scopes besides", "A,B");
  add_list(app, "--remove", a.fewer_scopes, "Not these scopes", "A,B");
}

void apps_flags(CLI::App& app, ConnectionArguments& a) {
  add_list(app, "--allow", a.allow, "Let an application use it", "APP");
  add_list(app, "--deny", a.deny, "Do not let an application use it", "APP");
  app.add_flag("--all", a.all_apps, "Let every application use it");
}

void references_flags(CLI::App& app, ConnectionArguments& a) {
  add_list(app, "--add", a.add, "Register a use, such as schedule:nightly", "KIND:PLACE");
  add_list(app, "--remove", a.remove, "Remove a use", "KIND:PLACE");
}

void revoke_flags(CLI::App& app, ConnectionArguments& a) {
  add_text(app, "--of", a.of_user, "Whose authorisation of a logged-in-user connection (one's own)", "EMAIL");
}

void configure_flags(CLI::App& app, ConnectionArguments& a) {
  app.add_option("--client-id", a.client_id, "Id of the OAuth client")->required()->type_name("ID");
  app.add_flag("--client-secret-stdin", a.client_secret_stdin, "Read its secret from standard input");
  add_text(app, "--dc", a.data_centre, "Zoho data centre: us eu in au jp cn ca sa uk (us)", "DC");
  add_text(app, "--accounts-url", a.accounts_url, "Accounts server of a sandbox on this machine", "URL");
  add_text(app, "--api-domain", a.api_domain, "Service host of a sandbox on this machine", "URL");
  add_text(app, "--file-upload-url", a.file_upload_url, "Upload host of a sandbox on this machine", "URL");
}

constexpr const char* kConnectionsExamples = R"(Manages connections: what scripts reach services with.

Examples:
  sluice connections create crm_admin --connector zoho_crm --type admin
  sluice connections authorize crm_admin
  echo "$KEY" | sluice connections authorize sms --token-stdin
  sluice connections list --json
)";

constexpr const char* kConnectorsExamples = R"(Lists, adds and configures connectors.

Examples:
  sluice connectors list
  sluice connectors show zoho_crm --json
  sluice connectors add acme.toml
  echo "$SECRET" | sluice connectors configure zoho_crm --client-id 1000.ABC --client-secret-stdin --dc eu
)";

constexpr const char* kDoctorExamples = R"(Says what is configured, reachable, readable and expired.

Examples:
  sluice doctor
  sluice doctor --store /srv/sluice --json
)";

constexpr Action kConnections[] = {
    {"list", "", "connections: all, or those that TEXT and flags describe", list_flags},
    {"show", "LINK", "one connection", no_flags, 1, 1},
    {"create", "LINK", "a new connection, not yet authorised", create_flags, 1, 1},
    {"authorize", "LINK", "in the browser, or with what standard input gives", authorize_flags, 1, 1},
    {"switch", "LINK", "authorise with another account", authorize_flags, 1, 1},
    {"scopes", "LINK", "show or change scopes; changing needs a new authorisation", scopes_flags, 1, 1},
    {"apps", "LINK", "show or change which applications may use it", apps_flags, 1, 1},
    {"revoke", "LINK", "take an authorisation back", revoke_flags, 1, 1},
    {"enable", "LINK", "let it be used again", no_flags, 1, 1},
    {"disable", "LINK", "refuse its use, keep its authorisations", no_flags, 1, 1},
    {"rename", "LINK NAME", "change the name that is shown; the link name stays", no_flags, 2, 2},
    {"delete", "LINK", "delete it, unless something uses it", no_flags, 1, 1},
    {"primary", "LINK [EMAIL]", "show or choose the account that schedules use", no_flags, 1, 2},
    {"references", "LINK", "show or change what uses it", references_flags, 1, 1},
    {"rotate-key", "", "seal the store with a new key", no_flags},
};

constexpr Action kConnectors[] = {
    {"list", "", "all connectors", no_flags},
    {"show", "NAME", "one connector and its operations", no_flags, 1, 1},
    {"add", "FILE", "a custom connector from a TOML file; replacing one revokes its connections", no_flags, 1, 1},
    {"remove", "NAME", "remove a custom connector without connections", no_flags, 1, 1},
    {"configure", "NAME", "store the OAuth client of a connector, sealed", configure_flags, 1, 1},
};

std::string overview(const char* examples, std::span<const Action> actions) {
  std::string text = std::string(examples) + "\nActions:\n";
  for (const Action& action : actions) {
    std::string head = std::string("  ") + action.name + " " + action.names;
    head.resize(std::max<std::size_t>(head.size() + 1, 24), ' ');
    text += head + action.summary + "\n";
  }
  return text + "\n'… ACTION --help' shows the flags of an action.\n";
}

std::optional<Ending> read(const char* command, const char* examples, std::span<const Action> actions,
                           const Words& words, ConnectionArguments& arguments) {
  const std::string whole = std::string("sluice ") + command;
  if (words.empty())
    return Ending{.wrong = usage_error("'" + whole + "' needs an action", overview(examples, actions))};
  if (words.front() == "--help" || words.front() == "-h") return Ending{.help = overview(examples, actions)};
  const auto action = std::ranges::find(actions, words.front(), &Action::name);
  if (action == actions.end()) {
    std::vector<std::string_view> names;
    for (const Action& each : actions) names.emplace_back(each.name);
    return Ending{.wrong = usage_error(
                      "'" + whole + "' has no action '" + words.front() + "'" + did_you_mean(words.front(), names),
                      "Try '" + whole + " --help'.")};
  }
  arguments.action = action->name;
  CLI::App app("", whole + " " + action->name);
  if (action->most > 0)
    app.add_option(action->names, arguments.names, action->summary)
        ->required()
        ->expected(static_cast<int>(action->least), static_cast<int>(action->most))
        ->type_name("");
  action->flags(app, arguments);
  app.add_flag("--json", arguments.json, "Print JSON");
  add_connection_flags(app, arguments.run);
  return parse(app, action->summary, Words(words.begin() + 1, words.end()));
}

}  // namespace

std::optional<Ending> read_connections_arguments(const Words& words, ConnectionArguments& arguments) {
  return read("connections", kConnectionsExamples, kConnections, words, arguments);
}

std::optional<Ending> read_connectors_arguments(const Words& words, ConnectionArguments& arguments) {
  return read("connectors", kConnectorsExamples, kConnectors, words, arguments);
}

std::optional<Ending> read_doctor_arguments(const Words& words, ConnectionArguments& arguments) {
  CLI::App app("", "sluice doctor");
  app.add_flag("--json", arguments.json, "Print JSON");
  add_connection_flags(app, arguments.run);
  return parse(app, kDoctorExamples, words);
}

}  // namespace sluice::cli
