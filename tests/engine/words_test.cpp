// Words that options choose among: what is not one of them is refused wherever it is given.
#include <sluice/connections.h>
#include <sluice/words.h>

#include "tests/engine/harness.h"

namespace sluice {
namespace {

constexpr const char* kMisspelt[] = {"role", "environment", "trigger"};

Principal misspelt(std::string_view part) {
  Principal principal;
  if (part == "role") principal.role = "superadmin";
  if (part == "environment") principal.environment = "prodution";
  if (part == "trigger") principal.trigger = "scheduel";
  return principal;
}

TEST(Words, AnEngineRefusesAnUnknownPrincipal) {
  for (const char* part : kMisspelt) {
    const Result<Engine> engine = Engine::create({.principal = misspelt(part)});
    ASSERT_FALSE(engine.ok()) << part;
    EXPECT_EQ(engine.error().code, "SLC-API-0007");
    EXPECT_EQ(engine.error().kind, ErrorKind::Usage);
    EXPECT_NE(engine.error().help.find("did you mean"), std::string::npos) << engine.error().help;
  }
}

TEST(Words, ARunAndConnectionsRefuseOneOfTheirOwn) {
  const Engine engine = make_engine();
  for (const char* part : kMisspelt) {
    EXPECT_EQ(run(engine, "return 1;", {.principal = misspelt(part)}).error().code, "SLC-API-0007");
    const Connections connections(engine, misspelt(part));
    EXPECT_EQ(connections.list().error().code, "SLC-API-0007");
    EXPECT_EQ(connections.examine().front().subject, "principal");
  }
}

TEST(Words, EveryOneIsTaken) {
  for (const std::string_view word : words::limit_profiles()) EXPECT_TRUE(Limits::profile(word)) << word;
  for (const std::string_view word : words::dialects()) EXPECT_TRUE(dialect_of(word)) << word;
  for (const std::string_view role : words::roles())
    for (const std::string_view environment : words::environments())
      for (const std::string_view trigger : words::triggers())
        EXPECT_TRUE(Engine::create({.principal = {.role = std::string(role),
                                                  .environment = std::string(environment),
                                                  .trigger = std::string(trigger)}})
                        .ok());
}

TEST(Words, NamesAreOfLettersAndDigits) {
  for (const char* name : {"a", "_", "A1", "total_2", "\xc3\xa9"}) EXPECT_TRUE(words::is_name(name)) << name;
  for (const char* name : {"", "1a", "a b", "a-b"}) EXPECT_FALSE(words::is_name(name)) << name;
}

TEST(Words, HelpNamesTheNearestOrAll) {
  EXPECT_EQ(words::nearest("prodution", words::environments()), "production");
  EXPECT_EQ(words::nearest("x", words::environments()), "");
  EXPECT_EQ(words::help_for("prodution", words::environments()), "did you mean 'production'?");
  EXPECT_EQ(words::help_for("x", words::environments()), "one of development, stage, production");
  EXPECT_NE(find_limits("none").error().help.find("unlimited"), std::string::npos);
}

}  // namespace
}  // namespace sluice
