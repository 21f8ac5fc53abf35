// The workload in C++ with nlohmann/json's DOM.
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include <nlohmann/json.hpp>

int main(int, char** words) {
  std::ifstream file(words[1], std::ios::binary);
  const std::string data{std::istreambuf_iterator<char>(file), {}};
  const auto records = nlohmann::ordered_json::parse(data);
  const std::string text = records.dump();
  std::cout << records.size() << (text.size() > 40000000 ? " written " : " short ")
            << records[0]["Email"].get<std::string>() << '\n';
}
