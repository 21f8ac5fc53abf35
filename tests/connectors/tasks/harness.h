// Runs tasks and operations against a scripted service: the transport keeps what is sent and gives what the test says.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/catalog/connector.h"
#include "connectors/services.h"
#include "connectors/tasks/table.h"
#include "interpreter/call_check.h"
#include "interpreter/container.h"
#include "interpreter/context.h"
#include "interpreter/convert.h"
#include "interpreter/support/json.h"

namespace sluice::connectors {

using interpreter::Value;

class ScriptedTransport final : public Transport {
 public:
  Outcome<HttpResponse> send(const HttpRequest& request, const CallControl&) override {
    requests.push_back(request);
    if (answers.empty()) return HttpResponse{.status = 204};
    HttpResponse answer = answers.front();
    answers.pop_front();
    return answer;
  }
  std::vector<HttpRequest> requests;
  std::deque<HttpResponse> answers;
};

class ScriptedGrant final : public Grant {
 public:
  ScriptedGrant(std::string link, std::string connector, std::map<std::string, std::string, std::less<>> parameters,
                int& renewals)
      : link_(std::move(link)),
        connector_(std::move(connector)),
        parameters_(std::move(parameters)),
        renewals_(renewals) {}
  const std::string& connection() const override { return link_; }
  const std::string& connector() const override { return connector_; }
  const std::string& service() const override { return connector_; }
  const std::string* parameter(std::string_view name) const override {
    const auto found = parameters_.find(name);
    return found == parameters_.end() ? nullptr : &found->second;
  }
  const Operation* operation(std::string_view name) const override {
    const auto found = std::ranges::find(operations, name, &Operation::name);
    return found == operations.end() ? nullptr : &*found;
  }
  std::vector<Operation> operations;
  Outcome<void> sign(HttpRequest& request, const CallControl&) override {
    set_header(request.headers, "Authorization", "Token " + std::to_string(renewals_));
    return {};
  }
  Outcome<bool> renew(const CallControl&) override {
    ++renewals_;
    return true;
  }

 private:
  std::string link_;
  std::string connector_;
  std::map<std::string, std::string, std::less<>> parameters_;
  int& renewals_;
};

class ScriptedCredentials final : public Credentials {
 public:
  Outcome<std::unique_ptr<Grant>> find(const ConnectionWish& wish, const Caller&) override {
    wishes.push_back(wish);
    const std::string link = wish.link.empty() ? wish.connector : wish.link;
    auto grant =
        std::make_unique<ScriptedGrant>(link, connector.empty() ? wish.connector : connector, parameters, renewals);
    grant->operations = operations;
    return grant;
  }
  std::vector<Operation> operations;  // of every grant's connector
  std::map<std::string, std::string, std::less<>> parameters{{"api_domain", "https://www.zohoapis.eu"}};
  std::string connector;  // of every grant; empty: the one that is wished for
  std::vector<ConnectionWish> wishes;
  int renewals = 0;
};

class ScriptedServices final : public Services {
 public:
  Outcome<Transport*> transport() override { return &wire; }
  Outcome<Credentials*> credentials() override { return &store; }
  const Caller& caller() const override { return caller_; }
  CallControl defaults() const override { return {}; }
  const MailServer* mail_server() const override { return nullptr; }
  CallLog* log() const override { return nullptr; }

  ScriptedTransport wire;
  ScriptedCredentials store;

 private:
  Caller caller_{"admin@localhost", "super_admin", "local", "production", "function"};
};

class ServiceTest : public testing::Test {
 protected:
  class ServiceHost final : public interpreter::Host {
   public:
    Services* services() override { return &scripted; }
    ScriptedServices scripted;
  };

  interpreter::Heap heap{0, 7};
  interpreter::Limits limits;
  interpreter::Budget budget{limits};
  ServiceHost host;
  interpreter::Context context{heap, budget, host};

  ScriptedTransport& wire() { return host.scripted.wire; }
  ScriptedCredentials& store() { return host.scripted.store; }
  const HttpRequest& sent(std::size_t index = 0) { return wire().requests.at(index); }
  std::string header(std::string_view name, std::size_t index = 0) {
    const std::string* value = find_header(sent(index).headers, name);
    return value == nullptr ? "" : *value;
  }

  void answer(int status, std::string body = {}, Headers headers = {}) {
    wire().answers.push_back({.status = status, .headers = std::move(headers), .body = std::move(body)});
  }

  Value json(std::string_view text) {
    return interpreter::support::read_json(text, interpreter::support::JsonForm::Strict, heap, budget);
  }
  Value text(std::string_view bytes) { return Value::text(heap, bytes); }
  std::string shown(const Value& value) {
    std::string out;
    interpreter::append_json(out, value, context);
    return out;
  }

  // Calls a task as the nodes do; arguments are a JSON list.
  Value call(std::string_view name, std::string_view arguments) {
    const Value list = json(arguments);
    std::vector<Value> values(list.container().items().begin(), list.container().items().end());
    return call_values(name, std::move(values));
  }
  Value call_values(std::string_view name, std::vector<Value> values) {
    const int number = tasks::table().find_name(name);
    if (number < 0) throw std::runtime_error("no task " + std::string(name));
    const interpreter::FunctionRecord& record = *tasks::table().free_function(number);
    interpreter::check_arguments(record, values);
    interpreter::Call running{context, values, record};
    return record.run(running);
  }
  std::string shown_call(std::string_view name, std::string_view arguments) { return shown(call(name, arguments)); }

  // The fault that a call raises.
  interpreter::Fault fault_of(std::string_view name, std::string_view arguments) {
    try {
      call(name, arguments);
    } catch (interpreter::Raised& raised) { return raised.fault(); }
    ADD_FAILURE() << name << " raised nothing";
    return {};
  }
};

}  // namespace sluice::connectors
