// Sessions: inputs that share variables and functions.
#include <sluice/session.h>

#include "harness.h"

namespace sluice {
namespace {

std::string run_in(Session& session, const std::string& text, const RunOptions& options = {}) {
  const Result<Outcome> outcome = session.run(session.compile({.name = "input", .text = text}), options);
  if (!outcome.ok()) return outcome.error().code + " " + outcome.error().message;
  return outcome->value.is_null() ? std::string() : outcome->value.to_text();
}

TEST(Session, KeepsVariables) {
  Session session(make_engine());
  EXPECT_EQ(run_in(session, "rows = {1, 2, 3}; same = rows;"), "");
  EXPECT_EQ(run_in(session, "same.add(4);"), "");
  EXPECT_EQ(run_in(session, "rows.size()"), "4");  // still one list
  EXPECT_EQ(run_in(session, "rows = null;"), "");
  EXPECT_TRUE(session.variable("rows").is_null());
  EXPECT_EQ(session.variable("same").size(), 4u);
  EXPECT_EQ(session.variables().front().first, "rows");
}

TEST(Session, KeepsWhatAFailedInputDid) {
  Session session(make_engine());
  EXPECT_EQ(run_in(session, "x = 1; y = {}.get(0).size(); x = 2;").substr(0, 8), "SLC-RUN-");
  EXPECT_EQ(run_in(session, "x"), "1");
  EXPECT_EQ(run_in(session, "x = ;").substr(0, 8), "SLC-SYN-");
  EXPECT_EQ(run_in(session, "x"), "1");
}

TEST(Session, LaterFunctionsTakeThePlaceOfEarlierOnes) {
  Session session(make_engine());
  EXPECT_EQ(run_in(session, "int one() { return 1; } int two() { return one() + one(); }"), "");
  EXPECT_EQ(run_in(session, "two()"), "2");
  EXPECT_EQ(run_in(session, "int one() { return 10; }"), "");
  EXPECT_EQ(run_in(session, "two()"), "20");
  EXPECT_EQ(session.functions(), (std::vector<std::string>{"two", "one"}));
}

TEST(Session, TakesValuesOfTheHost) {
  Session session(make_engine());
  ASSERT_TRUE(session.set("order", Value::map({{"id", 17}})).ok());
  EXPECT_EQ(run_in(session, "order.get(\"id\") + 1"), "18");
}

TEST(Session, LiteralsOutliveTheirInput) {
  Session session(make_engine());
  EXPECT_EQ(run_in(session, "long = \"a text of more than fourteen bytes\";"), "");
  for (int i = 0; i < 20; ++i) run_in(session, "other" + std::to_string(i) + " = \"another text of many bytes\";");
  EXPECT_EQ(run_in(session, "long"), "a text of more than fourteen bytes");
}

}  // namespace
}  // namespace sluice
