// The pages of the authorization endpoint: plain HTML that needs no script, every text from outside escaped.
#include "sandbox/accounts.h"
#include "sandbox/scopes.h"

namespace sluice::sandbox {

namespace {

constexpr std::string_view kHead = R"(<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Sandbox accounts</title>
<style>
body { font: 16px/1.5 sans-serif; max-width: 34em; margin: 4em auto; padding: 0 1em; color: #222; }
button { font: inherit; padding: .4em 1.4em; margin-right: .6em; }
select { font: inherit; max-width: 100%; }
code { background: #eee; padding: 0 .3em; overflow-wrap: anywhere; }
.note { color: #555; font-size: .9em; }
</style></head><body><main>
)";
constexpr std::string_view kTail = "</main></body></html>\n";

}  // namespace

std::string consent_page(const Request& request, const Store::Documents& users) {
  const std::string* client = request.parameter("client_id");
  const std::string* scope = request.parameter("scope");
  std::string page(kHead);
  page += "<h1>Allow access?</h1>\n<p>The application <code>" + html_escape(*client) +
          "</code> asks for access to the records of this sandbox:</p>\n<ul>\n";
  for (const std::string& part : scope_list(*scope)) page += "<li><code>" + html_escape(part) + "</code></li>\n";
  page += "</ul>\n<form method=\"post\" action=\"/oauth/v2/auth\">\n";
  for (const auto& [name, value] : request.query)
    page += "<input type=\"hidden\" name=\"" + html_escape(name) + "\" value=\"" + html_escape(value) + "\">\n";
  page += "<p><label for=\"user\">Act as</label> <select id=\"user\" name=\"user\">\n";
  for (const auto& [id, user] : users)
    if (text_member(user, "status") == "active")
      page += "<option value=\"" + id + "\">" +
              html_escape(text_member(user, "full_name") + " (" + text_member(user, "email") + ")") + "</option>\n";
  page +=
      "</select></p>\n"
      "<button type=\"submit\" name=\"decision\" value=\"accept\">Accept</button>\n"
      "<button type=\"submit\" name=\"decision\" value=\"reject\">Reject</button>\n</form>\n"
      "<p class=\"note\">This is a local stand-in for the accounts server; no password is needed.</p>\n";
  return page.append(kTail);
}

std::string refusal_page(std::string_view keyword) {
  std::string page(kHead);
  page.append("<h1>Invalid request</h1>\n<p><code>ERROR_").append(keyword).append("</code></p>\n").append(kTail);
  return page;
}

}  // namespace sluice::sandbox
