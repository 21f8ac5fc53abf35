// The store as an attacker sees it who reads or changes the file, and keys: missing, wrong, rotated.
#include <sqlite3.h>
#include <sys/stat.h>

#include <fstream>

#include "tests/connections/harness.h"

namespace sluice::connectors {
namespace {

namespace fs = std::filesystem;

// A key in hexadecimal, 64 times one digit.
std::string key_of(char digit) { return std::string(64, digit); }

std::string bytes_of_folder(const std::string& folder) {
  std::string all;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    all.append(std::istreambuf_iterator<char>(file), {});
  }
  return all;
}

void change(const std::string& folder, const char* sql) {
  sqlite3* database = nullptr;
  ASSERT_EQ(::sqlite3_open((folder + "/connections.db").c_str(), &database), SQLITE_OK);
  ASSERT_EQ(::sqlite3_exec(database, sql, nullptr, nullptr, nullptr), SQLITE_OK) << ::sqlite3_errmsg(database);
  ::sqlite3_close(database);
}

TEST_F(ConnectionsTest, NothingIsMadeBeforeAConnectionIsUsed) {
  EXPECT_FALSE(fs::exists(settings_.store.folder));
  EXPECT_TRUE(connections().connector("zoho_crm"));
  EXPECT_FALSE(fs::exists(settings_.store.folder));
}

TEST_F(ConnectionsTest, FilesAreTheOwnersOnly) {
  ::umask(0);
  add_acme();
  ::umask(022);
  std::size_t files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder_.path())) {
    struct stat status;
    ASSERT_EQ(::stat(entry.path().c_str(), &status), 0);
    if (!entry.is_regular_file()) continue;
    EXPECT_EQ(status.st_mode & 0777, 0600u) << entry.path();
    ++files;
  }
  EXPECT_GE(files, 2u);
}

TEST_F(ConnectionsTest, FilesThatOthersCanReadAreRefused) {
  add_acme();
  ::chmod((settings_.store.folder + "/connections.db").c_str(), 0644);
  open();
  const auto refused = connections().list(caller());
  ASSERT_FALSE(refused);
  EXPECT_EQ(code_of(refused.error()), "SLC-CON-0105");
  EXPECT_EQ(refused.error().kind, ErrorKind::Store);
  EXPECT_NE(refused.error().help.find("chmod 600"), std::string::npos);
}

TEST_F(ConnectionsTest, ASymbolicLinkIsNotFollowed) {
  fs::create_directories(settings_.store.folder);
  fs::create_symlink("/tmp/elsewhere", settings_.store.folder + "/connections.db");
  EXPECT_EQ(connections().list(caller()).error().kind, ErrorKind::Store);
  EXPECT_FALSE(fs::exists("/tmp/elsewhere"));
}

TEST_F(ConnectionsTest, NoSecretIsInTheFiles) {
  add_acme();
  create("c", "acme");
  authorize("c", caller(), "CANARYaccess");
  ASSERT_TRUE(connections().begin("c", "http://127.0.0.1:1/callback", {}, true, caller()));
  const std::string bytes = bytes_of_folder(settings_.store.folder);
  for (const char* secret : {"CANARYaccess", "refresh-CANARY", "seed-CANARY", "client-secret"})
    EXPECT_EQ(bytes.find(secret), std::string::npos) << secret;
}

TEST_F(ConnectionsTest, AWrongKeyIsRecognisedWhenTheStoreOpens) {
  settings_.store.key_text = [] { return key_of('a'); };
  settings_.store.key_place = "the test";
  open();
  add_acme();
  settings_.store.key_text = [] { return key_of('b'); };
  open();
  const auto refused = connections().list(caller());
  ASSERT_FALSE(refused);
  EXPECT_EQ(code_of(refused.error()), "SLC-CON-0102");
  EXPECT_EQ(refused.error().kind, ErrorKind::Store);
  settings_.store.key_text = [] { return std::string("short"); };
  open();
  EXPECT_EQ(code_of(connections().list(caller()).error()), "SLC-CON-0104");
}

TEST_F(ConnectionsTest, AMissingKeyIsNotReplacedByANewOne) {
  add_acme();
  fs::remove_all(folder_.path() + "/keys");
  open();
  EXPECT_EQ(code_of(connections().list(caller()).error()), "SLC-CON-0103");
  EXPECT_FALSE(fs::exists(folder_.path() + "/keys"));
}

TEST_F(ConnectionsTest, SecretsCannotBeMovedToAnotherUser) {
  add_acme();
  create("each", "acme", "user");
  authorize("each", caller("a@x", "user"), "token-a");
  authorize("each", caller("b@x", "user"), "token-b");
  connections_.reset();
  change(settings_.store.folder,
         "UPDATE authorization SET secret = (SELECT secret FROM authorization WHERE user = 'b@x') WHERE user = 'a@x'");
  open();
  EXPECT_EQ(signed_with({.link = "each"}, caller("a@x", "user")), "SLC-CON-0106");
  EXPECT_EQ(signed_with({.link = "each"}, caller("b@x", "user")), "Bearer token-b");
}

TEST_F(ConnectionsTest, AConnectorThatWasChangedInTheFileGetsNoToken) {
  add_acme();
  create("c", "acme");
  authorize("c", caller(), "t");
  connections_.reset();
  change(settings_.store.folder,
         "UPDATE connector SET definition = replace(definition, 'api.acme.example', 'evil.example')");
  open();
  EXPECT_EQ(signed_with({.link = "c"}, caller(), "https://evil.example/"), "SLC-CON-0106");
}

TEST_F(ConnectionsTest, ADamagedFileIsAStoreProblem) {
  fs::create_directories(settings_.store.folder);
  std::ofstream(settings_.store.folder + "/connections.db") << std::string(5000, 'x');
  ::chmod((settings_.store.folder + "/connections.db").c_str(), 0600);
  const auto refused = connections().list(caller());
  ASSERT_FALSE(refused);
  EXPECT_EQ(code_of(refused.error()), "SLC-CON-0101");
  EXPECT_FALSE(refused.error().help.empty());
}

TEST_F(ConnectionsTest, AStoreThatWasCutToNothingIsNotTakenForANewOne) {
  add_acme();
  connections_.reset();
  const std::string path = settings_.store.folder + "/connections.db";
  for (const bool with_journal : {true, false}) {
    fs::resize_file(path, 0);
    if (with_journal) std::ofstream(path + "-wal") << "x";
    open();
    const auto refused = connections().list(caller());
    ASSERT_FALSE(refused);
    EXPECT_EQ(code_of(refused.error()), "SLC-CON-0101");
    EXPECT_NE(refused.error().message.find("it is empty"), std::string::npos) << refused.error().message;
    EXPECT_NE(refused.error().help.find("put back a copy"), std::string::npos);
    EXPECT_EQ(fs::file_size(path), 0u);
    fs::remove(path + "-wal");
  }
  fs::remove(path);
  open();
  EXPECT_TRUE(connections().list(caller())->empty());
}

TEST_F(ConnectionsTest, AJournalWithoutItsStoreIsNotPlayedIntoANewOne) {
  fs::create_directories(settings_.store.folder);
  std::ofstream(settings_.store.folder + "/connections.db-wal") << "x";
  const auto refused = connections().list(caller());
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message.find("its journal is still there"), std::string::npos) << refused.error().message;
  EXPECT_FALSE(fs::exists(settings_.store.folder + "/connections.db"));
}

TEST_F(ConnectionsTest, AStoreOfANewerVersionIsRefused) {
  add_acme();
  connections_.reset();
  change(settings_.store.folder, "PRAGMA user_version = 99");
  open();
  EXPECT_EQ(code_of(connections().list(caller()).error()), "SLC-CON-0107");
}

TEST_F(ConnectionsTest, RotatingTheKeyKeepsEverythingReadable) {
  add_acme();
  create("c", "acme");
  authorize("c", caller(), "t");
  Connections other(settings_, transport_);
  ASSERT_TRUE(other.list(caller()));
  const auto first = connections().rotate_key(caller());
  ASSERT_TRUE(first) << first.error().message;
  const auto second = connections().rotate_key(caller());
  ASSERT_TRUE(second);
  EXPECT_NE(*first, *second);
  EXPECT_EQ(signed_with({.link = "c"}, caller()), "Bearer t");
  // Another process that opened it before still reads, and writes with the new key.
  ASSERT_TRUE(other.find({.link = "c"}, caller()));
  ConfiguredClient client;
  client.client = {"client-2", Secret("new-secret")};
  ASSERT_TRUE(other.configure("acme", client, caller()));
  open();
  EXPECT_EQ(signed_with({.link = "c"}, caller()), "Bearer t");
  std::string key_file;
  for (const auto& entry : fs::directory_iterator(folder_.path() + "/keys")) key_file = entry.path();
  std::ifstream file(key_file);
  std::string line;
  int keys = 0;
  while (std::getline(file, line)) keys += !line.starts_with("#");
  EXPECT_EQ(keys, 1);
}

TEST_F(ConnectionsTest, AKeyOfTheHostIsRotatedWhenTheHostGivesTheNextOne) {
  std::string keys = key_of('a');
  settings_.store.key_text = [&] { return keys; };
  settings_.store.key_place = "the host";
  open();
  add_acme();
  create("c", "acme");
  authorize("c", caller(), "t");
  EXPECT_EQ(code_of(connections().rotate_key(caller()).error()), "SLC-CON-0104");
  keys = key_of('b') + "," + key_of('a');
  ASSERT_TRUE(connections().rotate_key(caller()));
  keys = key_of('b');
  open();
  EXPECT_EQ(signed_with({.link = "c"}, caller()), "Bearer t");
}

TEST(Seal, IsBoundToItsKeyAndItsPlace) {
  const Key key = *Key::parse(std::string(64, '1'));
  const Key other = *Key::parse(std::string(64, '2'));
  const std::string here = binding({"a", "bc"});
  std::string sealed = seal(key, "secret", here);
  EXPECT_EQ(open_sealed(key, sealed, here)->reveal(), "secret");
  EXPECT_FALSE(open_sealed(other, sealed, here));
  EXPECT_FALSE(open_sealed(key, sealed, binding({"ab", "c"})));
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string broken = sealed;
    broken[i] = static_cast<char>(broken[i] ^ 1);
    EXPECT_FALSE(open_sealed(key, broken, here)) << i;
  }
  EXPECT_NE(seal(key, "secret", here), sealed) << "the nonce is random";
}

}  // namespace
}  // namespace sluice::connectors
