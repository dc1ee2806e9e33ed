// Secrets that are handed out, what is stored of them, and the check of a form's origin.
//
// Every function is safe from any thread. A system without randomness throws std::runtime_error.
#pragma once

#include <string>
#include <string_view>

namespace accolade {

// 32 random bytes as base64url without padding: 43 characters, fit for a URL and a cookie.
std::string new_token();

// 8 characters to be typed from a letter, without those that are taken for others (0 O 1 I L U):
// 39 bits, so whoever checks one limits the attempts.
std::string new_code();

// A code as a person types it: spaces and hyphens left out, in capitals.
std::string typed_code(std::string_view typed);

// BLAKE2b-256 in hexadecimal, 64 characters: what is stored instead of the token or the code.
std::string token_hash(std::string_view token);

// 32 bytes that nobody can make without the key (keyed BLAKE2b; the key may have any length).
std::string keyed_hash(std::string_view key, std::string_view text);

// Takes as long for two that differ early as for two that differ late. The length is no secret.
bool equal_in_constant_time(std::string_view one, std::string_view other);

// The token of the forms of one session: keyed BLAKE2b of a fixed text, the key being made from the
// session's secret, so that a page that leaks it does not give the session away.
std::string csrf_token(std::string_view session_secret);
bool csrf_matches(std::string_view session_secret, std::string_view presented);

// "sha512-...": what a page says of a file that it loads, so that a browser takes no other one
// (W3C Subresource Integrity).
std::string integrity_of(std::string_view bytes);

}  // namespace accolade
