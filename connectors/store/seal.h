// Sealing secrets for the disk: XChaCha20-Poly1305 with a random nonce. What the secret belongs to is authenticated
// with it, so that nobody can move it to another row.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "connectors/secret.h"
#include "connectors/store/key.h"

namespace sluice::connectors {

// What a sealed text belongs to: store, table, row … Names are kept apart, whatever is in them.
std::string binding(std::initializer_list<std::string_view> names);

std::string seal(const Key& key, std::string_view plain, std::string_view belongs_to);
// Nothing where the key, the text or what it belongs to is not the one that was sealed.
std::optional<Secret> open_sealed(const Key& key, std::string_view sealed, std::string_view belongs_to);

// The parts of a credential, by name.
using SecretFields = std::vector<std::pair<std::string, Secret>>;
const Secret* find_field(const SecretFields& fields, std::string_view name);
void set_field(SecretFields& fields, std::string_view name, Secret value);
Secret pack(const SecretFields& fields);
SecretFields unpack(std::string_view packed);

}  // namespace sluice::connectors
