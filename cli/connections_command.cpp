// `sluice connections`.
#include <spawn.h>
#include <sys/wait.h>

#include <algorithm>

#include "cli/commands.h"
#include "cli/connection_session.h"
#include "cli/interrupt.h"
#include "cli/sandbox_session.h"

extern char** environ;

namespace sluice::cli {

namespace {

std::string state_text(const ConnectionInfo& info) {
  std::string text = info.state == "not_connected" ? "not connected" : info.state;
  return info.enabled ? text : text + ", disabled";
}

std::string use_text(const ConnectionInfo& info) {
  std::vector<std::string> uses;
  for (const auto& [kind, place] : info.references) uses.push_back(kind + ":" + place);
  return joined(uses);
}

void print_one(const ConnectionInfo& info, Console& console) {
  std::vector<std::vector<std::string>> rows = {
      {"link", info.link},
      {"name", info.name},
      {"connector", info.connector},
      {"type", info.type},
      {"state", state_text(info)},
      {"scopes", info.scopes.empty() ? "all of the connector" : joined(info.scopes)},
      {"environments", info.shared_environments ? "one authorisation for all" : "one authorisation for each"},
      {"apps", joined(info.apps)},
  };
  for (const AuthorizationInfo& each : info.authorizations)
    rows.push_back({"account", each.account + ": " + each.state + (each.user.empty() ? "" : ", " + each.user) +
                                   (each.environment == "*" ? "" : ", " + each.environment) +
                                   (each.problem.empty() ? "" : " (" + each.problem + ")")});
  for (const auto& [environment, user] : info.primaries)
    rows.push_back({"primary", user + (environment == "*" ? "" : ", " + environment)});
  if (!info.references.empty()) rows.push_back({"used by", use_text(info)});
  print_table(rows, console);
}

// Shows an address in the user's browser.
void open_browser(const std::string& address) {
  std::string program = "xdg-open";
  std::string argument = address;
  char* words[] = {program.data(), argument.data(), nullptr};
  pid_t child = 0;
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  for (const int stream : {1, 2}) ::posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", 1, 0);
  (void)::posix_spawnp(&child, program.c_str(), &actions, nullptr, words, environ);
  ::posix_spawn_file_actions_destroy(&actions);
}

class ConnectionsCommand {
 public:
  ConnectionsCommand(const ConnectionArguments& arguments, const Engine& engine, Console& console)
      : arguments_(arguments), console_(console), connections_(engine) {}

  Exit run() {
    static constexpr std::pair<const char*, Exit (ConnectionsCommand::*)()> kActions[] = {
        {"list", &ConnectionsCommand::list},
        {"show", &ConnectionsCommand::show},
        {"create", &ConnectionsCommand::create},
        {"authorize", &ConnectionsCommand::authorize},
        {"switch", &ConnectionsCommand::authorize},
        {"scopes", &ConnectionsCommand::scopes},
        {"apps", &ConnectionsCommand::apps},
        {"revoke", &ConnectionsCommand::revoke},
        {"enable", &ConnectionsCommand::enable},
        {"disable", &ConnectionsCommand::disable},
        {"rename", &ConnectionsCommand::rename},
        {"delete", &ConnectionsCommand::remove},
        {"primary", &ConnectionsCommand::primary},
        {"references", &ConnectionsCommand::references},
        {"rotate-key", &ConnectionsCommand::rotate_key},
    };
    for (const auto& [name, action] : kActions)
      if (arguments_.action == name) return (this->*action)();
    return Exit::Internal;
  }

 private:
  const std::string& link() const { return arguments_.names.front(); }
  Exit fail(const Error& error) { return cli::fail(arguments_, error, console_); }

  // What most changes end with: the connection as it is now.
  Exit changed(const Result<void>& result, const std::string& text) {
    if (!result.ok()) return fail(result.error());
    const Result<ConnectionInfo> info = connections_.show(link());
    return done(arguments_, text, info.ok() ? to_value(*info) : Value::map({{"link", link()}}), console_);
  }

  // Whether the filters of `list` let it through.
  bool is_chosen(const ConnectionInfo& info) const {
    const auto holds = [&](const std::string& text) { return text.find(link()) != std::string::npos; };
    const auto open_to = [&](const std::string& app) {
      return std::ranges::any_of(info.apps, [&](const std::string& each) { return each == "*" || each == app; });
    };
    const std::string& state = arguments_.state;
    return (arguments_.names.empty() || holds(info.link) || holds(info.name) || holds(info.connector)) &&
           (arguments_.connector.empty() || info.connector == arguments_.connector) &&
           (arguments_.only_type.empty() || info.type == arguments_.only_type) &&
           (state.empty() || (state == "disabled" ? !info.enabled : info.state == state)) &&
           std::ranges::all_of(arguments_.apps, open_to);
  }

  Exit list() {
    const Result<std::vector<ConnectionInfo>> infos = connections_.list();
    if (!infos.ok()) return fail(infos.error());
    std::vector<ConnectionInfo> chosen;
    std::ranges::copy_if(*infos, std::back_inserter(chosen),
                         [&](const ConnectionInfo& info) { return is_chosen(info); });
    std::vector<Value> values;
    for (const ConnectionInfo& info : chosen) values.push_back(to_value(info));
    if (arguments_.json) return done(arguments_, {}, Value::list(std::move(values)), console_);
    std::vector<std::vector<std::string>> rows = {{"LINK", "CONNECTOR", "TYPE", "STATE", "NAME"}};
    for (const ConnectionInfo& info : chosen)
      rows.push_back({info.link, info.connector, info.type, state_text(info), info.name});
    if (rows.size() > 1)
      print_table(rows, console_);
    else
      console_.report(!infos->empty()
                          ? "None of the " + std::to_string(infos->size()) + " connections fits\n"
                          : "There are no connections. Create one: sluice connections create LINK --connector NAME\n");
    return Exit::Done;
  }

  Exit show() {
    const Result<ConnectionInfo> info = connections_.show(link());
    if (!info.ok()) return fail(info.error());
    if (arguments_.json) return done(arguments_, {}, to_value(*info), console_);
    print_one(*info, console_);
    return Exit::Done;
  }

  Exit create() {
    ConnectionRequest request;
    // A name with blanks or capitals is a display name, of which the link name is made.
    const bool is_link = std::ranges::all_of(
        link(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
    (is_link ? request.link : request.name) = link();
    if (!arguments_.name.empty()) request.name = arguments_.name;
    request.connector = arguments_.connector;
    request.type = arguments_.type;
    request.scopes = split(arguments_.scopes, ',');
    request.separate_environments = arguments_.separate_environments;
    request.apps = arguments_.apps;
    const Result<std::string> created = connections_.create(request);
    if (!created.ok()) return fail(created.error());
    const Result<ConnectionInfo> info = connections_.show(*created);
    if (!info.ok()) return fail(info.error());
    const std::string next = "sluice connections authorize " + *created;
    std::string text = "Created " + *created + ". Next: " + next;
    if (const std::string twin = authorized_twin(*info); !twin.empty())
      text += "\n" + twin + " is authorised for the same; to use its authorisation: " + next + " --reuse " + twin;
    return done(arguments_, text, to_value(*info), console_);
  }

  // A connection that is authorised for the same as a new one, which would need another consent.
  std::string authorized_twin(const ConnectionInfo& created) const {
    const Result<bool> consent = connections_.needs_consent(created.link);
    const Result<std::vector<ConnectionInfo>> all = connections_.list();
    if (!consent.ok() || !*consent || !all.ok()) return {};
    const auto twin = std::ranges::find_if(*all, [&](const ConnectionInfo& each) {
      return each.state == "connected" && each.connector == created.connector && each.scopes == created.scopes &&
             (each.type == "user") == (created.type == "user");
    });
    return twin == all->end() ? std::string() : twin->link;
  }

  Result<AuthorizeOptions> options() const {
    AuthorizeOptions options;
    options.account = arguments_.account;
    options.replace = arguments_.action == "switch";
    for (const std::string& each : arguments_.parameters) {
      const std::size_t equals = each.find('=');
      if (equals == std::string::npos || equals == 0)
        return usage_error("--parameter is NAME=VALUE, not '" + each + "'");
      options.parameters.emplace_back(each.substr(0, equals), each.substr(equals + 1));
    }
    return options;
  }

  Exit authorize() {
    const Result<AuthorizeOptions> how = options();
    if (!how.ok()) return fail(how.error());
    if (!arguments_.reuse.empty()) return authorized(connections_.reuse(link(), arguments_.reuse, how->replace));
    if (arguments_.grant_code_stdin) {
      const Result<std::string> code = read_secret_line("code", true, console_);
      if (!code.ok()) return fail(code.error());
      return authorized(connections_.authorize_with_code(link(), *code, *how));
    }
    const Result<bool> consent = connections_.needs_consent(link());
    if (!consent.ok()) return fail(consent.error());
    if (*consent && !arguments_.token_stdin) return authorized(by_consent(*how));
    NamedValues credentials;
    const Result<std::vector<CredentialField>> fields = connections_.credential_fields(link());
    if (!fields.ok()) return fail(fields.error());
    if (!fields->empty() && !arguments_.token_stdin)
      return fail(usage_error("This connection needs credentials that are not given on the command line",
                              "write them to standard input, one a line: --token-stdin"));
    for (const CredentialField& field : *fields) {
      Result<std::string> line = read_secret_line(field.label, field.secret, console_);
      if (!line.ok()) return fail(line.error());
      credentials.emplace_back(field.name, std::move(*line));
    }
    return authorized(connections_.authorize(link(), credentials, *how));
  }

  Result<std::string> by_consent(const AuthorizeOptions& how) {
    Result<ConsentListener> listener = ConsentListener::open(arguments_.port);
    if (!listener.ok()) return listener.error();
    const Result<Consent> consent = connections_.begin(link(), listener->redirect_uri(), how);
    if (!consent.ok()) return consent.error();
    const Result<std::string> query = answer_of(*listener, *consent);
    if (!query.ok()) {
      (void)connections_.abandon(consent->state);
      return query.error();
    }
    return connections_.complete(*query, arguments_.account);
  }

  // Shows the consent page and waits for what it answers, or for Ctrl-C.
  Result<std::string> answer_of(ConsentListener& listener, const Consent& consent) {
    const CancelToken cancel;
    const CancelOnInterrupt interrupt(cancel);
    if (arguments_.no_browser) {
      console_.write_line(arguments_.json ? Value::map({{"authorize_url", consent.address}}).to_json()
                                          : consent.address);
      console_.flush();
    } else {
      console_.report("Agree in the browser to authorise " + link() + "; if none opens, visit\n" + consent.address +
                      "\n");
      open_browser(consent.address);
    }
    return listener.wait(consent.state, consent.lapses_in, cancel);
  }

  Exit authorized(const Result<std::string>& account) {
    if (!account.ok()) return fail(account.error());
    return changed({}, "Connected " + link() + " as " + *account);
  }

  Exit scopes() {
    const Result<ConnectionInfo> info = connections_.show(link());
    if (!info.ok()) return fail(info.error());
    std::vector<std::string> scopes = arguments_.scopes.empty() ? info->scopes : split(arguments_.scopes, ',');
    for (const std::string& each : split(arguments_.more_scopes, ','))
      if (std::ranges::find(scopes, each) == scopes.end()) scopes.push_back(each);
    for (const std::string& each : split(arguments_.fewer_scopes, ',')) std::erase(scopes, each);
    const bool asked = arguments_.scopes.empty() && arguments_.more_scopes.empty() && arguments_.fewer_scopes.empty();
    if (asked) {
      if (arguments_.json) return done(arguments_, {}, list_of(scopes), console_);
      for (const std::string& each : scopes) console_.write_line(each);
      return Exit::Done;
    }
    return changed(connections_.set_scopes(link(), scopes), "Changed. Next: sluice connections authorize " + link());
  }

  Exit apps() {
    const Result<ConnectionInfo> info = connections_.show(link());
    if (!info.ok()) return fail(info.error());
    std::vector<std::string> apps = info->apps;
    if (!arguments_.allow.empty() || !arguments_.deny.empty()) std::erase(apps, "*");
    for (const std::string& each : arguments_.allow)
      if (std::ranges::find(apps, each) == apps.end()) apps.push_back(each);
    for (const std::string& each : arguments_.deny) std::erase(apps, each);
    if (arguments_.all_apps) apps = {"*"};
    if (apps != info->apps) return changed(connections_.set_apps(link(), apps), "Open to: " + joined(apps));
    return done(arguments_, joined(apps), list_of(apps), console_);
  }

  Exit revoke() {
    const Result<bool> told = connections_.revoke(link(), arguments_.of_user);
    if (!told.ok()) return fail(told.error());
    if (!*told)
      console_.report("warning: the service was not told; end the access in the settings of the account there\n");
    return changed({}, "Revoked " + link() + (arguments_.of_user.empty() ? "" : " of " + arguments_.of_user));
  }

  Exit enable() { return changed(connections_.enable(link()), "Enabled " + link()); }
  Exit disable() { return changed(connections_.disable(link()), "Disabled " + link()); }
  Exit rename() {
    return changed(connections_.rename(link(), arguments_.names[1]), link() + " is now called " + arguments_.names[1]);
  }

  Exit remove() {
    const Result<void> removed = connections_.remove(link());
    if (!removed.ok()) return fail(removed.error());
    return done(arguments_, "Deleted " + link(), Value::map({{"deleted", link()}}), console_);
  }

  Exit primary() {
    if (arguments_.names.size() == 2)
      return changed(connections_.set_primary(link(), arguments_.names[1]),
                     arguments_.names[1] + " is the primary account of " + link());
    const Result<ConnectionInfo> info = connections_.show(link());
    if (!info.ok()) return fail(info.error());
    if (arguments_.json) return done(arguments_, {}, to_value(*info), console_);
    for (const auto& [environment, user] : info->primaries)
      console_.write_line(user + (environment == "*" ? "" : "  " + environment));
    return Exit::Done;
  }

  Exit references() {
    for (const bool adding : {true, false})
      for (const std::string& each : adding ? arguments_.add : arguments_.remove) {
        const std::size_t colon = each.find(':');
        if (colon == std::string::npos || colon == 0)
          return fail(usage_error("A use is KIND:PLACE, such as schedule:nightly, not '" + each + "'"));
        const std::string kind = each.substr(0, colon), place = each.substr(colon + 1);
        const Result<void> result = adding ? connections_.add_reference(link(), kind, place)
                                           : connections_.remove_reference(link(), kind, place);
        if (!result.ok()) return fail(result.error());
      }
    const Result<ConnectionInfo> info = connections_.show(link());
    if (!info.ok()) return fail(info.error());
    if (arguments_.json) return done(arguments_, {}, to_value(*info), console_);
    for (const auto& [kind, place] : info->references) console_.write_line(kind + ":" + place);
    return Exit::Done;
  }

  Exit rotate_key() {
    const Result<std::string> id = connections_.rotate_key();
    if (!id.ok()) return fail(id.error());
    return done(arguments_, "Everything is sealed with the key " + *id, Value::map({{"key", *id}}), console_);
  }

  const ConnectionArguments& arguments_;
  Console& console_;
  Connections connections_;
};

}  // namespace

Exit connections(const ConnectionArguments& arguments, Console& console) {
  Exit code;
  {
    const Result<OpenEngine> open = open_engine({}, arguments.run);
    if (!open.ok()) return fail(arguments, open.error(), console);
    code = ConnectionsCommand(arguments, *open->engine, console).run();
  }  // and with it the folder of a sandbox
  end_if_interrupted(console);
  return code;
}

}  // namespace sluice::cli
