// The workload in C++ with nlohmann/json's DOM.
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include <nlohmann/json.hpp>

int main(int, char** words) {
  std::ifstream file(words[1], std::ios::binary);
  const std::string data{std::istreambuf_iterator<char>(file), {}};
  const std::string text = nlohmann::ordered_json::parse(data).dump();
  std::size_t units = 0;
  for (const char c : text) units += (c & 0xC0) != 0x80;
  std::cout << units << '\n';
}
