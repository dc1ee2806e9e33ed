// The owner of libsodium in the handlers.
#include "handlers/security/token.h"

#include <array>
#include <stdexcept>

#include <sodium.h>

namespace accolade {
namespace {

constexpr std::size_t token_bytes = 32;
constexpr std::size_t code_characters = 8;
constexpr std::string_view code_alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::string_view csrf_purpose = "accolade csrf 1";

using Digest = std::array<unsigned char, crypto_generichash_BYTES>;

// sodium_init may be called by several threads at once; this calls it once.
void ready() {
  static const bool is_ready = sodium_init() >= 0;
  if (!is_ready) throw std::runtime_error("libsodium found no source of randomness");
}

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

Digest digest_of(std::string_view text, const Digest* key = nullptr) {
  Digest digest;
  crypto_generichash(digest.data(), digest.size(), bytes_of(text), text.size(),
                     key ? key->data() : nullptr, key ? key->size() : 0);
  return digest;
}

std::string base64url(const unsigned char* bytes, std::size_t size) {
  constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::string text(sodium_base64_encoded_len(size, variant), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes, size, variant);
  text.pop_back();  // the terminating zero
  return text;
}

}  // namespace

std::string new_token() {
  ready();
  std::array<unsigned char, token_bytes> bytes;
  randombytes_buf(bytes.data(), bytes.size());
  return base64url(bytes.data(), bytes.size());
}

std::string new_code() {
  ready();
  std::string code(code_characters, ' ');
  for (char& character : code)
    character =
        code_alphabet[randombytes_uniform(static_cast<std::uint32_t>(code_alphabet.size()))];
  return code;
}

std::string typed_code(std::string_view typed) {
  std::string code;
  for (const char character : typed) {
    if (character == ' ' || character == '-' || character == '\t') continue;
    const bool is_small = character >= 'a' && character <= 'z';
    code += is_small ? static_cast<char>(character - 'a' + 'A') : character;
  }
  return code;
}

std::string token_hash(std::string_view token) {
  ready();
  const Digest digest = digest_of(token);
  std::string hex(2 * digest.size() + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
  hex.pop_back();  // the terminating zero
  return hex;
}

std::string keyed_hash(std::string_view key, std::string_view text) {
  ready();
  const Digest hashed_key = digest_of(key);
  const Digest mac = digest_of(text, &hashed_key);
  return {mac.begin(), mac.end()};
}

bool equal_in_constant_time(std::string_view one, std::string_view other) {
  return one.size() == other.size() && sodium_memcmp(one.data(), other.data(), one.size()) == 0;
}

std::string csrf_token(std::string_view session_secret) {
  ready();
  const Digest key = digest_of(session_secret);
  const Digest mac = digest_of(csrf_purpose, &key);
  return base64url(mac.data(), mac.size());
}

bool csrf_matches(std::string_view session_secret, std::string_view presented) {
  return equal_in_constant_time(csrf_token(session_secret), presented);
}

std::string integrity_of(std::string_view bytes) {
  std::array<unsigned char, crypto_hash_sha512_BYTES> digest{};
  crypto_hash_sha512(digest.data(), bytes_of(bytes), bytes.size());
  constexpr int variant = sodium_base64_VARIANT_ORIGINAL;
  std::string text(sodium_base64_encoded_len(digest.size(), variant), '\0');
  sodium_bin2base64(text.data(), text.size(), digest.data(), digest.size(), variant);
  text.pop_back();
  return "sha512-" + text;
}

}  // namespace accolade
