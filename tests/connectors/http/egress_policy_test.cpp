// Which addresses are refused: the ranges of IANA's special-purpose registries (RFC 6890, 6598, 3927, 4193, 4291, 6052,
// 8215, 4380, 3056, 3849, 9637), from both ends of each and the addresses beside them.
#include "connectors/http/egress_policy.h"

#include <gtest/gtest.h>

#include <string>

namespace sluice::connectors {
namespace {

Address address(std::string_view text) {
  const auto parsed = Address::parse(text);
  EXPECT_TRUE(parsed) << text;
  return parsed.value_or(Address{});
}

EgressPolicy policy(const EgressOptions& options = {}) { return EgressPolicy::create(options).value(); }

bool reaches(const EgressPolicy& rules, std::string_view host, std::string_view to, std::uint16_t port = 443) {
  return rules.check_address(host, port, address(to)).allowed;
}

constexpr const char* kRefused[] = {
    // IPv4: unspecified, private, carrier-grade NAT, loopback
    "0.0.0.0",
    "0.0.0.1",
    "0.1.2.3",
    "0.255.255.255",
    "10.0.0.0",
    "10.0.0.1",
    "10.1.2.3",
    "10.255.255.255",
    "100.64.0.0",
    "100.64.0.1",
    "100.100.100.200",
    "100.127.255.255",
    "127.0.0.0",
    "127.0.0.1",
    "127.0.0.53",
    "127.0.1.1",
    "127.1.1.1",
    "127.127.127.127",
    "127.255.255.254",
    "127.255.255.255",
    // link-local and what clouds serve there, Azure's own address
    "169.254.0.0",
    "169.254.0.1",
    "169.254.169.254",
    "169.254.169.253",
    "169.254.170.2",
    "169.254.170.23",
    "169.254.255.255",
    "168.63.129.16",
    // private
    "172.16.0.0",
    "172.16.0.1",
    "172.17.0.1",
    "172.20.10.1",
    "172.31.255.254",
    "172.31.255.255",
    "192.168.0.0",
    "192.168.0.1",
    "192.168.1.1",
    "192.168.178.1",
    "192.168.255.255",
    // protocol assignments, documentation, 6to4 relays, benchmarks
    "192.0.0.0",
    "192.0.0.1",
    "192.0.0.8",
    "192.0.0.170",
    "192.0.0.192",
    "192.0.0.255",
    "192.0.2.0",
    "192.0.2.1",
    "192.0.2.255",
    "192.88.99.0",
    "192.88.99.1",
    "192.88.99.255",
    "198.18.0.0",
    "198.18.0.1",
    "198.19.255.255",
    "198.51.100.0",
    "198.51.100.7",
    "198.51.100.255",
    "203.0.113.0",
    "203.0.113.9",
    "203.0.113.255",
    // multicast, reserved, broadcast
    "224.0.0.0",
    "224.0.0.1",
    "224.0.0.251",
    "232.1.1.1",
    "239.255.255.250",
    "239.255.255.255",
    "240.0.0.0",
    "240.0.0.1",
    "247.1.1.1",
    "250.0.0.1",
    "254.255.255.255",
    "255.0.0.1",
    "255.255.255.254",
    "255.255.255.255",
    // IPv6: unspecified, loopback
    "::",
    "::1",
    "::2",
    "::ff",
    "::1:0",
    "0:0:0:0:0:0:0:1",
    "0:0:0:0:0:0:0:0",
    // IPv4 inside IPv6
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "::ffff:8.8.8.8",
    "::ffff:0:1",
    "::ffff:192.168.0.1",
    "::ffff:7f00:1",
    "::127.0.0.1",
    "::10.0.0.1",
    "::8.8.8.8",
    "::169.254.169.254",
    "::ffff:0:127.0.0.1",
    "::ffff:0:a00:1",
    "64:ff9b::",
    "64:ff9b::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a00:1",
    "64:ff9b::169.254.169.254",
    "64:ff9b::8.8.8.8",
    "64:ff9b::ffff:ffff",
    "64:ff9b:1::",
    "64:ff9b:1::1",
    "64:ff9b:1:ffff:ffff:ffff:ffff:ffff",
    "2002::",
    "2002:7f00:1::",
    "2002:7f00:1::1",
    "2002:a00:1::",
    "2002:a9fe:a9fe::",
    "2002:808:808::",
    "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    "2001::",
    "2001::1",
    "2001:0:7f00:1::",
    "2001:0:53aa:64c::f5ff:fffe",
    "2001:0:ffff:ffff:ffff:ffff:ffff:ffff",
    // protocol assignments, documentation, discard, segment routing
    "2001:1::1",
    "2001:2::",
    "2001:2:0:1::",
    "2001:10::1",
    "2001:1f::1",
    "2001:20::",
    "2001:2f:ffff::1",
    "2001:30::1",
    "2001:100::1",
    "2001:1ff:ffff::",
    "2001:db8::",
    "2001:db8::1",
    "2001:db8:ffff:ffff::",
    "3fff::",
    "3fff:fff:ffff::1",
    "100::",
    "100::1",
    "100:0:0:1::",
    "5f00::",
    "5f00:ffff::1",
    // unique local, link-local, site-local, multicast
    "fc00::",
    "fc00::1",
    "fcff:ffff::1",
    "fd00::",
    "fd00::1",
    "fd00:ec2::254",
    "fd12:3456:789a:1::1",
    "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    "fe80::",
    "fe80::1",
    "fe80::a9fe:a9fe",
    "fe80::dead:beef",
    "febf:ffff::1",
    "fec0::",
    "fec0::1",
    "feff:ffff::1",
    "ff00::",
    "ff00::1",
    "ff01::1",
    "ff02::1",
    "ff02::2",
    "ff02::fb",
    "ff02::1:2",
    "ff05::1:3",
    "ff0e::1",
    "ffff::1",
    "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    // space that nobody has
    "200::1",
    "400::1",
    "800::1",
    "1000::1",
    "1fff:ffff::1",
    "4000::1",
    "5000::1",
    "6000::1",
    "7fff::1",
    "8000::1",
    "9000::1",
    "a000::1",
    "c000::1",
    "e000::1",
    "f000::1",
    "f800::1",
    "fbff::1",
};

constexpr const char* kReached[] = {
    "1.1.1.1",
    "8.8.8.8",
    "9.255.255.255",
    "11.0.0.0",
    "100.63.255.255",
    "100.128.0.0",
    "126.255.255.255",
    "128.0.0.1",
    "168.63.129.15",
    "168.63.129.17",
    "169.253.255.255",
    "169.255.0.0",
    "172.15.255.255",
    "172.32.0.0",
    "192.0.1.0",
    "192.0.3.0",
    "192.88.98.255",
    "192.88.100.0",
    "192.167.255.255",
    "192.169.0.0",
    "198.17.255.255",
    "198.20.0.0",
    "198.51.99.255",
    "198.51.101.0",
    "203.0.112.255",
    "203.0.114.0",
    "223.255.255.255",
    "93.184.216.34",
    "136.143.190.155",
    "204.141.42.100",
    "2000::1",
    "2001:200::1",
    "2001:4860:4860::8888",
    "2001:db7:ffff::1",
    "2001:db9::1",
    "2003::1",
    "2606:4700:4700::1111",
    "2a00:1450:4001:800::200e",
    "3ffe::1",
    "3fff:1000::1",
    "2400:cb00::1",
    "2620:fe::fe",
};

TEST(EgressPolicy, RefusesWhatIsNotPublic) {
  const EgressPolicy rules = policy();
  for (const char* each : kRefused) EXPECT_FALSE(reaches(rules, "api.example.com", each)) << each;
  EXPECT_GE(std::size(kRefused) + std::size(kReached), 200u);
}

TEST(EgressPolicy, ReachesWhatIsPublic) {
  const EgressPolicy rules = policy();
  for (const char* each : kReached) {
    EXPECT_TRUE(reaches(rules, "api.example.com", each)) << each;
    EXPECT_TRUE(rules.check_url("https", each, 443).allowed) << each;
  }
}

TEST(EgressPolicy, RefusesLiteralAddressesBeforeConnecting) {
  for (const char* each : kRefused) EXPECT_FALSE(policy().check_url("https", each, 443).allowed) << each;
}

TEST(EgressPolicy, RefusesNamesOfMetadataServices) {
  for (const char* name : {"metadata.google.internal", "metadata", "metadata.goog", "instance-data", "localhost",
                           "db.localhost", "metadata.azure.internal"})
    EXPECT_FALSE(policy().check_url("https", name, 443).allowed) << name;
}

TEST(EgressPolicy, NeedsEncryptionAndUsualPorts) {
  const EgressPolicy rules = policy();
  EXPECT_EQ(rules.check_url("http", "api.example.com", 80).rule, "plain http");
  EXPECT_EQ(rules.check_url("https", "api.example.com", 22).rule, "port");
  EXPECT_EQ(rules.check_url("https", "api.example.com", 6379).rule, "port");
  for (const std::uint16_t port : {443, 8443, 8080, 9090, 54895, 30618})
    EXPECT_TRUE(rules.check_url("https", "api.example.com", port).allowed) << port;
}

TEST(EgressPolicy, CreatorReachesEveryPortFrom80On) {
  const EgressPolicy rules = policy({.first_port = 80});
  EXPECT_TRUE(rules.check_url("https", "api.example.com", 81).allowed);
  EXPECT_TRUE(rules.check_url("https", "api.example.com", 65535).allowed);
  EXPECT_FALSE(rules.check_url("https", "api.example.com", 79).allowed);
}

TEST(EgressPolicy, ANamedHostMayBePrivateAndPlain) {
  const EgressPolicy rules = policy({.allow = {"box.internal", "127.0.0.1:8123", "[::1]"}});
  EXPECT_TRUE(rules.check_url("http", "box.internal", 1234).allowed);
  EXPECT_TRUE(reaches(rules, "box.internal", "10.1.2.3", 1234));
  EXPECT_TRUE(reaches(rules, "box.internal", "127.0.0.1", 1234));
  EXPECT_FALSE(reaches(rules, "box.internal", "169.254.169.254", 80)) << "credentials of a cloud need the address";
  EXPECT_FALSE(reaches(rules, "sub.box.internal", "10.1.2.3", 1234));
  EXPECT_TRUE(rules.check_url("http", "127.0.0.1", 8123).allowed);
  EXPECT_FALSE(rules.check_url("http", "127.0.0.1", 8124).allowed) << "another port than the one named";
  EXPECT_TRUE(rules.check_url("http", "::1", 80).allowed);
  EXPECT_FALSE(reaches(rules, "other.example", "127.0.0.1", 8123)) << "another name for the same address";
}

TEST(EgressPolicy, NamesBelowADomainStayPublic) {
  const EgressPolicy rules = policy({.allow = {"*.example.com"}});
  EXPECT_TRUE(rules.check_url("http", "a.example.com", 80).allowed);
  EXPECT_FALSE(rules.check_url("http", "example.com", 80).allowed);
  EXPECT_FALSE(rules.check_url("http", "badexample.com", 80).allowed);
  EXPECT_FALSE(reaches(rules, "a.example.com", "10.0.0.1"));
}

TEST(EgressPolicy, PrivateRangesOpenWhatNamesLeadTo) {
  const EgressPolicy rules = policy({.allow_private = {"10.1.2.0/24", "fd00::/8"}});
  EXPECT_TRUE(reaches(rules, "crm.example.com", "10.1.2.200"));
  EXPECT_FALSE(reaches(rules, "crm.example.com", "10.1.3.1"));
  EXPECT_TRUE(reaches(rules, "crm.example.com", "fd00::5"));
  EXPECT_TRUE(rules.check_url("http", "10.1.2.3", 80).allowed);
}

TEST(EgressPolicy, OnlyAllowedClosesTheRest) {
  const EgressPolicy rules = policy({.allow = {"api.example.com"}, .only_allowed = true});
  EXPECT_TRUE(rules.check_url("https", "api.example.com", 443).allowed);
  EXPECT_EQ(rules.check_url("https", "example.org", 443).rule, "not named");
}

TEST(EgressPolicy, SaysWhichPatternIsNone) {
  for (const char* pattern : {"", "exa mple", "10.0.0.0/33", "a:0", "a:99999", "a:x", "*", "http://a", "a/b"})
    EXPECT_FALSE(EgressPolicy::create({.allow = {pattern}})) << pattern;
  EXPECT_FALSE(EgressPolicy::create({.allow_private = {"example.com"}}));
}

}  // namespace
}  // namespace sluice::connectors
