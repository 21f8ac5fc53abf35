// A host with a function of its own and a form store: its scripts call stockOf() and keep records in Orders.
#include <sluice/engine.h>

#include <cstdio>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace {

using sluice::Error;
using sluice::ErrorKind;
using sluice::Result;
using sluice::Value;

// Prints the lines of `info`.
class Console final : public sluice::Output {
 public:
  void write_line(std::string_view line) override { std::printf("%.*s\n", static_cast<int>(line.size()), line.data()); }
};

// Keeps the records of every form in memory. Scripts of many threads may share it, so it locks.
class Records final : public sluice::FormStore {
 public:
  Result<Value> perform(std::string_view statement, const Value& request) override {
    const std::lock_guard lock(mutex_);
    std::vector<Value>& records = forms_[std::string(request.find("form").as_text())];
    if (statement == "insert into") {
      std::vector<Value::Entry> record{{"ID", static_cast<std::int64_t>(records.size()) + 1}};
      for (const Value::Entry& field : request.find("fields").entries()) record.push_back(field);
      records.push_back(Value::map(std::move(record)));
      return records.back().find("ID");
    }
    if (statement == "fetch" && request.find("criteria").is_null()) return Value::list(records);
    return Error{.kind = ErrorKind::Host, .message = "this store can only insert and fetch all"};
  }

 private:
  std::mutex mutex_;
  std::map<std::string, std::vector<Value>> forms_;
};

// The record describes the function: the checker refuses stockOf(1) before anything runs.
sluice::FunctionRecord stock_of() {
  return {.name = "stockOf",
          .parameters = {{.name = "article", .types = sluice::Kind::Text}},
          .result = sluice::Kind::Number,
          .summary = "The number of pieces in stock.",
          .example = "info stockOf(\"bolt\");",
          .run = [](std::span<const Value> arguments) -> Result<Value> {
            if (arguments[0].as_text() == "bolt") return Value(12);
            return Error{.kind = ErrorKind::Script, .message = "no such article"};
          }};
}

constexpr const char* kScript = R"(
if(stockOf("bolt") >= pieces)
{
	id = insert into Orders [ Article = "bolt" Pieces = pieces ];
	info "order " + id;
}
try
{
	info stockOf("nut");
}
catch (e)
{
	info "nut: " + e.message;
}
for each  order in Orders
{
	info order.get("Article") + " x " + order.get("Pieces");
}
)";

}  // namespace

int main() {
  const auto engine =
      sluice::Engine::create({.dialect = sluice::Dialect::Creator,
                              .host_functions = {stock_of()},
                              .limits = *sluice::Limits::profile("creator"),
                              .hooks = {.output = std::make_shared<Console>(), .forms = std::make_shared<Records>()}});
  if (!engine.ok()) return std::puts(engine.error().message.c_str()), 2;

  const auto broken = engine->compile({.name = "broken.deluge", .text = "info stockOf(1);"});
  for (const auto& found : broken.diagnostics()) std::fputs(render(found, broken.source()).c_str(), stdout);

  const auto orders = engine->compile({.name = "orders.deluge", .text = kScript}, {.parameters = {{"pieces", "int"}}});
  for (const auto& found : orders.diagnostics()) std::fputs(render(found, orders.source()).c_str(), stderr);
  for (const int pieces : {5, 7, 13}) {
    const auto outcome = orders.script().run({.arguments = {{"pieces", pieces}}});
    if (!outcome.ok()) return std::fputs(render(outcome.error()).c_str(), stderr), 1;
  }
}
