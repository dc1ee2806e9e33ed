// Words as the search compares them: the same in what is found and in what is looked for, so that
// both databases only have to compare bytes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace accolade {

// A run of letters and digits of any script; what joins words (hyphens, points, apostrophes) parts
// them. Scripts without spaces are one word up to the next mark.
struct Word {
  // Without case and diacritics: "Łódź" is "lodz", "Straße" is "strasse", by Unicode's
  // compatibility decomposition (UAX 15), its case folding and CLDR's Latin-ASCII. At most
  // word_letters_max letters of the text go into it. `unlisted` where the same word stood
  // repeats_max times before.
  std::string folded;
  std::size_t begin = 0, end = 0;  // bytes of the text
};

inline constexpr std::size_t word_letters_max = 40;
// Of one text. A tsvector of PostgreSQL holds 16,383 positions, 1 MiB, and 256 positions of each
// word: what is beyond is not found in either database.
inline constexpr std::size_t words_max = 10'000;
inline constexpr std::size_t words_bytes_max = 400'000;
inline constexpr int repeats_max = 255;
// Takes the place of a word that is not listed, so that no phrase closes over it; no word is it.
inline constexpr std::string_view unlisted = "\xC2\xB7";

// In order. Bytes that are no UTF-8 part words.
std::vector<Word> words_of(std::string_view text);

// The folded words with one space between them: what a database keeps of a text. Empty for a text
// without words.
std::string searchable(std::string_view text);

}  // namespace accolade
