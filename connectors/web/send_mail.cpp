#include "connectors/web/send_mail.h"

#include "connectors/random.h"
#include "connectors/services.h"
#include "connectors/web/attributes.h"
#include "connectors/web/mail_message.h"
#include "connectors/web/smtp.h"
#include "interpreter/convert.h"
#include "interpreter/error.h"
#include "interpreter/support/names.h"

namespace sluice::connectors::web {

namespace {

using interpreter::same_name;

constexpr std::string_view kTask = "sendmail";
constexpr std::size_t kMaxReplies = 20;
constexpr std::size_t kMaxAttachments = 15 * 1024 * 1024;  // bytes; beyond them a mail goes without

MailAddress address_of(std::string_view text) {
  if (std::optional<MailAddress> parsed = MailAddress::parse(text)) return std::move(*parsed);
  interpreter::raise(messages::MailAddressInvalid, {text});
}

// Comma separated TEXT, or LISTs of it.
void add_addresses(std::vector<MailAddress>& addresses, const Value& value, const Attributes& attributes,
                   std::string_view name) {
  if (is_list(value)) {
    for (const Value& element : value.container().items()) add_addresses(addresses, element, attributes, name);
    return;
  }
  if (value.is_null()) return;
  if (!value.is_text()) attributes.refuse(name, "TEXT", value);
  for (const std::string& part : split_addresses(value.text())) addresses.push_back(address_of(part));
}

std::vector<MailAddress> addresses_of(const Attributes& attributes, std::string_view name) {
  std::vector<MailAddress> addresses;
  if (const Value* value = attributes.find(name)) add_addresses(addresses, *value, attributes, name);
  return addresses;
}

// Anti-spam: admin, login user, or the address that the mail server writes as (verified, in Zoho's words).
MailAddress sender_of(const Attributes& attributes, const MailServer& server) {
  MailAddress from = address_of(attributes.needed_text("from"));
  const interpreter::Principal& who = attributes.context().principal;
  const bool own = !server.from.empty() && same_name(from.address, address_of(server.from).address);
  if (own) return from;
  if (!same_name(from.address, who.admin_user_id) && !same_name(from.address, who.login_user_id))
    interpreter::raise_with_help(messages::MailSender, {from.address},
                                 "write zoho.adminuserid, or name the sender in [smtp] of sluice.toml");
  if (!server.from.empty()) {
    MailAddress configured = address_of(server.from);
    if (!from.name.empty()) configured.name = from.name;
    return configured;
  }
  return from;
}

void add_attachments(std::vector<MailAttachment>& files, const Value& value, const Attributes& attributes) {
  if (is_list(value)) {
    for (const Value& element : value.container().items()) add_attachments(files, element, attributes);
    return;
  }
  if (value.is_null()) return;
  if (value.type() == Type::Map) {
    interpreter::raise(ErrorKind::Host, messages::HostMissing,
                       {"an attached view, report or template", "a form store"});
  }
  if (value.type() != Type::File) attributes.refuse("attachments", "FILE", value);
  const interpreter::FileObject& file = value.file();
  const auto text = [](const Value& part) { return part.is_text() ? std::string(part.text()) : std::string(); };
  files.push_back({text(file.name), text(file.media_type), text(file.content)});
}

void attach(MailMessage& message, const Attributes& attributes) {
  const Value* value = attributes.find("attachments");
  if (value == nullptr) return;
  add_attachments(message.attachments, *value, attributes);
  std::size_t size = 0;
  for (const MailAttachment& file : message.attachments) size += file.content.size();
  if (size <= kMaxAttachments) return;
  message.attachments.clear();
  message.text += message.html ? "<br><br>" : "\n\n";
  message.text += "The attachments of this mail are left out because they are larger than 15 MB.";
}

bool is_html(const Attributes& attributes) {
  const std::string type = attributes.text("content type");
  if (type.empty() || same_name(type, "HTML") || same_name(type, "text/html")) return true;
  if (same_name(type, "Plain Text") || same_name(type, "PlainText") || same_name(type, "TEXT") ||
      same_name(type, "text/plain"))
    return false;
  interpreter::raise_with_help(messages::AttributeValue, {"content type", kTask, type}, "write HTML or Plain Text");
}

// Of any type, printed; null is an error of the task (help/error-messages).
std::string printed(const Attributes& attributes, std::string_view name) {
  const Value* value = attributes.find(name);
  if (value == nullptr) interpreter::raise(messages::AttributeMissing, {name, kTask});
  return interpreter::to_string(*value, attributes.context());
}

Envelope envelope_of(const MailMessage& message) {
  Envelope envelope{message.from.address, {}};
  for (const std::vector<MailAddress>* list : {&message.to, &message.cc, &message.bcc})
    for (const MailAddress& to : *list) envelope.to.push_back(to.address);
  return envelope;
}

}  // namespace

Value send_mail_task(const Value& request, Context& context) {
  const Attributes attributes(request, kTask, context);
  const MailServer* server = services_of(context, kTask).mail_server();
  if (server == nullptr) {
    raise_failure({ErrorKind::Host, messages::HostMissing,
                   grammar::text_of(messages::HostMissing, {kTask, "a mail server"}),
                   "name it in [smtp] of sluice.toml"});
  }
  MailMessage message{.from = sender_of(attributes, *server)};
  message.to = addresses_of(attributes, "to");
  if (message.to.empty()) interpreter::raise(messages::AttributeMissing, {"to", kTask});
  message.cc = addresses_of(attributes, "cc");
  message.bcc = addresses_of(attributes, "bcc");
  message.reply_to = addresses_of(attributes, "reply to");
  if (message.reply_to.size() > kMaxReplies)
    interpreter::raise(messages::MailTooManyReplies, {std::to_string(kMaxReplies)});
  message.html = is_html(attributes);
  message.subject = printed(attributes, "subject");
  message.text = printed(attributes, "message");
  attach(message, attributes);
  const std::string text = wire_format(message, context.now(), random_text());
  take(send_mail(*server, envelope_of(message), text, begin_call(context, kTask)), context);
  return {};
}

}  // namespace sluice::connectors::web
