// `sluice connectors` and `sluice doctor`.
#include <algorithm>

#include "cli/commands.h"
#include "cli/connection_session.h"
#include "cli/sandbox_session.h"

namespace sluice::cli {

namespace {

std::string kind_of(const ConnectorInfo& info) {
  if (!info.retired.empty()) return "retired";
  return info.custom ? "custom" : info.payment ? "payment" : "built-in";
}

Exit list(const ConnectionArguments& arguments, const Connectors& connectors, Console& console) {
  const Result<std::vector<ConnectorInfo>> infos = connectors.list();
  if (!infos.ok()) return fail(arguments, infos.error(), console);
  if (arguments.json) {
    std::vector<Value> values;
    for (const ConnectorInfo& info : *infos) values.push_back(to_value(info));
    return done(arguments, {}, Value::list(std::move(values)), console);
  }
  std::vector<std::vector<std::string>> rows = {{"LINK", "NAME", "AUTH", "KIND", "CLIENT"}};
  for (const ConnectorInfo& info : *infos)
    rows.push_back({info.link, info.name, info.auth, kind_of(info), info.configured ? "configured" : ""});
  print_table(rows, console);
  return Exit::Done;
}

Exit show(const ConnectionArguments& arguments, const Connectors& connectors, Console& console) {
  const Result<ConnectorInfo> info = connectors.show(arguments.names.front());
  if (!info.ok()) return fail(arguments, info.error(), console);
  if (arguments.json) return done(arguments, {}, to_value(*info), console);
  std::vector<std::vector<std::string>> rows = {
      {"link", info->link}, {"name", info->name}, {"auth", info->auth}, {"kind", kind_of(*info)}};
  const auto add = [&](const char* name, const std::string& text) {
    if (!text.empty()) rows.push_back({name, text});
  };
  add("notice", info->retired);
  add("types", info->retired.empty()
                   ? std::string(info->system ? "system, " : "") + "admin" + (info->logged_in_user ? ", user" : "")
                   : std::string());
  add("scopes", joined(info->scopes));
  add("hosts", joined(info->allowed_hosts));
  add("parameters", joined(info->parameters));
  add("data centres", joined(info->regions));
  add("countries", joined(info->countries));
  if (info->auth == "oauth2" || info->auth == "oauth1")
    add("client", info->configured ? "configured" : "not configured");
  for (const OperationInfo& each : info->operations)
    add("operation", each.name + "  " + (each.path.empty() ? each.summary : each.method + " " + each.path));
  print_table(rows, console);
  return Exit::Done;
}

Exit configure(const ConnectionArguments& arguments, const Connectors& connectors, Console& console) {
  ClientRequest client{arguments.client_id,   {},
                       arguments.data_centre, arguments.accounts_url,
                       arguments.api_domain,  arguments.file_upload_url};
  if (arguments.client_secret_stdin) {
    Result<std::string> secret = read_secret_line("client secret", true, console);
    if (!secret.ok()) return fail(arguments, secret.error(), console);
    client.secret = std::move(*secret);
  }
  const Result<void> configured = connectors.configure(arguments.names.front(), client);
  if (!configured.ok()) return fail(arguments, configured.error(), console);
  return done(arguments, "Configured the OAuth client of " + arguments.names.front(),
              Value::map({{"configured", arguments.names.front()}}), console);
}

}  // namespace

Exit connectors(const ConnectionArguments& arguments, Console& console) {
  const Result<OpenEngine> open = open_engine({}, arguments.run);
  if (!open.ok()) return fail(arguments, open.error(), console);
  const Connectors connectors(*open->engine);
  if (arguments.action == "list") return list(arguments, connectors, console);
  if (arguments.action == "show") return show(arguments, connectors, console);
  if (arguments.action == "configure") return configure(arguments, connectors, console);
  const std::string& name = arguments.names.front();
  if (arguments.action == "add") {
    const Result<std::string> text = read_file(name);
    if (!text.ok()) return fail(arguments, text.error(), console);
    const Result<std::string> link = connectors.add(*text, name);
    if (!link.ok()) return fail(arguments, link.error(), console);
    return done(arguments, "Added " + *link, Value::map({{"added", *link}}), console);
  }
  const Result<void> removed = connectors.remove(name);
  if (!removed.ok()) return fail(arguments, removed.error(), console);
  return done(arguments, "Removed " + name, Value::map({{"removed", name}}), console);
}

Exit doctor(const ConnectionArguments& arguments, Console& console) {
  const Result<OpenEngine> open = open_engine({}, arguments.run);
  if (!open.ok()) return fail(arguments, open.error(), console);
  const std::vector<Examination> findings = Connections(*open->engine).examine();
  Exit worst = Exit::Done;
  std::vector<Value> values;
  for (const Examination& each : findings) {
    values.push_back(to_value(each));
    if (each.verdict == Examination::Verdict::Failed) {
      Error error;
      error.kind = each.kind;
      worst = std::max(worst, exit_of(error));  // the store before authorisations before hosts
    }
    if (arguments.json) continue;
    std::string verdict(name_of(each.verdict));
    verdict.resize(9, ' ');
    console.write_line(verdict + each.subject + ": " + each.finding);
    if (!each.help.empty()) console.write_line("         " + each.help);
  }
  if (arguments.json) console.write_line(Value::list(std::move(values)).to_json());
  return worst;
}

}  // namespace sluice::cli
