// Number and proof, written with the same thirty characters.
#include "handlers/security/seal.h"

#include <cstdint>
#include <limits>
#include <stdexcept>

#include "handlers/security/token.h"

namespace accolade {
namespace {

constexpr std::string_view seal_alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t secret_characters_min = 32;
constexpr std::size_t proof_characters = 12;
constexpr std::size_t number_characters_max = 13;  // 30^13 > 2^63
constexpr std::size_t group_characters = 4;

std::string_view name_of(SealPurpose purpose) {
  switch (purpose) {
    case SealPurpose::Ticket:
      return "accolade seal ticket 1";
    case SealPurpose::Certificate:
      return "accolade seal certificate 1";
    case SealPurpose::Link:
      return "accolade seal link 1";
  }
  throw std::logic_error("a purpose without a name");
}

// At least `width` characters, the highest first.
std::string spelled(std::uint64_t number, std::size_t width) {
  std::string text;
  for (; number > 0 || text.size() < width; number /= seal_alphabet.size())
    text.insert(text.begin(), seal_alphabet[number % seal_alphabet.size()]);
  return text;
}

// As spelled(number, 1) wrote it; none for anything else.
std::optional<InstanceId> number_in(std::string_view text) {
  if (text.empty() || text.size() > number_characters_max) return std::nullopt;
  constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  std::uint64_t number = 0;
  for (const char character : text) {
    const std::size_t digit = seal_alphabet.find(character);
    if (digit == std::string_view::npos) return std::nullopt;
    if (number > (most - digit) / seal_alphabet.size()) return std::nullopt;
    number = number * seal_alphabet.size() + digit;
  }
  if (number == 0 || spelled(number, 1) != text) return std::nullopt;
  return InstanceId{static_cast<std::int64_t>(number)};
}

std::string grouped(std::string_view text) {
  std::string groups;
  for (std::size_t at = 0; at < text.size(); at += group_characters) {
    if (at > 0) groups += '-';
    groups += text.substr(at, group_characters);
  }
  return groups;
}

}  // namespace

Seal::Seal(std::string secret) : secret_(std::move(secret)) {
  if (secret_.size() < secret_characters_min) {
    throw std::invalid_argument("a seal needs a secret of 32 bytes");
  }
}

std::string Seal::proof(SealPurpose purpose, InstanceId instance, PersonId holder) const {
  const std::string key = keyed_hash(secret_, name_of(purpose));
  const std::string about = holder ? instance.text() + " " + holder.text() : instance.text();
  const std::string mac = keyed_hash(key, about);
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < sizeof number; ++i)
    number = number << 8U | static_cast<unsigned char>(mac[i]);
  const std::string text = spelled(number, proof_characters);
  return text.substr(text.size() - proof_characters);
}

std::string Seal::code(SealPurpose purpose, InstanceId instance, PersonId holder) const {
  return grouped(spelled(static_cast<std::uint64_t>(instance.number), 1) +
                 proof(purpose, instance, holder));
}

std::optional<InstanceId> Seal::opened(SealPurpose purpose, std::string_view typed,
                                       PersonId holder) const {
  const std::string code = typed_code(typed);
  const std::optional<InstanceId> instance = named(code);
  if (!instance) return std::nullopt;
  const std::string_view proven = std::string_view(code).substr(code.size() - proof_characters);
  if (!equal_in_constant_time(proof(purpose, *instance, holder), proven)) return std::nullopt;
  return instance;
}

std::optional<InstanceId> Seal::named(std::string_view typed) {
  const std::string code = typed_code(typed);
  if (code.size() <= proof_characters) return std::nullopt;
  return number_in(std::string_view(code).substr(0, code.size() - proof_characters));
}

}  // namespace accolade
